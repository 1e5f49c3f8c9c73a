// Whatever stands in a column, opening it gives a text that was sealed or an Error, never anything
// else.

#include "base/assert.h"
#include "base/error.h"
#include "kernel/vault/tenant_key.h"

namespace {

const sangam::vault::TenantKey& some_key() {
  static const sangam::vault::TenantKey key = [] {
    auto ring = std::make_shared<sangam::vault::KeyRing>();
    ring->keys.push_back({1, sangam::vault::Key::random()});
    return sangam::vault::TenantKey(1, std::move(ring));
  }();
  return key;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const sangam::vault::Place place{"table", "column", {}};
  try {
    some_key().open(place, text);
    SANGAM_ASSERT(false);
  } catch (const sangam::Error&) {
  }
  SANGAM_ASSERT(some_key().open(place, some_key().seal(place, text)) == text);
  return 0;
}
