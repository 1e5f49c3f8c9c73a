#include "kernel/gateway/limits/redis_address.h"

#include <charconv>

namespace sangam::gateway::limits {

namespace {

constexpr std::string_view kRedis = "redis://";
constexpr std::string_view kUnix = "unix://";
constexpr std::uint32_t kDatabaseMost = 65'535;
// What fits into sockaddr_un.
constexpr std::size_t kPathMost = 107;

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size();
}

// Takes the port off "host:port" and "[::1]:port"; false when it is none.
bool take_port(std::string_view& authority, std::uint16_t& port) {
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos || authority.ends_with(']')) return true;
  const auto text = authority.substr(colon + 1);
  authority = authority.substr(0, colon);
  return read_number(text, port) && port != 0;
}

}  // namespace

std::expected<RedisAddress, std::string> read_redis_address(std::string_view text) {
  RedisAddress address;
  if (text.starts_with(kUnix)) {
    address.path = text.substr(kUnix.size());
    if (!address.path.starts_with('/') || address.path.size() > kPathMost)
      return std::unexpected("after unix:// comes the path of a socket, 107 bytes at most");
    return address;
  }
  if (!text.starts_with(kRedis)) return std::unexpected("it begins with redis:// or unix://");
  text.remove_prefix(kRedis.size());
  auto authority = text.substr(0, text.find('/'));
  const auto database = text.substr(authority.size());
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    address.user = authority.substr(0, at);
    if (address.user.find(':') != std::string::npos)
      return std::unexpected("a password does not belong into it: name a file that holds it");
    authority.remove_prefix(at + 1);
  }
  if (!take_port(authority, address.port)) return std::unexpected("the port is 1 to 65535");
  if (authority.starts_with('[') && authority.ends_with(']'))
    authority = authority.substr(1, authority.size() - 2);
  if (authority.empty()) return std::unexpected("it names no host");
  address.host = authority;
  if (database.size() > 1 &&
      (!read_number(database.substr(1), address.database) || address.database > kDatabaseMost))
    return std::unexpected("the database is a number, 0 to 65535");
  return address;
}

}  // namespace sangam::gateway::limits
