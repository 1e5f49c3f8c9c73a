#pragma once

// Texts as Unicode characters. A document is UTF-8 (RFC 3629).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sangam::graphql {

// How many bytes from the begin are whole, valid characters; all of them when `text` is UTF-8.
std::size_t valid_utf8(std::string_view text) noexcept;

// False, and nothing appended, for what is no character: surrogates, beyond U+10FFFF.
bool append_utf8(std::string& out, std::uint32_t code);

// Of a text that is UTF-8. O(bytes).
std::size_t count_characters(std::string_view text) noexcept;

// The first character of a text that is UTF-8 and not empty.
std::string_view first_character(std::string_view text) noexcept;

}  // namespace sangam::graphql
