#pragma once

// What the platform itself keeps of a user, as a document says it. Private to this folder.

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>

#include "base/text.h"

namespace sangam::suites::platform::scim {

struct UserFacts {
  std::string user_name;
  std::optional<std::string> external_id;
  // The primary e-mail, else the work one, else the first, else the user's name; in lower case.
  // Nothing when there is no e-mail and the name is no address.
  std::optional<std::string> email;
  Text<1, 120> name;  // for people
  std::optional<bool> active;
};

// Throws ScimError (invalidValue).
UserFacts facts_of(const boost::json::object& document);

}  // namespace sangam::suites::platform::scim
