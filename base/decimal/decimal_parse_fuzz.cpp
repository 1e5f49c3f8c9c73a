// Any bytes: the parser neither crashes nor reads beyond them, and what it accepts is written and
// read back as the same value.

#include <cstddef>
#include <string_view>

#include "base/assert.h"
#include "base/decimal/decimal_context.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace sangam;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto value = Decimal::parse(text)) {
    SANGAM_ASSERT(value->is_finite() && value->digits() <= Decimal::kMaxExactDigits);
    const auto again = Decimal::parse(value->to_string());
    SANGAM_ASSERT(again && compare_total(*again, *value) == 0);
    const auto engineering = Decimal::parse(value->to_engineering_string());
    SANGAM_ASSERT(engineering && *engineering == *value);
    if (const auto plain = value->to_plain_string()) {
      SANGAM_ASSERT(Decimal::parse(*plain) == value);
    }
  }
  for (const DecimalContext& context : {DecimalContext::decimal64(), DecimalContext::decimal128(),
                                        DecimalContext{.precision = 50}}) {
    const DecimalResult read = to_number(text, context);
    SANGAM_ASSERT(read.value.is_nan() || read.value.digits() <= context.precision);
    const DecimalResult again = to_number(read.value.to_string(), context);
    SANGAM_ASSERT(compare_total(again.value, read.value) == 0);
    SANGAM_ASSERT(!again.conditions.has(DecimalCondition::inexact));
  }
  return 0;
}
