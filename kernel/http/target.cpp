#include "kernel/http/target.h"

#include <algorithm>
#include <cstdint>

namespace sangam::http {
namespace {

constexpr std::string_view kHttpScheme = "http://";
constexpr std::string_view kHttpsScheme = "https://";

char lower(char byte) noexcept {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}
bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }
bool is_alphanumeric(char byte) noexcept {
  return is_digit(byte) || (lower(byte) >= 'a' && lower(byte) <= 'z');
}
int hex_value(char byte) noexcept {
  if (is_digit(byte)) return byte - '0';
  const char letter = lower(byte);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// What may stand in a target: visible ASCII, without the fragment's mark.
bool valid_target_text(std::string_view text) noexcept {
  return std::ranges::all_of(
      text, [](char byte) { return byte > 0x20 && byte < 0x7f && byte != '#' && byte != '\\'; });
}

bool is_escape_of(std::string_view text, std::size_t at, char first, char second) noexcept {
  return text[at] == '%' && text.size() - at >= 3 && text[at + 1] == first &&
         lower(text[at + 2]) == second;
}

// %2F and %5C: slashes to some readers and text to others.
bool has_escaped_slash(std::string_view path) noexcept {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (is_escape_of(path, i, '2', 'f') || is_escape_of(path, i, '5', 'c')) return true;
  }
  return false;
}

bool has_control_character(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || static_cast<unsigned char>(byte) == 0x7f;
  });
}

// RFC 3986 §5.2.4 on a decoded path; false when ".." leaves the root.
bool remove_dot_segments(std::string& path) {
  std::string clean;
  for (std::size_t begin = 0; begin < path.size();) {
    std::size_t end = path.find('/', begin + 1);
    if (end == std::string::npos) end = path.size();
    const std::string_view segment = std::string_view(path).substr(begin, end - begin);
    const bool last = end == path.size();
    if (segment == "/..") {
      const std::size_t parent = clean.rfind('/');
      if (parent == std::string::npos) return false;
      clean.erase(parent);
      if (last) clean += '/';
    } else if (segment == "/.") {
      if (last) clean += '/';
    } else {
      clean += segment;
    }
    begin = end;
  }
  path = clean.empty() ? "/" : std::move(clean);
  return true;
}

bool valid_port(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || !std::ranges::all_of(text, is_digit)) return false;
  std::uint32_t port = 0;
  for (const char digit : text)
    port = port * 10 + static_cast<std::uint32_t>(digit - '0');
  return port >= 1 && port <= 65535;
}

}  // namespace

bool split_target(std::string_view target, std::string& storage, TargetParts& parts) {
  if (!valid_target_text(target)) return false;
  if (!target.starts_with('/')) {
    const bool http = equal_ignoring_case(target.substr(0, kHttpScheme.size()), kHttpScheme);
    const bool https = equal_ignoring_case(target.substr(0, kHttpsScheme.size()), kHttpsScheme);
    if (!http && !https) return false;
    target.remove_prefix(http ? kHttpScheme.size() : kHttpsScheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    parts.authority = target.substr(0, end);
    target.remove_prefix(end);
    if (!valid_host(parts.authority)) return false;
    if (target.empty()) target = "/";
    if (target.front() != '/') return false;
  }
  parts.origin_form = target;
  const std::size_t question = target.find('?');
  parts.path = target.substr(0, question);
  parts.query = question == std::string_view::npos ? "" : target.substr(question + 1);
  const bool plain = parts.path.find('%') == std::string_view::npos &&
                     parts.path.find("/.") == std::string_view::npos;
  if (plain) return true;
  storage.clear();
  if (has_escaped_slash(parts.path) || !percent_decode(parts.path, false, storage) ||
      has_control_character(storage) || !valid_utf8(storage) || !remove_dot_segments(storage)) {
    return false;
  }
  parts.path = storage;
  return true;
}

bool valid_host(std::string_view text) noexcept {
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const std::string_view address = text.substr(1, end - 1);
    if (!std::ranges::all_of(address,
                             [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; })) {
      return false;
    }
    rest = text.substr(end + 1);
  } else {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view host = text.substr(0, end);
    if (host.empty() || host.size() > 255) return false;
    if (!std::ranges::all_of(
            host, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; })) {
      return false;
    }
    rest = text.substr(end);
  }
  return rest.empty() || (rest.front() == ':' && valid_port(rest.substr(1)));
}

bool percent_decode(std::string_view text, bool plus_is_blank, std::string& out) {
  out.reserve(out.size() + text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return false;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return true;
}

bool valid_utf8(std::string_view text) noexcept {
  // The smallest code point each length may carry: shorter forms exist for smaller ones.
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - i < length) return false;
    std::uint32_t point = lead & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xc0U) != 0x80) return false;
      point = (point << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point < kSmallest[length] || point > 0x10ffff || surrogate) return false;
    i += length;
  }
  return true;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) noexcept {
  return left.size() == right.size() &&
         std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace sangam::http
