// Feeds arbitrary text to the reader of paths: what it accepts names an attribute of its kind.

#include "base/assert.h"
#include "suites/platform/scim/patch_path.h"
#include "suites/platform/scim/scim_error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::suites::platform::scim;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto* kind : {&kUserKind, &kGroupKind}) {
    try {
      const auto path = read_patch_path(*kind, text);
      SANGAM_ASSERT(path.target.attribute || path.target.extension);
      SANGAM_ASSERT(!path.values || path.target.attribute->multi_valued);
      SANGAM_ASSERT(!path.target.part || path.target.attribute);
    } catch (const ScimError& error) {
      SANGAM_ASSERT(error.status == 400);
    }
  }
  return 0;
}
