#pragma once

// Base64 with the alphabet of URLs and without padding (RFC 4648 §5), as JOSE writes bytes.

#include <optional>
#include <string>
#include <string_view>

namespace sangam::jose {

std::string to_base64url(std::string_view bytes);

// Strictly: one text for each sequence of bytes. nullopt for padding, other characters, a length
// that nothing has, and bits that stand for nothing. O(bytes).
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace sangam::jose
