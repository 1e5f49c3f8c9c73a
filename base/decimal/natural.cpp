#include "base/decimal/natural.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace sangam::decimal_internal {
namespace {

using std::uint32_t;
using std::uint64_t;

void trim(Natural& value) {
  while (!value.limbs.empty() && value.limbs.back() == 0)
    value.limbs.pop_back();
}

uint32_t ten_to(std::int64_t power) {
  return static_cast<uint32_t>(kTenTo64[static_cast<std::size_t>(power)]);
}

}  // namespace

NaturalPointer clone(const Natural& natural) { return NaturalPointer(new Natural(natural)); }

NaturalPointer own(Natural&& value) { return NaturalPointer(new Natural(std::move(value))); }

void NaturalDeleter::operator()(const Natural* natural) const noexcept { delete natural; }

Natural::Natural(Wide value) {
  while (!is_zero(value)) {
    limbs.push_back(static_cast<uint32_t>(divide_by_ten_to(value, kLimbDigits)));
  }
}

Natural Natural::from_digits(std::string_view text) {
  Natural value;
  value.limbs.reserve(text.size() / kLimbDigits + 1);
  while (!text.empty()) {
    const std::size_t start = text.size() > kLimbDigits ? text.size() - kLimbDigits : 0;
    uint32_t limb = 0;
    for (const char digit : text.substr(start))
      limb = limb * 10 + static_cast<uint32_t>(digit - '0');
    value.limbs.push_back(limb);
    text.remove_suffix(text.size() - start);
  }
  trim(value);
  return value;
}

std::optional<uint128> Natural::small() const {
  if (digits(*this) > kSmallDigits) return std::nullopt;
  uint128 value = 0;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb)
    value = value * kBase + *limb;
  return value;
}

std::int64_t digits(const Natural& value) {
  if (value.limbs.empty()) return 1;
  return static_cast<std::int64_t>(value.limbs.size() - 1) * Natural::kLimbDigits +
         digits(uint128{value.limbs.back()});
}

uint32_t last_digit(const Natural& value) {
  return value.limbs.empty() ? 0 : value.limbs.front() % 10;
}

std::strong_ordering compare(const Natural& left, const Natural& right) {
  if (left.limbs.size() != right.limbs.size()) return left.limbs.size() <=> right.limbs.size();
  return std::lexicographical_compare_three_way(left.limbs.rbegin(), left.limbs.rend(),
                                                right.limbs.rbegin(), right.limbs.rend());
}

Natural add(const Natural& left, const Natural& right) {
  if (left.limbs.size() < right.limbs.size()) return add(right, left);
  Natural sum = left;
  uint32_t carry = 0;
  for (std::size_t index = 0; index < sum.limbs.size(); ++index) {
    if (index >= right.limbs.size() && carry == 0) break;
    const uint32_t other = index < right.limbs.size() ? right.limbs[index] : 0;
    const uint32_t total = sum.limbs[index] + other + carry;
    carry = total >= Natural::kBase ? 1 : 0;
    sum.limbs[index] = total - carry * Natural::kBase;
  }
  if (carry != 0) sum.limbs.push_back(carry);
  return sum;
}

Natural subtract(const Natural& left, const Natural& right) {
  SANGAM_ASSERT(left.limbs.size() >= right.limbs.size());
  Natural difference = left;
  uint32_t borrow = 0;
  for (std::size_t index = 0; index < difference.limbs.size(); ++index) {
    if (index >= right.limbs.size() && borrow == 0) break;
    const uint32_t take = (index < right.limbs.size() ? right.limbs[index] : 0) + borrow;
    borrow = difference.limbs[index] < take ? 1 : 0;
    difference.limbs[index] += borrow * Natural::kBase - take;
  }
  SANGAM_ASSERT(borrow == 0);
  trim(difference);
  return difference;
}

