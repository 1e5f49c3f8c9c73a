#pragma once

// A form as browsers post it (application/x-www-form-urlencoded). Private to this folder.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::suites::platform::single_sign_on {

// The values of the fields of these names, in their order; empty for one that is not there. Others
// are passed over. Throws Error{malformed} for broken escapes, text that is not UTF-8, and a field
// of these names that comes twice. O(bytes).
std::vector<std::string> read_form(std::string_view body,
                                   std::initializer_list<std::string_view> names);

}  // namespace sangam::suites::platform::single_sign_on
