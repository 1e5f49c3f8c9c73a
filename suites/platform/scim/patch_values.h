#pragma once

// PATCH on attributes that have several values. Private to this folder.

#include <boost/json/fwd.hpp>

#include "suites/platform/scim/patch_path.h"
#include "suites/platform/scim/patch_request.h"

namespace sangam::suites::platform::scim {

// `place` holds the attribute. Throws ScimError.
void apply_to_values(PatchKind operation, const PatchPath& path, const boost::json::value& value,
                     boost::json::object& place);

// Sets in `whole` what `parts` has.
void merge_parts(const boost::json::object& parts, boost::json::object& whole);

}  // namespace sangam::suites::platform::scim
