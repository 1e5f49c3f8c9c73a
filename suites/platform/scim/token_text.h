#pragma once

// The text of a directory's token: "scim_" + 32 random characters + 6 of a checksum, so that
// scanners find it by ^scim_[0-9a-hjkmnp-tv-z]{38}$ and slips never reach the database.

#include <string>
#include <string_view>

namespace sangam::suites::platform::scim {

std::string make_token();
bool is_token(std::string_view text) noexcept;
// What may be shown of it: "scim_" and its first eight characters.
std::string_view shown_prefix(std::string_view token) noexcept;

}  // namespace sangam::suites::platform::scim
