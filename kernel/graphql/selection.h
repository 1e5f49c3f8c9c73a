#pragma once

// Selection: what an operation asks for, with fragments opened and directives decided, and the
// plans of its fields looked up. Made once an execution, whatever the number of objects.

#include <expected>
#include <memory>
#include <string_view>
#include <vector>

#include "engines/graphql/collect_fields.h"
#include "kernel/graphql/blueprint.h"

namespace sangam::graphql_door {

struct Level;

// One field of an object.
struct Chosen {
  std::string_view key;                                  // of the response
  std::string_view name;                                 // of the field; "__typename" too
  const graphql::FieldDefinition* definition = nullptr;  // null only for __typename
  const FieldPlan* plan = nullptr;                       // of a record's field; null otherwise
  std::unique_ptr<Level> below;                          // null for leaves
};

// What is asked of all objects of a type in one place.
struct Level {
  const graphql::NamedType* type = nullptr;
  ObjectKind kind = ObjectKind::record;
  std::vector<Chosen> fields;
  bool has_links = false;  // here, or below without another link between
};

// O(fields, fragments opened): a caller that has measured knows how many.
std::expected<std::unique_ptr<Level>, graphql::Refusal> choose(
    const graphql::Scope& scope, const Blueprint& blueprint, const graphql::NamedType& type,
    const graphql::CollectedField& parent);

}  // namespace sangam::graphql_door
