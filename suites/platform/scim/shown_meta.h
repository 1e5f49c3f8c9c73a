#pragma once

// The member meta of a resource. Private to this folder.

#include <boost/json/fwd.hpp>
#include <string_view>

#include "base/timestamp.h"
#include "suites/platform/scim/attribute.h"

namespace sangam::suites::platform::scim {

boost::json::object shown_meta(const ResourceKind& kind, Timestamp created, Timestamp changed,
                               std::string_view location, std::string_view version);

}  // namespace sangam::suites::platform::scim
