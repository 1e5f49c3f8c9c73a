// "%s owes %.2f".format([name, amount]), of the extension "strings".

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <expected>

#include "engines/expression/scalar_text.h"
#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

using Formatted = std::expected<std::string, std::string>;

std::unexpected<std::string> unfit(char clause, const Value& value) {
  return std::unexpected(fmt::format("%{} does not take a {}", clause, value.type_name()));
}

Formatted as_text(const Value& value);

Formatted list_text(const Value& value) {
  std::string out = "[";
  for (const auto& element : value.elements()) {
    const auto text = as_text(element);
    if (!text) return text;
    (out += out.size() > 1 ? ", " : "") += *text;
    if (out.size() > kMostTextBytes) return std::unexpected("a text has more than a million bytes");
  }
  return out + "]";
}

// By the texts of their keys, so that the order does not depend on types.
Formatted map_text(const Value& value) {
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& [key, element] : value.entries()) {
    auto text = as_text(element);
    if (!text) return text;
    entries.emplace_back(*scalar_text(key), std::move(*text));
  }
  std::ranges::sort(entries);
  std::string out = "{";
  for (const auto& [key, text] : entries)
    (((out += out.size() > 1 ? ", " : "") += key) += ": ") += text;
  return out + "}";
}

Formatted as_text(const Value& value) {
  if (value.is<List>()) return list_text(value);
  if (value.is<Map>()) return map_text(value);
  auto text = scalar_text(value);
  return text ? Formatted(std::move(*text)) : unfit('s', value);
}

Formatted as_decimal(const Value& value) {
  if (!value.is_number()) return unfit('d', value);
  return *scalar_text(value);
}

Formatted as_floating(char clause, const Value& value, int precision) {
  double number = 0;
  if (const auto* whole = value.get<std::int64_t>()) number = static_cast<double>(*whole);
  else if (const auto* natural = value.get<std::uint64_t>()) number = static_cast<double>(*natural);
  else if (const auto* floating = value.get<double>()) number = *floating;
  else return unfit(clause, value);
  if (!std::isfinite(number)) return number_text(number);
  return clause == 'f' ? fmt::format("{:.{}f}", number, precision)
                       : fmt::format("{:.{}e}", number, precision);
}

std::string hexadecimal(std::string_view bytes, bool upper) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    out += upper ? fmt::format("{:02X}", byte) : fmt::format("{:02x}", byte);
  }
  return out;
}

template <class Number>
std::string in_base(char clause, Number number) {
  switch (clause) {
    case 'b':
      return fmt::format("{:b}", number);
    case 'o':
      return fmt::format("{:o}", number);
    case 'x':
      return fmt::format("{:x}", number);
    default:
      return fmt::format("{:X}", number);
  }
}

Formatted as_digits(char clause, const Value& value) {
  if (const auto* whole = value.get<std::int64_t>()) return in_base(clause, *whole);
  if (const auto* natural = value.get<std::uint64_t>()) return in_base(clause, *natural);
  if (const auto* boolean = value.get<bool>(); boolean && clause == 'b')
    return *boolean ? "1" : "0";
  const bool hex = clause == 'x' || clause == 'X';
  if (const auto* text = value.get<std::string>(); text && hex)
    return hexadecimal(*text, clause == 'X');
  if (const auto* bytes = value.get<Bytes>(); bytes && hex)
    return hexadecimal(bytes->bytes, clause == 'X');
  return unfit(clause, value);
}

Formatted format_one(char clause, int precision, const Value& value) {
  switch (clause) {
    case 's':
      return as_text(value);
    case 'd':
      return as_decimal(value);
    case 'f':
    case 'e':
      return as_floating(clause, value, precision);
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return as_digits(clause, value);
    default:
      return std::unexpected(fmt::format("there is no clause %{}", clause));
  }
}

// ".3" off the front of `rest`; 6 when there is none, -1 when it is wrong.
int take_precision(std::string_view& rest) {
  if (!rest.starts_with('.')) return 6;
  int precision = 0;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), precision);
  if (error != std::errc{} || precision < 0 || precision > 1'000) return -1;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return precision;
}

Formatted format_all(std::string_view rest, const std::vector<Value>& values) {
  std::string out;
  std::size_t next = 0;
  while (true) {
    const auto percent = rest.find('%');
    out += rest.substr(0, percent);
    if (percent == rest.npos) return out;
    rest.remove_prefix(percent + 1);
    if (rest.starts_with('%')) {
      out += '%';
      rest.remove_prefix(1);
      continue;
    }
    const int precision = take_precision(rest);
    if (precision < 0 || rest.empty()) return std::unexpected("a clause is cut short");
    if (next == values.size())
      return std::unexpected(fmt::format("index {} is out of range", next));
    const auto text = format_one(rest.front(), precision, values[next++]);
    if (!text) return text;
    out += *text;
    if (out.size() > kMostTextBytes) return std::unexpected("a text has more than a million bytes");
    rest.remove_prefix(1);
  }
}

Value format_text(Arguments a) {
  const auto* pattern = a[0].get<std::string>();
  if (!pattern || !a[1].is<List>()) return no_overload("format", a);
  auto text = format_all(*pattern, a[1].elements());
  return text ? Value(std::move(*text)) : Value::failure(std::move(text.error()));
}

}  // namespace

std::vector<Function> text_format_functions() {
  return {{"format", {{{Kind::text, Type::list({})}, Kind::text, true}}, format_text}};
}

}  // namespace sangam::expression
