// What requests become: input objects and arguments.

#include "kernel/graphql/derivation.h"
#include "kernel/graphql/names.h"
#include "kernel/graphql/scalars.h"

namespace sangam::graphql_door {

std::string Derivation::input_type(const Type& type, const std::string& enumeration) {
  const auto& leaf = innermost(type);
  if (leaf.shape == Shape::object) return wrapped(type, add_input_object(leaf));
  return wrapped(type, leaf_type(leaf, enumeration));
}

std::string Derivation::add_input_object(const Type& type) {
  std::string name(type.name);
  if (!name.ends_with("Input")) name += "Input";
  if (!is_new(name, type)) return name;
  auto& object = draft.input_object(name);
  for (const auto& field : type.fields()) {
    const auto& leaf = innermost(*field.type);
    if (is_empty(leaf) || leaf.shape == Shape::document) continue;
    object.input({.name = field_name(field.name),
                  .type = input_type(*field.type, enumeration_of(type, field)),
                  .description = std::string(field.text)});
  }
  return name;
}

}  // namespace sangam::graphql_door
