#pragma once

// PatchPath: where an operation of PATCH works (RFC 7644 §3.5.2): name.familyName, members,
// emails[type eq "work"].value, or the same behind its schema's URN.

#include <optional>
#include <string>
#include <string_view>

#include "suites/platform/scim/attribute_path.h"
#include "suites/platform/scim/filter.h"

namespace sangam::suites::platform::scim {

// A value type.
struct PatchPath {
  AttributePath target;          // its part is the one behind the brackets
  std::optional<Filter> values;  // which values of a multi-valued attribute
};

// Throws ScimError: invalidPath, or invalidFilter for what stands between the brackets.
PatchPath read_patch_path(const ResourceKind& kind, std::string_view text);

}  // namespace sangam::suites::platform::scim
