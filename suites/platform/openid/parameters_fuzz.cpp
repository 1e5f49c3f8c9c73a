// Feeds arbitrary text to the reader of parameters: what it accepts reads the same when written
// again.

#include "base/assert.h"
#include "suites/platform/openid/parameters.h"
#include "suites/platform/openid/redirect_uri.h"
#include "suites/platform/openid/scope.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::suites::platform::openid;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parameters = Parameters::parse(text);
  if (!parameters) return 0;
  const auto encoded = parameters->encoded();
  if (encoded.size() > Parameters::kBytesMost) return 0;  // escapes are longer than what they hide
  const auto again = Parameters::parse(encoded);
  SANGAM_ASSERT(again.has_value());
  SANGAM_ASSERT(again->encoded() == encoded);
  if (const auto scopes = read_scopes(parameters->get("scope")))
    SANGAM_ASSERT(read_scopes(write_scopes(*scopes)) == scopes);
  const auto uri = parameters->get("redirect_uri");
  if (!redirect_uri_fault(uri, true)) SANGAM_ASSERT(redirect_uri_matches(uri, uri));
  return 0;
}
