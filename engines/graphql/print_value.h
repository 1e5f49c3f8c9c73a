#pragma once

// A value as a document would have it.

#include <string>

#include "engines/graphql/schema.h"
#include "engines/graphql/value.h"

namespace sangam::graphql {

// {kind: BANK, ids: ["1"]}: texts of enums without quotes, as the type says. O(size).
std::string print(const Value& value, const Type& type);

}  // namespace sangam::graphql
