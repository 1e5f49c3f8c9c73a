// From one type to another: int(), string(), type(), dyn(), …

#include <charconv>
#include <cmath>

#include "engines/expression/scalar_text.h"
#include "engines/expression/standard_library.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

Value out_of_range(std::string_view type) {
  return Value::failure("the value is out of the range of " + std::string(type));
}

template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Value no_text_of(std::string_view type) {
  return Value::failure("the text is no " + std::string(type));
}

Value to_int(Arguments a) {
  if (a[0].is<std::int64_t>()) return a[0];
  if (const auto* natural = a[0].get<std::uint64_t>())
    return *natural > INT64_MAX ? out_of_range("int") : Value(static_cast<std::int64_t>(*natural));
  if (const auto* number = a[0].get<double>())
    return *number > -0x1p63 && *number < 0x1p63 ? Value(static_cast<std::int64_t>(*number))
                                                 : out_of_range("int");
  if (const auto* moment = a[0].get<Moment>()) return moment->seconds;
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("int", a);
  const auto parsed = parse_whole<std::int64_t>(*text);
  return parsed ? Value(*parsed) : no_text_of("int");
}

Value to_uint(Arguments a) {
  if (a[0].is<std::uint64_t>()) return a[0];
  if (const auto* whole = a[0].get<std::int64_t>())
    return *whole < 0 ? out_of_range("uint") : Value(static_cast<std::uint64_t>(*whole));
  if (const auto* number = a[0].get<double>())
    return *number > -1 && *number < 0x1p64 ? Value(static_cast<std::uint64_t>(*number))
                                            : out_of_range("uint");
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("uint", a);
  const auto parsed = parse_whole<std::uint64_t>(*text);
  return parsed ? Value(*parsed) : no_text_of("uint");
}

Value to_double(Arguments a) {
  if (a[0].is<double>()) return a[0];
  if (const auto* whole = a[0].get<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* natural = a[0].get<std::uint64_t>()) return static_cast<double>(*natural);
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("double", a);
  if (*text == "NaN") return std::nan("");
  if (*text == "Infinity" || *text == "+Infinity" || *text == "Inf") return HUGE_VAL;
  if (*text == "-Infinity" || *text == "-Inf") return -HUGE_VAL;
  const auto parsed = parse_whole<double>(*text);
  return parsed ? Value(*parsed) : no_text_of("double");
}

Value to_bool(Arguments a) {
  if (a[0].is<bool>()) return a[0];
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("bool", a);
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"})
    if (*text == yes) return true;
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"})
    if (*text == no) return false;
  return no_text_of("bool");
}

Value to_string(Arguments a) {
  if (const auto* bytes = a[0].get<Bytes>(); bytes && !is_utf8(bytes->bytes))
    return Value::failure("the bytes are no UTF-8");
  auto text = scalar_text(a[0]);
  return text && !a[0].is<Null>() && !a[0].is<Type>() ? Value(std::move(*text))
                                                      : no_overload("string", a);
}

Value to_bytes(Arguments a) {
  if (a[0].is<Bytes>()) return a[0];
  const auto* text = a[0].get<std::string>();
  return text ? Value(Bytes{*text}) : no_overload("bytes", a);
}

Value to_timestamp(Arguments a) {
  if (a[0].is<Moment>()) return a[0];
  if (const auto* seconds = a[0].get<std::int64_t>())
    return *seconds < kFirstSecond || *seconds > kLastSecond ? out_of_range("timestamp")
                                                             : Value(Moment{*seconds, 0});
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("timestamp", a);
  const auto parsed = parse_moment(*text);
  return parsed ? Value(*parsed) : no_text_of("timestamp");
}

Value to_duration(Arguments a) {
  if (a[0].is<Duration>()) return a[0];
  const auto* text = a[0].get<std::string>();
  if (!text) return no_overload("duration", a);
  const auto parsed = parse_duration(*text);
  return parsed ? Value(*parsed) : no_text_of("duration");
}

Value to_type(Arguments a) { return *Environment::find_type(a[0].type_name()); }

Value identity(Arguments a) { return a[0]; }

Function to(std::string name, Type result, std::initializer_list<Kind> from,
            Value (*run)(Arguments)) {
  std::vector<Overload> overloads{{{result}, result}};
  for (const auto kind : from)
    overloads.push_back({{kind}, result});
  return {std::move(name), std::move(overloads), run};
}

}  // namespace

std::vector<Function> conversion_functions() {
  using enum Kind;
  const auto any = Type::parameter("T");
  return {
      to("int", integer, {natural, floating, text, timestamp}, to_int),
      to("uint", natural, {integer, floating, text}, to_uint),
      to("double", floating, {integer, natural, text}, to_double),
      to("bool", boolean, {text}, to_bool),
      to("string", text, {boolean, integer, natural, floating, bytes, timestamp, duration},
         to_string),
      to("bytes", bytes, {text}, to_bytes),
      to("timestamp", timestamp, {text, integer}, to_timestamp),
      to("duration", duration, {text}, to_duration),
      {"type", {{{any}, Type::type(any)}}, to_type},
      {"dyn", {{{any}, Type()}}, identity},
  };
}

}  // namespace sangam::expression
