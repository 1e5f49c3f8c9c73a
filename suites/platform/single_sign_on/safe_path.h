#pragma once

// Where in the console people go on after signing in, as an address of others may say it.

#include <string>
#include <string_view>

namespace sangam::suites::platform::single_sign_on {

inline constexpr std::size_t kNextBytesMost = 1'024;

// `path` when it is one of this server for every reader: begins with one slash, in printable ASCII
// without backslashes; "/" for everything else.
std::string safe_path(std::string_view path);

}  // namespace sangam::suites::platform::single_sign_on