Natural multiply(const Natural& left, const Natural& right) {
  Natural product;
  if (is_zero(left) || is_zero(right)) return product;
  product.limbs.resize(left.limbs.size() + right.limbs.size());
  for (std::size_t outer = 0; outer < left.limbs.size(); ++outer) {
    uint64_t carry = 0;
    for (std::size_t inner = 0; inner < right.limbs.size(); ++inner) {
      const uint64_t sum =
          product.limbs[outer + inner] + carry + uint64_t{left.limbs[outer]} * right.limbs[inner];
      product.limbs[outer + inner] = static_cast<uint32_t>(sum % Natural::kBase);
      carry = sum / Natural::kBase;
    }
    product.limbs[outer + right.limbs.size()] = static_cast<uint32_t>(carry);
  }
  trim(product);
  return product;
}

Natural lengthen(const Natural& value, std::int64_t count) {
  SANGAM_ASSERT(count >= 0);
  if (count == 0 || is_zero(value)) return value;
  Natural longer;
  longer.limbs.reserve(value.limbs.size() + static_cast<std::size_t>(count / 9) + 1);
  longer.limbs.resize(static_cast<std::size_t>(count / Natural::kLimbDigits));
  const uint64_t factor = ten_to(count % Natural::kLimbDigits);
  uint64_t carry = 0;
  for (const uint32_t limb : value.limbs) {
    const uint64_t product = limb * factor + carry;
    longer.limbs.push_back(static_cast<uint32_t>(product % Natural::kBase));
    carry = product / Natural::kBase;
  }
  if (carry != 0) longer.limbs.push_back(static_cast<uint32_t>(carry));
  return longer;
}

Shortened<Natural> shorten(const Natural& value, std::int64_t count) {
  SANGAM_ASSERT(count >= 0);
  if (count == 0) return {value, Tail::zero};
  if (count > digits(value)) return {Natural(), is_zero(value) ? Tail::zero : Tail::below_half};
  // Of the last limb touched, `power` digits (1..9) are cut; the limbs below it go entirely.
  const std::int64_t power = (count - 1) % Natural::kLimbDigits + 1;
  const auto below = static_cast<std::size_t>((count - 1) / Natural::kLimbDigits);
  const bool more_below = std::any_of(value.limbs.begin(), value.limbs.begin() + below,
                                      [](uint32_t limb) { return limb != 0; });
  const uint32_t divisor = ten_to(power);
  const uint32_t rest = below < value.limbs.size() ? value.limbs[below] % divisor : 0;
  Natural kept;
  kept.limbs.reserve(value.limbs.size() - below);
  for (std::size_t index = below; index < value.limbs.size(); ++index) {
    const uint64_t above = index + 1 < value.limbs.size() ? value.limbs[index + 1] : 0;
    kept.limbs.push_back(value.limbs[index] / divisor +
                         static_cast<uint32_t>(above % divisor) * (Natural::kBase / divisor));
  }
  trim(kept);
  return {std::move(kept), tail_of(rest, divisor / 2, more_below)};
}

std::int64_t strip_zeros(Natural& value, std::int64_t limit) {
  std::int64_t zeros = 0;
  auto limb = value.limbs.begin();
  for (; limb != value.limbs.end() && *limb == 0; ++limb)
    zeros += Natural::kLimbDigits;
  SANGAM_ASSERT(limb != value.limbs.end());
  for (uint32_t rest = *limb; rest % 10 == 0; rest /= 10)
    ++zeros;
  zeros = std::min(zeros, limit);
  value = shorten(value, zeros).kept;
  return zeros;
}

Natural lowest_digits(Natural value, std::int64_t count) {
  const auto whole = static_cast<std::size_t>(count / Natural::kLimbDigits);
  if (whole >= value.limbs.size()) return value;
  value.limbs.resize(whole + 1);
  value.limbs.back() %= ten_to(count % Natural::kLimbDigits);
  trim(value);
  return value;
}

}  // namespace sangam::decimal_internal
