// Any bytes: the reader neither crashes nor hangs, a refusal names a reason, and what it accepts
// survives the border of the process.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "engines/messages/pain001.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::engines::messages;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  for (const auto strictness : {Strictness::full, Strictness::specimen}) {
    const auto result = read_pain001(input, {}, strictness);
    SANGAM_ASSERT(result || !result.error().problems.empty());
    SANGAM_ASSERT(!result || strictness == Strictness::specimen || result->warnings.empty());
    const auto crossed = pain001_from_json(to_json(result));
    SANGAM_ASSERT(crossed.has_value());
    SANGAM_ASSERT(*crossed == result);
  }
  // The same bytes as the reply of a process that was taken over.
  if (const auto reply = pain001_from_json(input)) {
    SANGAM_ASSERT(pain001_from_json(to_json(*reply)) == *reply);
  }
  return 0;
}
