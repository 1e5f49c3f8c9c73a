#include "base/decimal/decimal.h"

#include <limits>
#include <utility>

#include "base/assert.h"
#include "base/decimal/internal.h"

namespace sangam {

using decimal_internal::Access;
using decimal_internal::uint128;

Decimal Decimal::from_units(std::int64_t units, Scale scale) noexcept {
  SANGAM_ASSERT(scale.places >= -18 && scale.places <= kMaxExactDigits);
  Decimal value(units);
  value.exponent_ = -scale.places;
  return value;
}

Decimal Decimal::infinity(bool negative) noexcept {
  Decimal value;
  value.kind_ = Kind::infinity;
  value.negative_ = negative;
  return value;
}

Decimal Decimal::not_a_number() noexcept {
  Decimal value;
  value.kind_ = Kind::quiet_nan;
  return value;
}

std::int32_t Decimal::digits() const noexcept {
  if (large_) return static_cast<std::int32_t>(decimal_internal::digits(*large_));
  return decimal_internal::digits(small_);
}

std::optional<std::int64_t> Decimal::to_int64() const { return to_units(Scale{0}); }

std::optional<std::int64_t> Decimal::to_units(Scale scale) const {
  using namespace decimal_internal;
  if (!is_finite()) return std::nullopt;
  if (is_zero()) return 0;
  Decimal shorter = without_trailing_zeros(*this, DecimalContext::kMaxExponent);
  const std::int64_t zeros = std::int64_t{shorter.exponent_} + scale.places;
  constexpr int kMostDigits = std::numeric_limits<std::int64_t>::digits10 + 1;
  if (zeros < 0 || zeros + shorter.digits() > kMostDigits) return std::nullopt;
  const uint128 magnitude = shorter.small_ * kTenTo128[static_cast<std::size_t>(zeros)];
  const uint128 limit = uint128{std::numeric_limits<std::int64_t>::max()} + (negative_ ? 1 : 0);
  if (magnitude > limit) return std::nullopt;
  const auto low = static_cast<std::uint64_t>(magnitude);
  return static_cast<std::int64_t>(negative_ ? 0 - low : low);
}

Decimal Decimal::operator-() const& { return -Decimal(*this); }

Decimal Decimal::operator-() && {
  negative_ = !negative_ && !is_zero();
  return std::move(*this);
}

Decimal abs(Decimal value) {
  Access::set_negative(value, false);
  return value;
}

Decimal decimal_internal::without_trailing_zeros(Decimal value, std::int64_t highest) {
  if (!value.is_finite()) return value;
  if (value.is_zero()) return Access::make(value.is_negative(), uint128{0}, 0);
  const std::int64_t limit = highest - value.exponent();
  if (limit <= 0) return value;
  const auto strip = [&](auto magnitude) {
    const std::int64_t stripped = strip_zeros(magnitude, limit);
    return Access::make(value.is_negative(), std::move(magnitude), value.exponent() + stripped);
  };
  if (Access::is_small(value)) return strip(Access::magnitude<Wide>(value));
  return strip(Access::magnitude<Natural>(value));
}

Decimal normalize(const Decimal& value) {
  return decimal_internal::without_trailing_zeros(value, DecimalContext::kMaxExponent);
}

}  // namespace sangam
