#include "engines/graphql/schema_draft.h"

#include <algorithm>
#include <utility>

namespace sangam::graphql {

FieldDraft& FieldDraft::argument(InputDraft input) {
  arguments.push_back(std::move(input));
  return *this;
}

FieldDraft& FieldDraft::deprecate(std::string reason) {
  deprecated = std::move(reason);
  return *this;
}

FieldDraft& FieldDraft::apply(AppliedDirective directive) {
  directives.push_back(std::move(directive));
  return *this;
}

FieldDraft& FieldDraft::costs(std::uint32_t each) {
  cost = each;
  return *this;
}

FieldDraft& FieldDraft::sized_by(std::string argument, std::uint32_t assumed) {
  size_argument = std::move(argument);
  assumed_size = assumed;
  return *this;
}

FieldDraft& TypeDraft::field(std::string name, std::string type, std::string about) {
  return fields.emplace_back(FieldDraft{
      .name = std::move(name), .type = std::move(type), .description = std::move(about)});
}

TypeDraft& TypeDraft::implements(std::string interface) {
  interfaces.push_back(std::move(interface));
  return *this;
}

TypeDraft& TypeDraft::input(InputDraft one) {
  input_fields.push_back(std::move(one));
  return *this;
}

TypeDraft& TypeDraft::value(std::string name, std::string about) {
  values.push_back({.name = std::move(name), .description = std::move(about)});
  return *this;
}

TypeDraft& TypeDraft::apply(AppliedDirective directive) {
  directives.push_back(std::move(directive));
  return *this;
}

TypeDraft& SchemaDraft::type(TypeKind kind, std::string name, std::string about) {
  return types.emplace_back(
      TypeDraft{.kind = kind, .name = std::move(name), .description = std::move(about)});
}

TypeDraft& SchemaDraft::scalar(std::string name, std::string about) {
  return type(TypeKind::scalar, std::move(name), std::move(about));
}

TypeDraft& SchemaDraft::object(std::string name, std::string about) {
  return type(TypeKind::object, std::move(name), std::move(about));
}

TypeDraft& SchemaDraft::interface(std::string name, std::string about) {
  return type(TypeKind::interface, std::move(name), std::move(about));
}

TypeDraft& SchemaDraft::union_of(std::string name, std::vector<std::string> members,
                                 std::string about) {
  auto& made = type(TypeKind::union_of, std::move(name), std::move(about));
  made.members = std::move(members);
  return made;
}

TypeDraft& SchemaDraft::enumeration(std::string name, std::string about) {
  return type(TypeKind::enumeration, std::move(name), std::move(about));
}

TypeDraft& SchemaDraft::input_object(std::string name, std::string about) {
  return type(TypeKind::input_object, std::move(name), std::move(about));
}

TypeDraft* SchemaDraft::find(std::string_view name) {
  const auto found = std::ranges::find(types, name, &TypeDraft::name);
  return found == types.end() ? nullptr : &*found;
}

}  // namespace sangam::graphql
