#pragma once

// Which values of a multi-valued attribute a filter means: emails[type eq "work"] of a path.

#include <boost/json/fwd.hpp>

#include "suites/platform/scim/attribute.h"
#include "suites/platform/scim/filter.h"

namespace sangam::suites::platform::scim {

// Whether it holds for one value of `attribute`, a complex one, in a document. Throws ScimError
// (invalidFilter) for a part that there is not, or a comparison that makes no sense.
bool matches(const Filter& filter, const Attribute& attribute, const boost::json::value& value);

// A value for which the filter holds, made of what it says: {"type":"work"} of type eq "work".
// Directories write to values that are not there yet. Null when it says more than that some parts
// equal something.
boost::json::value value_meant(const Filter& filter, const Attribute& attribute);

}  // namespace sangam::suites::platform::scim
