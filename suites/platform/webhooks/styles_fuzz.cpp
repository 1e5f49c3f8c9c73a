// Feeds arbitrary headers and bodies to the judges of all styles: none accepts what it should not,
// because nothing was signed with the key.

#include "base/assert.h"
#include "suites/platform/webhooks/styles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::suites::platform::webhooks;
  if (size < 2) return 0;
  const auto style = static_cast<Style>(data[0] % 5);
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const auto cut = std::min<std::size_t>(data[1], text.size());
  const std::vector<std::string> keys{"a key that nobody has signed with"};
  const auto id =
      verify({.style = style_of(style),
              .keys = keys,
              .header = [&](std::string_view) { return std::optional(text.substr(0, cut)); },
              .body = text.substr(cut),
              .unix_now = 1'700'000'000});
  SANGAM_ASSERT(!id.has_value());
  return 0;
}
