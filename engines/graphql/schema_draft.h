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
#include <utility>
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

  FieldDraft& argument(InputDraft input) {
    arguments.push_back(std::move(input));
    return *this;
  }
  FieldDraft& deprecate(std::string reason) {
    deprecated = std::move(reason);
    return *this;
  }
  FieldDraft& apply(AppliedDirective directive) {
    directives.push_back(std::move(directive));
    return *this;
  }
  // What one costs (measure.h).
  FieldDraft& costs(std::uint32_t each) {
    cost = each;
    return *this;
  }
  // A list, or what stands for one, has as many as an argument says; `assumed` when it is not
  // given.
  FieldDraft& sized_by(std::string argument, std::uint32_t assumed) {
    size_argument = std::move(argument);
    assumed_size = assumed;
    return *this;
  }
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
  FieldDraft& field(std::string name, std::string type, std::string about = {}) {
    return fields.emplace_back(FieldDraft{
        .name = std::move(name), .type = std::move(type), .description = std::move(about)});
  }
  TypeDraft& implements(std::string interface) {
    interfaces.push_back(std::move(interface));
    return *this;
  }
  TypeDraft& input(InputDraft one) {
    input_fields.push_back(std::move(one));
    return *this;
  }
  TypeDraft& value(std::string name, std::string about = {}) {
    values.push_back({.name = std::move(name), .description = std::move(about)});
    return *this;
  }
  TypeDraft& apply(AppliedDirective directive) {
    directives.push_back(std::move(directive));
    return *this;
  }
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
  TypeDraft& type(TypeKind kind, std::string name, std::string about = {}) {
    return types.emplace_back(
        TypeDraft{.kind = kind, .name = std::move(name), .description = std::move(about)});
  }
  TypeDraft& scalar(std::string name, std::string about = {}) {
    return type(TypeKind::scalar, std::move(name), std::move(about));
  }
  TypeDraft& object(std::string name, std::string about = {}) {
    return type(TypeKind::object, std::move(name), std::move(about));
  }
  TypeDraft& interface(std::string name, std::string about = {}) {
    return type(TypeKind::interface, std::move(name), std::move(about));
  }
  TypeDraft& union_of(std::string name, std::vector<std::string> members, std::string about = {}) {
    auto& made = type(TypeKind::union_of, std::move(name), std::move(about));
    made.members = std::move(members);
    return made;
  }
  TypeDraft& enumeration(std::string name, std::string about = {}) {
    return type(TypeKind::enumeration, std::move(name), std::move(about));
  }
  TypeDraft& input_object(std::string name, std::string about = {}) {
    return type(TypeKind::input_object, std::move(name), std::move(about));
  }
  // The one of this name; null when there is none. O(types).
  TypeDraft* find(std::string_view name);
};

}  // namespace sangam::graphql
