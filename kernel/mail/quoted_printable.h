#pragma once

// Quoted-printable (RFC 2045 §6.7): text as lines of ASCII that every mail server passes on whole.

#include <string>
#include <string_view>

namespace sangam::mail {

// Lines of at most 76 characters, ended by CRLF, as is the last one. Line breaks of any kind
// become CRLF. O(bytes).
std::string encode_quoted_printable(std::string_view text);

}  // namespace sangam::mail
