#include "engines/graphql/schema.h"

#include <algorithm>

#include "engines/graphql/print_document.h"

namespace sangam::graphql {

namespace {

const InputDefinition* find_by_name(const std::vector<InputDefinition>& inputs,
                                    std::string_view name) noexcept {
  const auto found = std::ranges::find(inputs, name, &InputDefinition::name);
  return found == inputs.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name(TypeKind kind) noexcept {
  switch (kind) {
    case TypeKind::scalar:
      return "SCALAR";
    case TypeKind::object:
      return "OBJECT";
    case TypeKind::interface:
      return "INTERFACE";
    case TypeKind::union_of:
      return "UNION";
    case TypeKind::enumeration:
      return "ENUM";
    case TypeKind::input_object:
      break;
  }
  return "INPUT_OBJECT";
}

std::string to_text(const Type& type) { return print(type.named->name, type.wrapping); }

const InputDefinition* FieldDefinition::find_argument(std::string_view name) const noexcept {
  return find_by_name(arguments, name);
}

const InputDefinition* DirectiveDefinition::find_argument(std::string_view name) const noexcept {
  return find_by_name(arguments, name);
}

const FieldDefinition* NamedType::find_field(std::string_view name) const noexcept {
  if (fields.empty()) return nullptr;
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &fields[found->second];
}

const InputDefinition* NamedType::find_input_field(std::string_view name) const noexcept {
  if (input_fields.empty()) return nullptr;
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &input_fields[found->second];
}

const Description* NamedType::find_value(std::string_view name) const noexcept {
  if (values.empty()) return nullptr;
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &values[found->second];
}

bool NamedType::includes(const NamedType& object) const noexcept {
  const auto word = object.number / 64;
  return word < possible_bits_.size() && (possible_bits_[word] >> (object.number % 64) & 1) == 1;
}

bool NamedType::overlaps(const NamedType& other) const noexcept {
  const auto words = std::min(possible_bits_.size(), other.possible_bits_.size());
  for (std::size_t word = 0; word < words; ++word)
    if ((possible_bits_[word] & other.possible_bits_[word]) != 0) return true;
  return false;
}

const NamedType* Schema::find_type(std::string_view name) const noexcept {
  const auto found = parts_->types_by_name.find(name);
  return found == parts_->types_by_name.end() ? nullptr : found->second;
}

const DirectiveDefinition* Schema::find_directive(std::string_view name) const noexcept {
  const auto found = parts_->directives_by_name.find(name);
  return found == parts_->directives_by_name.end() ? nullptr : found->second;
}

const FieldDefinition* Schema::find_field(const NamedType& parent,
                                          std::string_view name) const noexcept {
  if (name.starts_with("__")) {
    if (name == "__typename" && parent.is_composite()) return &parts_->typename_field;
    if (&parent != root(OperationKind::query)) return nullptr;
    if (name == "__schema") return &parts_->schema_field;
    return name == "__type" ? &parts_->type_field : nullptr;
  }
  return parent.find_field(name);
}

}  // namespace sangam::graphql
