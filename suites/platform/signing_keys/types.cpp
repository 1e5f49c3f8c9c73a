#include "suites/platform/signing_keys/types.h"

namespace sangam::suites::platform::signing_keys {

Verdict KeyText::parse(std::string_view text, KeyText& key) {
  if (text.empty()) return Fault{"too_short", "must not be empty"};
  if (text.size() > kBytesMost) return Fault{"too_long", "is too long"};
  if (!utf8_length(text)) return Fault{"not_utf8", "is not UTF-8"};
  key.value_ = text;
  return {};
}

}  // namespace sangam::suites::platform::signing_keys
