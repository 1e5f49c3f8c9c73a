#pragma once

// Applying PATCH to a document (RFC 7644 §3.5.2).
//
// More is taken than the standard asks, because directories send it: an operation without a path
// may have paths as names of its members, and writing to emails[type eq "work"].value when there is
// no such value makes one. Removing what is not there changes nothing.

#include <boost/json/fwd.hpp>

#include "suites/platform/scim/attribute.h"
#include "suites/platform/scim/patch_request.h"

namespace sangam::suites::platform::scim {

// Changes the document, which is half changed when it throws ScimError (invalidPath, invalidFilter,
// invalidValue, noTarget, mutability).
void apply_patch(const ResourceKind& kind, const PatchOperation& operation,
                 boost::json::object& document);

}  // namespace sangam::suites::platform::scim
