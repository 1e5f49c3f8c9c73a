// Values that may be absent.

#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

bool is_zero_value(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return !*value.get<bool>();
    case Kind::integer:
      return *value.get<std::int64_t>() == 0;
    case Kind::natural:
      return *value.get<std::uint64_t>() == 0;
    case Kind::floating:
      return *value.get<double>() == 0;
    case Kind::text:
      return value.get<std::string>()->empty();
    case Kind::bytes:
      return value.get<Bytes>()->bytes.empty();
    case Kind::list:
      return value.elements().empty();
    case Kind::map:
      return value.entries().empty();
    case Kind::duration:
      return *value.get<Duration>() == Duration{};
    case Kind::optional:
      return !value.get<Optional>()->value;
    default:
      return false;
  }
}

Value of(Arguments a) { return Value::present(a[0]); }
Value of_non_zero(Arguments a) {
  return is_zero_value(a[0]) ? Value::absent() : Value::present(a[0]);
}
Value none(Arguments) { return Value::absent(); }

Value has_value(Arguments a) {
  const auto* optional = a[0].get<Optional>();
  return optional ? Value(optional->value != nullptr) : no_overload("hasValue", a);
}

Value value(Arguments a) {
  const auto* optional = a[0].get<Optional>();
  if (!optional) return no_overload("value", a);
  return optional->value ? *optional->value : Value::failure("an optional has no value");
}

Value either(Arguments a) {
  const auto* optional = a[0].get<Optional>();
  if (!optional || !a[1].is<Optional>()) return no_overload("or", a);
  return optional->value ? a[0] : a[1];
}

Value or_value(Arguments a) {
  const auto* optional = a[0].get<Optional>();
  if (!optional) return no_overload("orValue", a);
  return optional->value ? *optional->value : a[1];
}

}  // namespace

std::vector<Function> optional_functions() {
  const auto any = Type::parameter("T");
  const auto optional = Type::optional(any);
  return {
      {"optional.of", {{{any}, optional}}, of},
      {"optional.ofNonZeroValue", {{{any}, optional}}, of_non_zero},
      {"optional.none", {{{}, optional}}, none},
      {"hasValue", {{{optional}, Kind::boolean, true}}, has_value},
      {"value", {{{optional}, any, true}}, value},
      {"or", {{{optional, optional}, optional, true}}, either},
      {"orValue", {{{optional, any}, any, true}}, or_value},
  };
}

}  // namespace sangam::expression
