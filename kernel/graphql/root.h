#pragma once

// Root: one field of an operation's root while it is executed.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engines/graphql/collect_fields.h"
#include "kernel/api/json_document.h"
#include "kernel/graphql/page_cursor.h"
#include "kernel/graphql/selection.h"

namespace sangam::graphql_door {

// One object that a federation's router asks for.
struct Representation {
  const api::Resource* resource = nullptr;
  const Level* level = nullptr;
  std::string id;
};

// Belongs to its execution.
struct Root {
  const graphql::CollectedField* field = nullptr;
  const graphql::NamedType* type = nullptr;  // the root's own
  const graphql::FieldDefinition* definition = nullptr;
  const RootPlan* plan = nullptr;  // null for what is no operation
  graphql::Value::Object arguments;
  std::unique_ptr<Level> below;  // null for leaves

  // What came of it: an error as JSON, a text that is written as it is, or a document.
  std::string error;
  std::optional<std::string> text;
  std::optional<api::JsonDocument> document;
  std::optional<PageRequest> page;  // of a connection

  // Of _entities.
  bool is_entities = false;
  std::map<const api::Resource*, std::unique_ptr<Level>> entity_levels;
  std::vector<Representation> representations;

  std::string_view name() const noexcept { return field->first().name.text; }
};

}  // namespace sangam::graphql_door
