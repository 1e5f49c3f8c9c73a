#pragma once

// Text in header fields (RFC 2047): what is not plain ASCII becomes encoded words.

#include <string>
#include <string_view>

namespace sangam::mail {

// Whether text can stand in a header as it is: printable ASCII that nobody takes for an encoded
// word.
bool may_stand_plain(std::string_view text) noexcept;

// UTF-8 as encoded words of at most 60 characters, each of whole code points, one a line. What is
// not UTF-8 is encoded byte by byte all the same.
std::string encode_words(std::string_view text);

// The value of an unstructured field: as it is when it is plain and short, else encoded words.
std::string encode_unstructured(std::string_view text);

}  // namespace sangam::mail
