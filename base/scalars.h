#pragma once

// The built-in scalars: booleans, integers, floating point and unlimited text.

#include <limits>
#include <type_traits>

#include "base/describe.h"

namespace sangam {

namespace detail {
Verdict parse_integer(std::string_view text, std::int64_t minimum, std::int64_t maximum,
                      std::int64_t& value);
void format_integer(std::int64_t value, std::string& out);
}  // namespace detail

template <>
struct Scalar<bool> {
  static constexpr Shape kShape = Shape::boolean;
  static constexpr Facts kFacts{};
  static Verdict parse(std::string_view text, bool& value);
  static void format(const bool& value, std::string& out);
  static Verdict parse_sql(std::string_view text, bool& value);
  static void format_sql(const bool& value, std::string& out);
};

template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
           (std::is_signed_v<T> || sizeof(T) < 8))
struct Scalar<T> {
  static constexpr std::int64_t kMinimum = std::numeric_limits<T>::min();
  static constexpr std::int64_t kMaximum = std::numeric_limits<T>::max();
  static constexpr Shape kShape = Shape::integer;
  static constexpr Facts kFacts{.minimum = kMinimum, .maximum = kMaximum};
  static Verdict parse(std::string_view text, T& value) {
    std::int64_t wide = 0;
    auto verdict = detail::parse_integer(text, kMinimum, kMaximum, wide);
    if (!verdict) value = static_cast<T>(wide);
    return verdict;
  }
  static void format(const T& value, std::string& out) { detail::format_integer(value, out); }
};

template <>
struct Scalar<double> {
  static constexpr Shape kShape = Shape::number;
  static constexpr Facts kFacts{.format = "double"};
  static Verdict parse(std::string_view text, double& value);
  static void format(const double& value, std::string& out);
};

// Any UTF-8 text; for replies and for values that were checked elsewhere. Requests use Text.
template <>
struct Scalar<std::string> {
  static constexpr Shape kShape = Shape::text;
  static constexpr Facts kFacts{};
  static Verdict parse(std::string_view text, std::string& value);
  static void format(const std::string& value, std::string& out);
};

// An integer between two bounds, both included.
template <std::int64_t Minimum, std::int64_t Maximum>
struct Bounded {
  static constexpr Shape kShape = Shape::integer;
  static constexpr Facts kFacts{.minimum = Minimum, .maximum = Maximum};

  std::int64_t value = Minimum;

  static Verdict parse(std::string_view text, Bounded& bounded) {
    return detail::parse_integer(text, Minimum, Maximum, bounded.value);
  }
  void format(std::string& out) const { detail::format_integer(value, out); }
  operator std::int64_t() const noexcept { return value; }
};

using Positive = Bounded<1, std::numeric_limits<std::int64_t>::max()>;

}  // namespace sangam
