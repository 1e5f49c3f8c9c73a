#pragma once

// Texts of others inside our sentences.

#include <string>
#include <string_view>

namespace sangam::saml {

// Between quotation marks, shortened to 200 bytes at a character's beginning, control characters
// left out. O(1).
std::string quoted(std::string_view text);

}  // namespace sangam::saml
