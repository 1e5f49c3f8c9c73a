#include "kernel/gateway/limits/rate_limit_fields.h"

#include <algorithm>
#include <charconv>

namespace sangam::gateway::limits {

namespace {

void append_parameter(std::string_view name, std::int64_t value, std::string& out) {
  char digits[24];
  auto* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out += ';';
  out += name;
  out += '=';
  out.append(digits, end);
}

void append_name(const ShownLimit& limit, bool first, std::string& out) {
  if (!first) out += ", ";
  out += '"';
  out += limit.name;
  out += '"';
}

}  // namespace

std::string_view name_of(Level level) noexcept {
  switch (level) {
    case Level::address:
      return "address";
    case Level::tenant:
      return "tenant";
    case Level::operation_class:
      return "class";
    case Level::user:
      return "user";
    case Level::key:
      return "key";
  }
  return "tenant";
}

void append_policies(std::span<const ShownLimit> limits, std::string& out) {
  for (const auto& limit : limits) {
    append_name(limit, &limit == limits.data(), out);
    append_parameter("q", limit.rate.quota, out);
    append_parameter("w", limit.rate.window_seconds, out);
  }
}

void append_limits(std::span<const ShownLimit> limits, bool alone, std::string& out) {
  for (const auto& limit : limits) {
    append_name(limit, &limit == limits.data(), out);
    append_parameter("r", std::max<std::int64_t>(limit.remaining, 0), out);
    append_parameter("t", limit.reset_seconds, out);
    if (alone) out += ";alone";
  }
}

}  // namespace sangam::gateway::limits
