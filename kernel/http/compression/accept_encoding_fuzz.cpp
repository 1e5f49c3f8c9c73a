// Arbitrary Accept-Encoding values: weights stay within their range, what is chosen is accepted,
// and what was written by us is read as we meant it.

#include <cstdint>
#include <string>

#include "base/assert.h"
#include "kernel/http/compression/accept_encoding.h"

namespace {

using namespace sangam::http::compression;

void check(std::string_view value) {
  const auto accepted = parse_accept_encoding(value);
  SANGAM_ASSERT(accepted.identity <= 1000 && accepted.gzip <= 1000 && accepted.brotli <= 1000);
  for (const auto favourite : {Coding::gzip, Coding::brotli}) {
    const auto chosen = choose_coding(accepted, favourite);
    if (chosen == Coding::gzip) SANGAM_ASSERT(accepted.gzip >= accepted.brotli);
    if (chosen == Coding::brotli) SANGAM_ASSERT(accepted.brotli >= accepted.gzip);
    if (chosen != Coding::identity) SANGAM_ASSERT(accepted.gzip + accepted.brotli > 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string value(reinterpret_cast<const char*>(data), size);
  check(value);
  const auto ours = parse_accept_encoding("gzip;q=0.25,br;q=0.5,identity;q=0," + value);
  SANGAM_ASSERT((ours == AcceptedCodings{.identity = 0, .gzip = 250, .brotli = 500}));
  const auto coding = parse_coding(value);
  if (coding) SANGAM_ASSERT(parse_coding(name(*coding)) == coding);
  return 0;
}
