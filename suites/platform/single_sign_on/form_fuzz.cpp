// Feeds arbitrary bytes to what reads the forms of identity providers.

#include <cstdint>

#include "base/assert.h"
#include "base/error.h"
#include "suites/platform/single_sign_on/form.h"
#include "suites/platform/single_sign_on/safe_path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::suites::platform::single_sign_on;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto values = read_form(text, {"SAMLResponse", "RelayState"});
    SANGAM_ASSERT(values.size() == 2 && values[0].size() <= size && values[1].size() <= size);
  } catch (const sangam::Error&) {
  }
  const auto path = safe_path(text);
  SANGAM_ASSERT(path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
  return 0;
}
