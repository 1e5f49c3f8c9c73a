#pragma once

// Natural: unsigned integers of any length in base 10^9, for coefficients beyond 38 digits and for
// intermediate results beyond 256 bits. Internal to base/decimal. The same operations as Wide, so
// that each algorithm is written once for both.
//
// Base 10^9 makes shifting by digits, counting digits and text linear; multiplication and division
// are the schoolbook ones (D. Knuth, The Art of Computer Programming 2, section 4.3.1).

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal/wide.h"

namespace sangam::decimal_internal {

struct Natural {
  static constexpr std::uint32_t kBase = 1'000'000'000;
  static constexpr int kLimbDigits = 9;

  std::vector<std::uint32_t> limbs;  // least significant first; the last is not zero; zero is empty

  Natural() = default;
  explicit Natural(Wide value);
  explicit Natural(uint128 value) : Natural(Wide(value)) {}
  // Decimal digits only, at least one.
  static Natural from_digits(std::string_view text);

  // The value when it is below 10^38.
  std::optional<uint128> small() const;
};

NaturalPointer own(Natural&& value);

std::int64_t digits(const Natural& value);  // 1 for zero
inline bool is_zero(const Natural& value) { return value.limbs.empty(); }
inline bool is_odd(const Natural& value) {
  return !value.limbs.empty() && (value.limbs.front() & 1) != 0;
}
std::uint32_t last_digit(const Natural& value);
std::strong_ordering compare(const Natural& left, const Natural& right);

Natural add(const Natural& left, const Natural& right);
Natural subtract(const Natural& left, const Natural& right);  // left >= right
Natural multiply(const Natural& left, const Natural& right);
Natural lengthen(const Natural& value, std::int64_t count);
Shortened<Natural> shorten(const Natural& value, std::int64_t count);
Divided<Natural> divide(const Natural& dividend, const Natural& divisor);
std::int64_t strip_zeros(Natural& value, std::int64_t limit);
// value mod 10^count.
Natural lowest_digits(Natural value, std::int64_t count);

}  // namespace sangam::decimal_internal
