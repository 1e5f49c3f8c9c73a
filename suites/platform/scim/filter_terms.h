#pragma once

// What the value of a comparison may be. Private to this folder; each throws ScimError
// (invalidFilter).

#include "base/timestamp.h"
#include "suites/platform/scim/filter.h"

namespace sangam::suites::platform::scim {

// Only eq and ne make sense.
void require_equality(const Filter& filter);
const std::string& text_of(const Filter& filter);
// true, false, or the same in quotes, as some directories write them.
bool flag_of(const Filter& filter);
Timestamp time_of(const Filter& filter);

}  // namespace sangam::suites::platform::scim
