// Long division of naturals: algorithm D of Knuth, section 4.3.1, in base 10^9.

#include <algorithm>

#include "base/assert.h"
#include "base/decimal/natural.h"

namespace sangam::decimal_internal {
namespace {

using std::uint32_t;
using std::uint64_t;
using Limbs = std::vector<uint32_t>;
constexpr uint64_t kBase = Natural::kBase;

// limbs *= factor, into the room of one more limb.
Limbs scaled(const Limbs& limbs, uint64_t factor) {
  Limbs result;
  result.reserve(limbs.size() + 1);
  uint64_t carry = 0;
  for (const uint32_t limb : limbs) {
    const uint64_t product = limb * factor + carry;
    result.push_back(static_cast<uint32_t>(product % kBase));
    carry = product / kBase;
  }
  result.push_back(static_cast<uint32_t>(carry));
  return result;
}

// limbs /= divisor in place; returns the remainder.
uint32_t divide_by_limb(Limbs& limbs, uint64_t divisor) {
  uint64_t rest = 0;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    const uint64_t part = rest * kBase + *limb;
    *limb = static_cast<uint32_t>(part / divisor);
    rest = part % divisor;
  }
  return static_cast<uint32_t>(rest);
}

void trim(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0)
    limbs.pop_back();
}

// An estimate of the quotient of the three limbs from `top` down and the divisor's two highest: the
// true limb, or one more (step D3).
uint64_t estimate_limb(const Limbs& rest, std::size_t top, const Limbs& divisor) {
  const uint64_t first = divisor[divisor.size() - 1];
  const uint64_t second = divisor[divisor.size() - 2];
  const uint64_t numerator = rest[top] * kBase + rest[top - 1];
  uint64_t quotient = numerator / first;
  uint64_t left = numerator % first;
  while (quotient >= kBase || quotient * second > left * kBase + rest[top - 2]) {
    --quotient;
    left += first;
    if (left >= kBase) break;
  }
  return quotient;
}

// rest[start..] -= divisor * factor; true when that went below zero (step D4).
bool subtract_multiple(Limbs& rest, std::size_t start, const Limbs& divisor, uint64_t factor) {
  uint64_t carry = 0;
  uint32_t borrow = 0;
  for (std::size_t index = 0; index <= divisor.size(); ++index) {
    const uint64_t product = (index < divisor.size() ? divisor[index] * factor : 0) + carry;
    carry = product / kBase;
    const auto take = static_cast<uint32_t>(product % kBase) + borrow;
    uint32_t& limb = rest[start + index];
    borrow = limb < take ? 1 : 0;
    limb += borrow * Natural::kBase - take;
  }
  return borrow != 0;
}

// rest[start..] += divisor, the carry out of the top dropped (step D6).
void add_back(Limbs& rest, std::size_t start, const Limbs& divisor) {
  uint32_t carry = 0;
  for (std::size_t index = 0; index <= divisor.size(); ++index) {
    const uint32_t other = index < divisor.size() ? divisor[index] : 0;
    const uint32_t total = rest[start + index] + other + carry;
    carry = total >= kBase ? 1 : 0;
    rest[start + index] = total - carry * Natural::kBase;
  }
}

}  // namespace

Divided<Natural> divide(const Natural& dividend, const Natural& divisor) {
  SANGAM_ASSERT(!is_zero(divisor));
  Divided<Natural> result;
  if (compare(dividend, divisor) < 0) {
    result.remainder = dividend;
    return result;
  }
  if (divisor.limbs.size() == 1) {
    result.quotient = dividend;
    const uint32_t rest = divide_by_limb(result.quotient.limbs, divisor.limbs.front());
    trim(result.quotient.limbs);
    if (rest != 0) result.remainder.limbs.push_back(rest);
    return result;
  }
  const uint64_t scale = kBase / (divisor.limbs.back() + uint64_t{1});
  Limbs rest = scaled(dividend.limbs, scale);
  Limbs by = scaled(divisor.limbs, scale);
  SANGAM_ASSERT(by.back() == 0);
  by.pop_back();
  const std::size_t places = rest.size() - by.size();
  result.quotient.limbs.resize(places);
  for (std::size_t place = places; place-- > 0;) {
    uint64_t limb = estimate_limb(rest, place + by.size(), by);
    if (subtract_multiple(rest, place, by, limb)) {
      --limb;
      add_back(rest, place, by);
    }
    result.quotient.limbs[place] = static_cast<uint32_t>(limb);
  }
  trim(result.quotient.limbs);
  rest.resize(by.size());
  divide_by_limb(rest, scale);
  trim(rest);
  result.remainder.limbs = std::move(rest);
  return result;
}

}  // namespace sangam::decimal_internal
