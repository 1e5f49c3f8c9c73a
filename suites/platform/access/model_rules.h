#pragma once

// What every tenant's model must have, and the model of tenants that never wrote one.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engines/authorization/schema.h"

namespace sangam::suites::platform::access {

// Users and teams, as the platform itself writes them.
extern const std::string_view kBuiltInModel;

// Of a stored text, which is empty for the built-in model. It was valid when it was stored.
std::string_view text_of_model(std::string_view stored);
std::shared_ptr<const authorization::Schema> schema_of(std::string_view stored);

// Of a text from outside: Error{invalid} names each fault with its line and column. A model must
// let users be members of teams (type user, and type team with member: [user, …]), because the
// platform writes these tuples.
std::shared_ptr<const authorization::Schema> require_valid(std::string_view text);

}  // namespace sangam::suites::platform::access
