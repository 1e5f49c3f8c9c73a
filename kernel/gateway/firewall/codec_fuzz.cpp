// Feeds arbitrary bytes to both readers: what is read is written as the same bytes.

#include "base/assert.h"
#include "kernel/gateway/firewall/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::gateway::firewall;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto message = decode_message(bytes)) SANGAM_ASSERT(encode(*message) == bytes);
  if (const auto verdict = decode_verdict(bytes)) SANGAM_ASSERT(encode(*verdict) == bytes);
  return 0;
}
