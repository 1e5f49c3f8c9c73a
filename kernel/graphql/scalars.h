#pragma once

// Scalars beside those of the specification, and which one a described type is.

#include <string_view>

#include "base/describe.h"
#include "engines/graphql/schema_draft.h"

namespace sangam::graphql_door {

// Amount, DateTime, Date, Long and JSON.
void add_scalars(graphql::SchemaDraft& draft);

// "DateTime". `leaf` is neither a struct nor a list nor optional.
std::string_view scalar_of(const Type& leaf) noexcept;
// Whether it is a typed identifier, and its prefix: "acct"; empty when it is none.
bool is_id(const Type& leaf) noexcept;
std::string_view id_prefix(const Type& leaf) noexcept;

}  // namespace sangam::graphql_door
