#include "kernel/telemetry/trace_context.h"

#include <algorithm>
#include <vector>

namespace sangam::telemetry {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kMembersMost = 32;

void append_hex(std::uint64_t value, std::string& out) {
  char digits[16];
  for (int i = 15; i >= 0; --i, value >>= 4)
    digits[i] = kDigits[value & 15];
  out.append(digits, sizeof digits);
}

// At most 16 digits, lower case only.
std::optional<std::uint64_t> parse_hex(std::string_view text) noexcept {
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') value = value << 4 | static_cast<std::uint64_t>(c - '0');
    else if (c >= 'a' && c <= 'f') value = value << 4 | static_cast<std::uint64_t>(c - 'a' + 10);
    else return std::nullopt;
  }
  return value;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_key_part(std::string_view text, std::size_t most, bool digit_first) {
  if (text.empty() || text.size() > most) return false;
  if (!is_lower(text[0]) && !(digit_first && is_digit(text[0]))) return false;
  return std::ranges::all_of(text, [](char c) {
    return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '*' || c == '/';
  });
}

// §3.3.1.3.1: a simple key, or tenant@system.
bool is_key(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return is_key_part(text, 256, true);
  return is_key_part(text.substr(0, at), 241, true) && is_key_part(text.substr(at + 1), 14, false);
}

bool is_value(std::string_view text) {
  if (text.empty() || text.size() > 256 || text.back() == ' ') return false;
  return std::ranges::all_of(text,
                             [](char c) { return c >= 0x20 && c <= 0x7e && c != ',' && c != '='; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

}  // namespace

std::string to_hex(TraceId id) {
  std::string text;
  append_hex(id.high, text);
  append_hex(id.low, text);
  return text;
}

std::optional<TraceId> trace_id_from_hex(std::string_view text) noexcept {
  if (text.size() != 32) return std::nullopt;
  const auto high = parse_hex(text.substr(0, 16));
  const auto low = parse_hex(text.substr(16));
  if (!high || !low || (*high == 0 && *low == 0)) return std::nullopt;
  return TraceId{*high, *low};
}

std::string span_to_hex(std::uint64_t span) {
  std::string text;
  append_hex(span, text);
  return text;
}

std::optional<TraceParent> parse_traceparent(std::string_view text) noexcept {
  if (text.size() < kTraceParentLength || text[2] != '-' || text[35] != '-' || text[52] != '-')
    return std::nullopt;
  const auto version = parse_hex(text.substr(0, 2));
  if (!version || *version == 0xff) return std::nullopt;
  if (text.size() > kTraceParentLength && (*version == 0 || text[55] != '-')) return std::nullopt;
  const auto trace = trace_id_from_hex(text.substr(3, 32));
  const auto span = parse_hex(text.substr(36, 16));
  const auto flags = parse_hex(text.substr(53, 2));
  if (!trace || !span || *span == 0 || !flags) return std::nullopt;
  return TraceParent{*trace, *span, (*flags & 1) != 0};
}

void append_traceparent(const TraceParent& parent, std::string& out) {
  out += "00-";
  append_hex(parent.trace.high, out);
  append_hex(parent.trace.low, out);
  out += '-';
  append_hex(parent.span, out);
  out += parent.sampled ? "-01" : "-00";
}

std::string to_hex(const TraceParent& parent) {
  std::string text;
  text.reserve(kStoredTraceDigits);
  append_hex(parent.trace.high, text);
  append_hex(parent.trace.low, text);
  append_hex(parent.span, text);
  text += parent.sampled ? "01" : "00";
  return text;
}

std::optional<TraceParent> trace_parent_from_hex(std::string_view text) noexcept {
  if (text.size() != kStoredTraceDigits) return std::nullopt;
  const auto trace = trace_id_from_hex(text.substr(0, 32));
  const auto span = parse_hex(text.substr(32, 16));
  const auto flags = parse_hex(text.substr(48));
  if (!trace || !span || *span == 0 || !flags) return std::nullopt;
  return TraceParent{*trace, *span, (*flags & 1) != 0};
}

std::string clean_tracestate(std::string_view text) {
  if (text.size() > kTraceStateLength) return {};
  std::string clean;
  std::vector<std::string_view> keys;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto member = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (member.empty()) continue;
    const auto equals = member.find('=');
    if (equals == std::string_view::npos) return {};
    const auto key = member.substr(0, equals);
    if (!is_key(key) || !is_value(member.substr(equals + 1)) || keys.size() == kMembersMost ||
        std::ranges::find(keys, key) != keys.end())
      return {};
    keys.push_back(key);
    if (!clean.empty()) clean += ',';
    clean += member;
  }
  return clean;
}

}  // namespace sangam::telemetry
