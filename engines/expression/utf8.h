#pragma once

// Texts as Unicode characters: CEL counts code points, strings hold UTF-8.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::expression {

// False for what is no character: surrogates, beyond U+10FFFF.
bool append_utf8(std::string& out, std::uint32_t code);
bool is_utf8(std::string_view text) noexcept;
// Of a text that is UTF-8. O(bytes).
std::size_t count_characters(std::string_view text) noexcept;
std::vector<std::uint32_t> characters_of(std::string_view text);

}  // namespace sangam::expression
