#include "kernel/gateway/forwarding.h"

#include <algorithm>

#include "kernel/http/target.h"

namespace sangam::gateway {

namespace {

using http::equal_ignoring_case;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// An address with or without a port; IPv6 in brackets where there is a port.
std::optional<IpAddress> read_node(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == text.npos) return std::nullopt;
    const auto behind = text.substr(end + 1);
    if (!behind.empty() && (behind.front() != ':' || !is_port(behind.substr(1))))
      return std::nullopt;
    const auto address = IpAddress::parse(text.substr(1, end - 1));
    return address && !address->is_v4() ? address : std::nullopt;
  }
  const auto colon = text.find(':');
  if (colon == text.npos || text.find(':', colon + 1) != text.npos) return IpAddress::parse(text);
  if (!is_port(text.substr(colon + 1))) return std::nullopt;
  return IpAddress::parse(text.substr(0, colon));
}

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").contains(c));
}

// Reads the pairs of RFC 7239 §4 one after the other.
class ForwardedReader {
 public:
  explicit ForwardedReader(std::string_view text) : rest_(text) {}

  std::optional<std::vector<Hop>> read() {
    std::vector<Hop> hops;
    do {
      Hop hop;
      bool said = false;
      do {
        skip_blanks();
        if (at_end_of_pair()) continue;
        if (!read_pair(hop)) return std::nullopt;
        said = true;
        skip_blanks();
      } while (take(';'));
      if (said) hops.push_back(hop);
    } while (take(','));
    if (!rest_.empty()) return std::nullopt;
    return hops;
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  bool at_end_of_pair() const {
    return rest_.empty() || rest_.front() == ';' || rest_.front() == ',';
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_token() {
    std::size_t length = 0;
    while (length < rest_.size() && is_token_character(rest_[length]))
      ++length;
    const auto token = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return token;
  }
  // Text between quotes, its escapes undone.
  bool take_quoted(std::string& text) {
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.front() == '\\') rest_.remove_prefix(1);
      if (rest_.empty()) return false;
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    return take('"');
  }
  bool read_pair(Hop& hop) {
    const auto name = take_token();
    if (name.empty() || !take('=')) return false;
    std::string value;
    if (take('"')) {
      if (!take_quoted(value)) return false;
    } else {
      value = take_token();
      if (value.empty()) return false;
    }
    if (equal_ignoring_case(name, "for")) hop.address = read_node(value);
    if (equal_ignoring_case(name, "proto")) hop.secure = equal_ignoring_case(value, "https");
    return true;
  }

  std::string_view rest_;
};

// All lines of a field as one list.
std::string joined(std::span<const http::Header> headers, std::string_view name) {
  std::string text;
  for (const auto& header : headers) {
    if (!equal_ignoring_case(header.name, name)) continue;
    if (!text.empty()) text += ", ";
    text += header.value;
  }
  return text;
}

// What the nearest proxy says of the scheme; it replaces what came to it.
std::optional<bool> forwarded_secure(std::span<const http::Header> headers) {
  const auto text = joined(headers, "x-forwarded-proto");
  if (text.empty()) return std::nullopt;
  return equal_ignoring_case(trimmed(std::string_view(text).substr(text.rfind(',') + 1)), "https");
}

}  // namespace

std::optional<std::vector<Hop>> read_forwarded(std::string_view value) {
  return ForwardedReader(value).read();
}

std::vector<Hop> read_forwarded_for(std::string_view value) {
  std::vector<Hop> hops;
  while (!value.empty()) {
    const auto end = std::min(value.find(','), value.size());
    const auto node = trimmed(value.substr(0, end));
    if (!node.empty()) hops.push_back({.address = read_node(node), .secure = {}});
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return hops;
}

Client find_client(const Client& peer, std::span<const http::Header> headers,
                   const AddressTrie& trusted, ForwardingField field) {
  if (!trusted.find(peer.address)) return peer;
  const bool standard = field == ForwardingField::forwarded;
  const auto text = joined(headers, standard ? "forwarded" : "x-forwarded-for");
  const auto hops = standard ? read_forwarded(text) : read_forwarded_for(text);
  Client client = peer;
  if (!standard) client.secure = forwarded_secure(headers).value_or(peer.secure);
  if (!hops) return client;
  for (auto hop = hops->rbegin(); hop != hops->rend(); ++hop) {
    if (!hop->address) break;
    client.address = http::client::unmapped(*hop->address);
    if (hop->secure) client.secure = *hop->secure;
    if (!trusted.find(client.address)) break;
  }
  return client;
}

}  // namespace sangam::gateway
