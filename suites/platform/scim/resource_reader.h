#pragma once

// Reading resources from outside: names in their own case, types checked, what is unassigned or
// read-only left out, what nobody declared passed over (RFC 7643 §2, RFC 7644 §3.3). The result is
// a document: what is stored, filtered and changed by PATCH.

#include <boost/json/fwd.hpp>

#include "suites/platform/scim/attribute.h"

namespace sangam::suites::platform::scim {

inline constexpr std::size_t kDocumentMost = 64 * 1024;  // bytes of a user's document

// Throws ScimError (invalidValue) that names the attribute.
boost::json::object read_resource(const ResourceKind& kind, const boost::json::object& sent);
// The whole attribute: of a multi-valued one an array, also when a single value was sent. Null when
// nothing is left.
boost::json::value read_attribute(const Attribute& attribute, const boost::json::value& sent);
// One value of it. Takes "True" for a boolean and a bare text for a complex attribute's `value`, as
// directories send them.
boost::json::value read_value(const Attribute& attribute, const boost::json::value& sent);

// Throws ScimError (invalidValue) when one resource may not have so many.
void require_few_values(const Attribute& attribute, std::size_t values);

// The member of that name, without regard to case; null when there is none.
const boost::json::value* find_member(const boost::json::object& object, std::string_view name);
boost::json::value* find_member(boost::json::object& object, std::string_view name);

}  // namespace sangam::suites::platform::scim
