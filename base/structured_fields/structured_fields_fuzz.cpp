// Feeds arbitrary fields to the reader. What is read can be written, and reads as the same again.

#include "base/assert.h"
#include "base/structured_fields/parse.h"
#include "base/structured_fields/serialize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sangam::structured_fields;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto check = [&](auto parse) {
    const auto read = parse(text);
    if (!read) {
      SANGAM_ASSERT(read.error().position <= text.size() && !read.error().reason.empty());
      return;
    }
    const auto written = serialize(*read);
    SANGAM_ASSERT(written.has_value());
    // Escapes may make a text for people longer than what was sent.
    if (written->size() > kMostBytes) return;
    const auto again = parse(*written);
    SANGAM_ASSERT(again && *again == *read && serialize(*again) == *written);
  };
  check(parse_item);
  check(parse_list);
  check(parse_dictionary);
  return 0;
}
