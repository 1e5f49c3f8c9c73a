#include "engines/expression/scalar_text.h"

#include <fmt/format.h>

#include <cmath>

namespace sangam::expression {

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  auto text = fmt::format("{}", number);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::optional<std::string> scalar_text(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return *value.get<bool>() ? "true" : "false";
    case Kind::integer:
      return std::to_string(*value.get<std::int64_t>());
    case Kind::natural:
      return std::to_string(*value.get<std::uint64_t>());
    case Kind::floating:
      return number_text(*value.get<double>());
    case Kind::text:
      return *value.get<std::string>();
    case Kind::bytes:
      return value.get<Bytes>()->bytes;
    case Kind::timestamp:
      return format(*value.get<Moment>());
    case Kind::duration:
      return format(*value.get<Duration>());
    case Kind::type:
      return type_name(*value.get<Type>());
    default:
      return std::nullopt;
  }
}

}  // namespace sangam::expression
