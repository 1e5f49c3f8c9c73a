#pragma once

// Base64 (RFC 4648), in the standard alphabet of §4 and in the one for URLs and file names of §5.
// The functions of the standard alphabet write padding, those for URLs none, as each is used on the
// wire. All are O(bytes).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam {

// What a reader of the standard alphabet lets pass.
enum class Base64Rule : std::uint8_t {
  strict,   // one text for each sequence of bytes: padding complete, spare bits zero (§3.2, §3.5)
  lenient,  // padding may be missing or incomplete, spare bits are passed over
};

std::string to_base64(std::string_view bytes);
std::string to_base64url(std::string_view bytes);

// nullopt for characters outside the alphabet (white space too), padding that is not allowed, and
// a length that nothing has.
std::optional<std::string> from_base64(std::string_view text, Base64Rule rule = Base64Rule::strict);
// Strictly, and without padding.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace sangam
