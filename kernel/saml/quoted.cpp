#include "kernel/saml/quoted.h"

namespace sangam::saml {

std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 200;
  std::size_t length = text.size();
  if (length > kMost) {
    length = kMost;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
      --length;
  }
  std::string out = "\"";
  for (const char c : text.substr(0, length))
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
  return out + (length < text.size() ? "…\"" : "\"");
}

}  // namespace sangam::saml
