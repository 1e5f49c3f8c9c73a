#include "engines/graphql/built_in_types.h"

namespace sangam::graphql {

namespace {

// Introspection has no lists that an argument sizes. These are how many a list is taken to have, so
// that its cost grows with its depth (measure.h).
constexpr std::uint32_t kManyTypes = 100;
constexpr std::uint32_t kSomeParts = 5;

InputDraft include_deprecated() {
  return {.name = "includeDeprecated", .type = "Boolean", .default_value = false};
}

FieldDraft& sized(FieldDraft& field, std::uint32_t size) { return field.sized_by({}, size); }

void add_scalars(SchemaDraft& draft) {
  draft.scalar("Int", "A whole number of 32 bits with a sign.");
  draft.scalar("Float", "A number of 64 bits with a fraction (IEEE 754), finite.");
  draft.scalar("String", "A text of Unicode characters.");
  draft.scalar("Boolean", "True or false.");
  draft.scalar("ID",
               "What tells a thing from all others; not meant to be read. A text on the wire, "
               "whole numbers are taken too.");
}

void add_schema_types(SchemaDraft& draft) {
  auto& schema = draft.object("__Schema", "What this server can be asked: types and directives.");
  schema.field("description", "String");
  sized(schema.field("types", "[__Type!]!", "All of them."), kManyTypes);
  schema.field("queryType", "__Type!", "Where queries begin.");
  schema.field("mutationType", "__Type", "Where mutations begin, if there are any.");
  schema.field("subscriptionType", "__Type", "Where subscriptions begin, if there are any.");
  sized(schema.field("directives", "[__Directive!]!"), kSomeParts);

  auto& type = draft.object(
      "__Type",
      "A type: a named one, or a list or non-null of another. Which fields say something "
      "depends on its kind.");
  type.field("kind", "__TypeKind!");
  type.field("name", "String");
  type.field("description", "String");
  type.field("specifiedByURL", "String", "Where a scalar is specified.");
  sized(type.field("fields", "[__Field!]"), kSomeParts).argument(include_deprecated());
  sized(type.field("interfaces", "[__Type!]"), kSomeParts);
  sized(type.field("possibleTypes", "[__Type!]"), kSomeParts);
  sized(type.field("enumValues", "[__EnumValue!]"), kSomeParts).argument(include_deprecated());
  sized(type.field("inputFields", "[__InputValue!]"), kSomeParts).argument(include_deprecated());
  type.field("ofType", "__Type", "What a list or non-null is of.");
}

void add_part_types(SchemaDraft& draft) {
  auto& field = draft.object("__Field", "A field of an object or interface.");
  field.field("name", "String!");
  field.field("description", "String");
  sized(field.field("args", "[__InputValue!]!"), kSomeParts).argument(include_deprecated());
  field.field("type", "__Type!");
  field.field("isDeprecated", "Boolean!");
  field.field("deprecationReason", "String");

  auto& input = draft.object("__InputValue", "An argument, or a field of an input object.");
  input.field("name", "String!");
  input.field("description", "String");
  input.field("type", "__Type!");
  input.field("defaultValue", "String", "As a document would have it.");
  input.field("isDeprecated", "Boolean!");
  input.field("deprecationReason", "String");

  auto& value = draft.object("__EnumValue", "One of the values of an enum.");
  value.field("name", "String!");
  value.field("description", "String");
  value.field("isDeprecated", "Boolean!");
  value.field("deprecationReason", "String");

  auto& directive = draft.object("__Directive", "What may be written behind @.");
  directive.field("name", "String!");
  directive.field("description", "String");
  directive.field("isRepeatable", "Boolean!");
  sized(directive.field("locations", "[__DirectiveLocation!]!"), kSomeParts);
  sized(directive.field("args", "[__InputValue!]!"), kSomeParts).argument(include_deprecated());
}

void add_enums(SchemaDraft& draft) {
  auto& kinds = draft.enumeration("__TypeKind", "What kinds of types there are.");
  for (const auto* kind :
       {"SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"})
    kinds.value(kind);
  auto& locations = draft.enumeration("__DirectiveLocation", "Where a directive may stand.");
  for (int n = 0; n < kDirectiveLocations; ++n)
    locations.value(std::string(name(static_cast<DirectiveLocation>(n))));
}

void add_directives(SchemaDraft& draft) {
  using enum DirectiveLocation;
  draft.declared_directives.push_back(
      {.name = "include",
       .description = "Takes this in only when the argument is true.",
       .arguments = {{.name = "if", .type = "Boolean!"}},
       .locations = {DirectiveLocation::field, fragment_spread, inline_fragment}});
  draft.declared_directives.push_back(
      {.name = "skip",
       .description = "Leaves this out when the argument is true.",
       .arguments = {{.name = "if", .type = "Boolean!"}},
       .locations = {DirectiveLocation::field, fragment_spread, inline_fragment}});
  draft.declared_directives.push_back(
      {.name = "deprecated",
       .description = "Not to be used any more.",
       .arguments = {{.name = "reason",
                      .type = "String",
                      .description = "Why, and what to use instead. Markdown.",
                      .default_value = "No longer supported"}},
       .locations = {field_definition, argument_definition, input_field_definition, enum_value}});
  draft.declared_directives.push_back(
      {.name = "specifiedBy",
       .description = "Where the behaviour of a scalar is specified.",
       .arguments = {{.name = "url", .type = "String!"}},
       .locations = {DirectiveLocation::scalar}});
}

void add_meta_fields(SchemaDraft& draft) {
  auto& meta = draft.object(std::string(kMetaType));
  meta.field("__typename", "String!", "The name of the object's type.").costs(0);
  meta.field("__schema", "__Schema!", "What this server can be asked.");
  meta.field("__type", "__Type", "One type by its name.")
      .argument({.name = "name", .type = "String!"});
}

SchemaDraft make() {
  SchemaDraft draft;
  add_scalars(draft);
  add_schema_types(draft);
  add_part_types(draft);
  add_enums(draft);
  add_directives(draft);
  add_meta_fields(draft);
  return draft;
}

}  // namespace

const SchemaDraft& built_in_draft() {
  static const SchemaDraft draft = make();
  return draft;
}

}  // namespace sangam::graphql
