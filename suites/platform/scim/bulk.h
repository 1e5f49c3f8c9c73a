#pragma once

// Bulk: many writes in one request (RFC 7644 §3.7), one after the other, each for itself. An
// operation may name what another one makes by its bulkId, also one that stands behind it. Private
// to this folder.

#include <boost/json/fwd.hpp>

#include "suites/platform/scim/writer.h"

namespace sangam::suites::platform::scim {

// The body of the reply. Throws ScimError when the request as a whole cannot be read.
Task<std::string> run_bulk(ScimModule& module, Author author, boost::json::value body);

}  // namespace sangam::suites::platform::scim
