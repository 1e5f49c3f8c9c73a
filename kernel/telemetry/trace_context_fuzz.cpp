// What a stranger sends as traceparent and tracestate: whatever is taken can be written on the wire
// again and reads the same.

#include <cstddef>

#include "base/assert.h"
#include "kernel/telemetry/trace_context.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::telemetry;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto parent = parse_traceparent(text)) {
    std::string written;
    append_traceparent(*parent, written);
    SANGAM_ASSERT(written.size() == kTraceParentLength);
    SANGAM_ASSERT(parse_traceparent(written) == parent);
  }
  const auto clean = clean_tracestate(text);
  SANGAM_ASSERT(clean.size() <= kTraceStateLength);
  SANGAM_ASSERT(clean_tracestate(clean) == clean);
  for (const char c : clean)
    SANGAM_ASSERT(c >= 0x20 && c <= 0x7e);
  return 0;
}
