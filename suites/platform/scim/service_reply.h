#pragma once

// Replies of the service provider. Private to this folder.

#include <optional>
#include <string>

#include "kernel/http/response.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

http::Response scim_response(int status, std::string json);
// With ETag, and Location of what was made.
http::Response resource_response(int status, Resource resource);
// A ListResponse.
std::string list_json(const ResourceList& list, std::int64_t start);
// What is there for everybody; nothing when the path is none of discovery. Throws ScimError (404)
// for an id that there is not.
std::optional<std::string> discovery_text(const std::string& base, std::string_view collection,
                                          std::string_view id);

}  // namespace sangam::suites::platform::scim
