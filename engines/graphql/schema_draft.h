#pragma once

// SchemaDraft: a schema while it is put together, types by their names.
//
//   SchemaDraft draft;
//   auto& account = draft.object("Account", "Holds one asset");
//   account.field("id", "ID!");
//   account.field("transfers", "[Transfer!]!").sized_by("first", 50)
//       .argument({.name = "first", .type = "Int", .default_value = 50});
//   draft.object("Query").field("account", "Account").argument({.name = "id", .type = "ID!"});
//   const auto schema = Schema::build(draft);
//
// Nothing is checked before Schema::build(), which also adds the scalars, directives and types of
// the specification. One thread at a time.

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engines/graphql/schema.h"

namespace sangam::graphql {

struct InputDraft {
  std::string name;
  std::string type;  // "[Int!]"
  std::string description;
  std::optional<Value> default_value;
  std::optional<std::string> deprecated;
  std::vector<AppliedDirective> directives;
};

struct FieldDraft {
  std::string name;
  std::string type;
  std::string description;
  std::optional<std::string> deprecated;
  std::vector<AppliedDirective> directives;
  std::vector<InputDraft> arguments;
  std::uint32_t cost = 1;
  std::uint32_t assumed_size = 1;
  std::string size_argument;
  bool federation = false;

  FieldDraft& argument(InputDraft input);
  FieldDraft& deprecate(std::string reason);
  FieldDraft& apply(AppliedDirective directive);
  // What one costs (measure.h).
  FieldDraft& costs(std::uint32_t each);
  // A list, or what stands for one, has as many as an argument says; `assumed` when it is not
  // given.
  FieldDraft& sized_by(std::string argument, std::uint32_t assumed);
};

struct TypeDraft {
  TypeKind kind = TypeKind::object;
  std::string name;
  std::string description;
  std::vector<AppliedDirective> directives;
  std::deque<FieldDraft> fields;         // of an object and an interface
  std::vector<std::string> interfaces;   // of an object and an interface
  std::vector<std::string> members;      // of a union
  std::vector<Description> values;       // of an enumeration
  std::vector<InputDraft> input_fields;  // of an input object
  std::string specified_by;              // of a scalar
  CoerceScalar coerce;                   // of a scalar
  bool federation = false;

  // Stays valid while the type lives, whatever is added.
  FieldDraft& field(std::string name, std::string type, std::string about = {});
  TypeDraft& implements(std::string interface);
  TypeDraft& input(InputDraft one);
  TypeDraft& value(std::string name, std::string about = {});
  TypeDraft& apply(AppliedDirective directive);
};

struct DirectiveDraft {
  std::string name;  // without @
  std::string description;
  std::vector<InputDraft> arguments;
  DirectiveLocations locations;
  bool repeatable = false;
  bool federation = false;
};

struct SchemaDraft {
  std::string description;
  std::vector<AppliedDirective> directives;
  std::deque<TypeDraft> types;
  std::deque<DirectiveDraft> declared_directives;
  std::string query = "Query";
  std::string mutation = "Mutation";          // the root when a type of this name is there
  std::string subscription = "Subscription";  // the same

  // Stays valid while the draft lives, whatever is added.
  TypeDraft& type(TypeKind kind, std::string name, std::string about = {});
  TypeDraft& scalar(std::string name, std::string about = {});
  TypeDraft& object(std::string name, std::string about = {});
  TypeDraft& interface(std::string name, std::string about = {});
  TypeDraft& union_of(std::string name, std::vector<std::string> members, std::string about = {});
  TypeDraft& enumeration(std::string name, std::string about = {});
  TypeDraft& input_object(std::string name, std::string about = {});
  // The one of this name; null when there is none. O(types).
  TypeDraft* find(std::string_view name);
};

}  // namespace sangam::graphql
