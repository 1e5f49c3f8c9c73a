// + - * / % and the minus sign. Integers never wrap: what leaves their range is a failure.

#include <cmath>

#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

Value out_of_range() { return Value::failure("an integer is out of range"); }

template <class T>
bool all_are(Arguments arguments) {
  for (const auto& one : arguments)
    if (!one.is<T>()) return false;
  return true;
}

template <class T>
const T& at(Arguments arguments, std::size_t index) {
  return *arguments[index].get<T>();
}

// Both integers: `checked` returns true when it overflows, as the builtins do.
template <class Checked>
Value integers(Arguments a, Checked checked) {
  if (all_are<std::int64_t>(a)) {
    std::int64_t result = 0;
    return checked(at<std::int64_t>(a, 0), at<std::int64_t>(a, 1), &result) ? out_of_range()
                                                                            : result;
  }
  std::uint64_t result = 0;
  return checked(at<std::uint64_t>(a, 0), at<std::uint64_t>(a, 1), &result) ? out_of_range()
                                                                            : result;
}

bool are_integers(Arguments a) { return all_are<std::int64_t>(a) || all_are<std::uint64_t>(a); }

template <class T>
Value ranged(const std::optional<T>& time) {
  return time ? Value(*time) : Value::failure("a time is out of range");
}

Value join_texts(const std::string& a, const std::string& b) {
  return a.size() + b.size() > kMostTextBytes ? too_long() : Value(a + b);
}

Value join_lists(const Value& a, const Value& b) {
  auto elements = a.elements();
  elements.insert(elements.end(), b.elements().begin(), b.elements().end());
  return Value::list(std::move(elements));
}

Value add_times(Arguments a) {
  const auto* moment = a[0].is<Moment>() ? a[0].get<Moment>() : a[1].get<Moment>();
  const auto* duration = a[1].is<Duration>() ? a[1].get<Duration>() : a[0].get<Duration>();
  if (moment && duration) return ranged(add(*moment, *duration));
  if (all_are<Duration>(a)) return ranged(add(at<Duration>(a, 0), at<Duration>(a, 1)));
  return no_overload("_+_", a);
}

Value plus(Arguments a) {
  if (are_integers(a))
    return integers(a, [](auto x, auto y, auto* z) { return __builtin_add_overflow(x, y, z); });
  if (all_are<double>(a)) return at<double>(a, 0) + at<double>(a, 1);
  if (all_are<std::string>(a)) return join_texts(at<std::string>(a, 0), at<std::string>(a, 1));
  if (all_are<Bytes>(a)) {
    const auto joined = join_texts(at<Bytes>(a, 0).bytes, at<Bytes>(a, 1).bytes);
    return joined.failed() ? joined : Value(Bytes{*joined.get<std::string>()});
  }
  if (all_are<List>(a)) return join_lists(a[0], a[1]);
  return add_times(a);
}

// Durations are those of nanoseconds in 64 bits when they come from two moments, as Go has them.
Value between(const Moment& a, const Moment& b) {
  const auto duration = subtract(a, b);
  constexpr std::int64_t kMostSeconds = 9'223'372'036;
  if (!duration || std::abs(duration->seconds) > kMostSeconds)
    return Value::failure("a time is out of range");
  return *duration;
}

Value minus(Arguments a) {
  if (are_integers(a))
    return integers(a, [](auto x, auto y, auto* z) { return __builtin_sub_overflow(x, y, z); });
  if (all_are<double>(a)) return at<double>(a, 0) - at<double>(a, 1);
  if (all_are<Moment>(a)) return between(at<Moment>(a, 0), at<Moment>(a, 1));
  if (all_are<Duration>(a)) return ranged(subtract(at<Duration>(a, 0), at<Duration>(a, 1)));
  if (a[0].is<Moment>() && a[1].is<Duration>())
    return ranged(subtract(at<Moment>(a, 0), at<Duration>(a, 1)));
  return no_overload("_-_", a);
}

Value times(Arguments a) {
  if (are_integers(a))
    return integers(a, [](auto x, auto y, auto* z) { return __builtin_mul_overflow(x, y, z); });
  if (all_are<double>(a)) return at<double>(a, 0) * at<double>(a, 1);
  return no_overload("_*_", a);
}

bool is_zero(const Value& value) {
  const auto* whole = value.get<std::int64_t>();
  const auto* natural = value.get<std::uint64_t>();
  return (whole && *whole == 0) || (natural && *natural == 0);
}

// The one quotient of 64-bit integers that is none.
bool overflows(Arguments a) {
  return all_are<std::int64_t>(a) && at<std::int64_t>(a, 1) == -1 &&
         at<std::int64_t>(a, 0) == std::numeric_limits<std::int64_t>::min();
}

Value divided(Arguments a) {
  if (all_are<double>(a)) return at<double>(a, 0) / at<double>(a, 1);
  if (!are_integers(a)) return no_overload("_/_", a);
  if (is_zero(a[1])) return Value::failure("a division by zero");
  if (overflows(a)) return out_of_range();
  return integers(a, [](auto x, auto y, auto* z) { return *z = x / y, false; });
}

Value modulo(Arguments a) {
  if (!are_integers(a)) return no_overload("_%_", a);
  if (is_zero(a[1])) return Value::failure("a remainder of a division by zero");
  if (overflows(a)) return out_of_range();
  return integers(a, [](auto x, auto y, auto* z) { return *z = x % y, false; });
}

Value negated(Arguments a) {
  if (const auto* number = a[0].get<double>()) return -*number;
  const auto* whole = a[0].get<std::int64_t>();
  if (!whole) return no_overload("-_", a);
  std::int64_t result = 0;
  return __builtin_sub_overflow(std::int64_t{0}, *whole, &result) ? out_of_range() : Value(result);
}

Overload of_two(Type type) { return {{type, type}, type}; }

}  // namespace

std::vector<Function> arithmetic_functions() {
  const auto element = Type::list(Type::parameter("T"));
  return {
      {"_+_",
       {of_two(Kind::integer),
        of_two(Kind::natural),
        of_two(Kind::floating),
        of_two(Kind::text),
        of_two(Kind::bytes),
        of_two(element),
        of_two(Kind::duration),
        {{Kind::timestamp, Kind::duration}, Kind::timestamp},
        {{Kind::duration, Kind::timestamp}, Kind::timestamp}},
       plus},
      {"_-_",
       {of_two(Kind::integer),
        of_two(Kind::natural),
        of_two(Kind::floating),
        of_two(Kind::duration),
        {{Kind::timestamp, Kind::duration}, Kind::timestamp},
        {{Kind::timestamp, Kind::timestamp}, Kind::duration}},
       minus},
      {"_*_", {of_two(Kind::integer), of_two(Kind::natural), of_two(Kind::floating)}, times},
      {"_/_", {of_two(Kind::integer), of_two(Kind::natural), of_two(Kind::floating)}, divided},
      {"_%_", {of_two(Kind::integer), of_two(Kind::natural)}, modulo},
      {"-_", {{{Kind::integer}, Kind::integer}, {{Kind::floating}, Kind::floating}}, negated},
  };
}

}  // namespace sangam::expression
