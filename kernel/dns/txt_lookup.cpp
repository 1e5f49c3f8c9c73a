#include "kernel/dns/txt_lookup.h"

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "kernel/clock/clock.h"
#include "kernel/dns/exchange.h"
#include "kernel/dns/message.h"
#include "kernel/http/client/address.h"

namespace sangam::dns {

namespace {

constexpr int kRounds = 2;
constexpr std::size_t kServersMost = 3;

std::uint16_t random_id() {
  std::array<std::uint8_t, 2> bytes;
  clock::random_bytes(bytes);
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

std::expected<NameServer, std::string> server_of(std::string_view address, std::string_view port) {
  NameServer server{.address = std::string(address)};
  if (!http::client::IpAddress::parse(address))
    return std::unexpected("must be an address, with a port or without");
  if (port.empty()) return server;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), server.port);
  if (error != std::errc() || end != port.data() + port.size() || server.port == 0)
    return std::unexpected("must have a port from 1 to 65535");
  return server;
}

}  // namespace

std::expected<NameServer, std::string> read_name_server(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == text.npos) return std::unexpected("lacks the closing bracket");
    auto port = text.substr(end + 1);
    if (port.starts_with(':')) port.remove_prefix(1);
    return server_of(text.substr(1, end - 1), port);
  }
  const auto colon = text.find(':');
  const bool has_port = colon != text.npos && text.find(':', colon + 1) == text.npos;
  if (!has_port) return server_of(text, {});
  return server_of(text.substr(0, colon), text.substr(colon + 1));
}

std::vector<NameServer> system_servers() {
  std::vector<NameServer> servers;
  std::ifstream file("/etc/resolv.conf");
  for (std::string line; std::getline(file, line) && servers.size() < kServersMost;) {
    std::istringstream words(line);
    std::string word;
    std::string address;
    if (!(words >> word >> address) || word != "nameserver") continue;
    if (const auto server = read_name_server(address)) servers.push_back(*server);
  }
  if (servers.empty()) servers.push_back({.address = "127.0.0.1"});
  return servers;
}

Task<std::expected<std::vector<std::string>, LookupFault>> TxtLookup::find(
    std::string name, runtime::Deadline deadline) {
  auto fault = LookupFault::no_answer;
  for (int round = 0; round < kRounds; ++round)
    for (const auto& server : servers_) {
      if (deadline.passed()) co_return std::unexpected(fault);
      const auto id = random_id();
      const auto query = txt_query(id, name);
      const auto until = std::min(deadline, runtime::Deadline::in(kPatience));
      auto texts = read_txt_answer(id, name, co_await ask_by_udp(loop_, server, query, until));
      if (!texts && texts.error() == AnswerFault::truncated)
        texts = read_txt_answer(id, name, co_await ask_by_tcp(loop_, server, query, until));
      if (texts) co_return std::move(*texts);
      if (texts.error() == AnswerFault::refused) fault = LookupFault::refused;
    }
  co_return std::unexpected(fault);
}

}  // namespace sangam::dns
