#include "base/scalars.h"

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace sangam {

namespace detail {

Verdict parse_integer(std::string_view text, std::int64_t minimum, std::int64_t maximum,
                      std::int64_t& value) {
  std::int64_t parsed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  const bool whole = !text.empty() && end == text.data() + text.size();
  if (whole && error == std::errc{} && parsed >= minimum && parsed <= maximum) {
    value = parsed;
    return std::nullopt;
  }
  if (whole && (error == std::errc{} || error == std::errc::result_out_of_range)) {
    return Fault{"out_of_range", "must be a whole number from " + std::to_string(minimum) + " to " +
                                     std::to_string(maximum)};
  }
  return Fault{"wrong_type", "must be a whole number"};
}

void format_integer(std::int64_t value, std::string& out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

}  // namespace detail

Verdict Scalar<bool>::parse(std::string_view text, bool& value) {
  if (text != "true" && text != "false") return Fault{"wrong_type", "must be true or false"};
  value = text == "true";
  return std::nullopt;
}
void Scalar<bool>::format(const bool& value, std::string& out) { out += value ? "true" : "false"; }
Verdict Scalar<bool>::parse_sql(std::string_view text, bool& value) {
  value = text == "t";
  return std::nullopt;
}
void Scalar<bool>::format_sql(const bool& value, std::string& out) { out += value ? 't' : 'f'; }

Verdict Scalar<double>::parse(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return Fault{"wrong_type", "must be a number"};
  return std::nullopt;
}
void Scalar<double>::format(const double& value, std::string& out) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

Verdict Scalar<std::string>::parse(std::string_view text, std::string& value) {
  if (!utf8_length(text)) return Fault{"invalid_utf8", "must be valid UTF-8"};
  value = text;
  return std::nullopt;
}
void Scalar<std::string>::format(const std::string& value, std::string& out) { out += value; }

Verdict parse_enumerator(std::span<const std::string_view> names, std::string_view text,
                         std::size_t& index) {
  for (index = 0; index < names.size(); ++index)
    if (names[index] == text) return std::nullopt;
  std::string detail = "must be one of";
  const char* separator = " ";
  for (const auto name : names) {
    detail += separator;
    detail += name;
    separator = ", ";
  }
  return Fault{"unknown_value", std::move(detail)};
}

}  // namespace sangam
