#include "base/base64_bytes.h"

#include "base/base64.h"

namespace sangam {

Verdict Base64Bytes::parse(std::string_view text, Base64Bytes& bytes) {
  auto read = from_base64url(text);
  if (!read) return Fault{"wrong_format", "must be base64url, without padding"};
  bytes.value = std::move(*read);
  return std::nullopt;
}

void Base64Bytes::format(std::string& out) const { out += to_base64url(value); }

}  // namespace sangam
