// The extension "math".

#include <cmath>

#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

// math.greatest and math.least, of numbers or one list of them.
Value extreme(std::string_view name, Arguments a, bool greatest) {
  std::span<const Value> numbers = a;
  if (a.size() == 1 && a[0].is<List>()) numbers = a[0].elements();
  if (numbers.empty()) return Value::failure("a list has no elements");
  const Value* best = &numbers[0];
  for (const auto& one : numbers) {
    if (!one.is_number()) return no_overload(name, a);
    const auto order = compare(one, *best);
    if (*order == (greatest ? std::partial_ordering::greater : std::partial_ordering::less))
      best = &one;
  }
  return *best;
}

Function of_doubles(std::string name, double (*calculate)(double)) {
  return {name, {{{Kind::floating}, Kind::floating}}, [=](Arguments a) -> Value {
            const auto* number = a[0].get<double>();
            return number ? Value(calculate(*number)) : no_overload(name, a);
          }};
}

Function test(std::string name, bool (*holds)(double)) {
  return {name, {{{Kind::floating}, Kind::boolean}}, [=](Arguments a) -> Value {
            const auto* number = a[0].get<double>();
            return number ? Value(holds(*number)) : no_overload(name, a);
          }};
}

std::vector<Overload> of_each_number() {
  return {{{Kind::integer}, Kind::integer},
          {{Kind::natural}, Kind::natural},
          {{Kind::floating}, Kind::floating}};
}

Value absolute(Arguments a) {
  if (a[0].is<std::uint64_t>()) return a[0];
  if (const auto* number = a[0].get<double>()) return std::fabs(*number);
  const auto* whole = a[0].get<std::int64_t>();
  if (!whole) return no_overload("math.abs", a);
  if (*whole == INT64_MIN) return Value::failure("an integer is out of range");
  return *whole < 0 ? -*whole : *whole;
}

Value sign(Arguments a) {
  if (const auto* natural = a[0].get<std::uint64_t>()) return std::uint64_t{*natural > 0};
  if (const auto* whole = a[0].get<std::int64_t>())
    return static_cast<std::int64_t>(*whole > 0) - (*whole < 0);
  const auto* number = a[0].get<double>();
  if (!number) return no_overload("math.sign", a);
  if (std::isnan(*number) || *number == 0) return *number;
  return *number > 0 ? 1.0 : -1.0;
}

template <class Combine>
Function bitwise(std::string name, Combine combine) {
  return {name,
          {{{Kind::integer, Kind::integer}, Kind::integer},
           {{Kind::natural, Kind::natural}, Kind::natural}},
          [=](Arguments a) -> Value {
            const auto* x = a[0].get<std::int64_t>();
            const auto* y = a[1].get<std::int64_t>();
            if (x && y) return combine(*x, *y);
            const auto* u = a[0].get<std::uint64_t>();
            const auto* v = a[1].get<std::uint64_t>();
            return u && v ? Value(combine(*u, *v)) : no_overload(name, a);
          }};
}

Value bit_not(Arguments a) {
  if (const auto* whole = a[0].get<std::int64_t>()) return ~*whole;
  const auto* natural = a[0].get<std::uint64_t>();
  return natural ? Value(~*natural) : no_overload("math.bitNot", a);
}

// Logical, also of integers with a sign: what is shifted in is always zero.
Function shift(std::string name, bool left) {
  const auto move = [left](std::uint64_t bits, std::int64_t by) -> std::uint64_t {
    if (by >= 64) return 0;
    return left ? bits << by : bits >> by;
  };
  return {name,
          {{{Kind::integer, Kind::integer}, Kind::integer},
           {{Kind::natural, Kind::integer}, Kind::natural}},
          [=](Arguments a) -> Value {
            const auto* by = a[1].get<std::int64_t>();
            const auto* whole = a[0].get<std::int64_t>();
            const auto* natural = a[0].get<std::uint64_t>();
            if (!by || (!whole && !natural)) return no_overload(name, a);
            if (*by < 0) return Value::failure("a shift is negative");
            if (natural) return move(*natural, *by);
            return static_cast<std::int64_t>(move(static_cast<std::uint64_t>(*whole), *by));
          }};
}

std::vector<Overload> of_many_numbers() {
  const Type kinds[] = {Kind::integer, Kind::natural, Kind::floating};
  std::vector<Overload> all = of_each_number();
  for (const auto& left : kinds) {
    all.push_back({{Type::list(left)}, left});
    for (const auto& right : kinds)
      all.push_back({{left, right}, left == right ? left : Type()});
  }
  // Three and more; what they are is seen when they are there.
  for (std::size_t count = 3; count <= 8; ++count)
    all.push_back({std::vector<Type>(count), Type()});
  return all;
}

}  // namespace

std::vector<Function> math_functions() {
  return {
      {"math.greatest", of_many_numbers(),
       [](Arguments a) { return extreme("math.greatest", a, true); }},
      {"math.least", of_many_numbers(),
       [](Arguments a) { return extreme("math.least", a, false); }},
      of_doubles("math.ceil", std::ceil),
      of_doubles("math.floor", std::floor),
      of_doubles("math.round", std::round),
      of_doubles("math.trunc", std::trunc),
      {"math.abs", of_each_number(), absolute},
      {"math.sign", of_each_number(), sign},
      test("math.isNaN", [](double number) { return std::isnan(number); }),
      test("math.isInf", [](double number) { return std::isinf(number); }),
      test("math.isFinite", [](double number) { return std::isfinite(number); }),
      bitwise("math.bitAnd", [](auto x, auto y) { return x & y; }),
      bitwise("math.bitOr", [](auto x, auto y) { return x | y; }),
      bitwise("math.bitXor", [](auto x, auto y) { return x ^ y; }),
      {"math.bitNot",
       {{{Kind::integer}, Kind::integer}, {{Kind::natural}, Kind::natural}},
       bit_not},
      shift("math.bitShiftLeft", true),
      shift("math.bitShiftRight", false),
  };
}

}  // namespace sangam::expression
