#pragma once

// What every schema has by the specification: scalars (§3.5), the types of introspection (§4) and
// directives (§3.13).

#include "engines/graphql/schema_draft.h"

namespace sangam::graphql {

// Also the fields __typename, __schema and __type, as fields of a type named "__Meta" that no
// schema shows.
const SchemaDraft& built_in_draft();
inline constexpr std::string_view kMetaType = "__Meta";

}  // namespace sangam::graphql
