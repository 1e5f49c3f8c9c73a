#include <algorithm>

#include "engines/graphql/coerce.h"
#include "engines/graphql/coerce_leaf.h"

namespace sangam::graphql {

namespace {

using Result = std::expected<std::optional<Value>, Refusal>;

Result refuse(const Literal& literal, std::string message) {
  return std::unexpected(
      Refusal{.path = {}, .message = std::move(message), .position = literal.position});
}

Result refuse_part(const std::string& step, Refusal refusal) {
  refusal.path.insert(0, step);
  return std::unexpected(std::move(refusal));
}

Result coerce_variable(const Literal& literal, const Type& type, const Variables& variables) {
  const auto found = variables.find(literal.text);
  if (found == variables.end()) return std::nullopt;
  // Rules of validation let a nullable variable stand here when one of both has a default.
  if (found->second.is_null() && type.is_non_null())
    return refuse(literal, to_text(type) + " does not take null, which the variable '$" +
                               std::string(literal.text) + "' is.");
  return found->second;
}

Result coerce_list(const Literal& literal, const Type& element, const Variables& variables) {
  Value::List list;
  if (literal.kind != LiteralKind::list) {
    auto only = coerce_literal(literal, element, variables);
    if (!only) return only;
    list.push_back(*std::move(*only));
    return list;
  }
  for (const auto& one : literal.elements) {
    auto coerced = coerce_literal(one, element, variables);
    const auto step = "[" + std::to_string(list.size()) + "]";
    if (!coerced) return refuse_part(step, std::move(coerced.error()));
    if (!*coerced && element.is_non_null())
      return refuse_part(step,
                         {.path = {},
                          .message = to_text(element) + " needs a value, and the variable '$" +
                                     std::string(one.text) + "' has none.",
                          .position = one.position});
    list.push_back(std::move(*coerced).value_or(Value()));
  }
  return list;
}

Result coerce_object(const Literal& literal, const NamedType& type, const Variables& variables) {
  if (literal.kind != LiteralKind::object) return refuse(literal, type.name + " takes an object.");
  std::vector<const Argument*> found(type.input_fields.size());
  for (const auto& member : literal.members) {
    const auto* field = type.find_input_field(member.name.text);
    if (field == nullptr)
      return refuse(literal, type.name + " has no field '" + std::string(member.name.text) + "'.");
    found[static_cast<std::size_t>(field - type.input_fields.data())] = &member;
  }
  Value::Object made;
  for (std::size_t n = 0; n < found.size(); ++n) {
    const auto& field = type.input_fields[n];
    std::optional<Value> value;
    if (found[n] != nullptr) {
      auto coerced = coerce_literal(found[n]->value, field.type, variables);
      if (!coerced) return refuse_part("." + field.name, std::move(coerced.error()));
      value = *std::move(coerced);
    }
    if (!value) value = field.coerced_default;
    if (value) made.push_back({.name = field.name, .value = *std::move(value)});
    else if (field.type.is_non_null())
      return refuse(literal, "The field '" + field.name + "' of " + type.name + " is required.");
  }
  return made;
}

}  // namespace

std::expected<std::optional<Value>, Refusal> coerce_literal(const Literal& literal,
                                                            const Type& type,
                                                            const Variables& variables) {
  if (literal.kind == LiteralKind::variable) return coerce_variable(literal, type, variables);
  if (literal.kind == LiteralKind::null) {
    if (type.is_non_null()) return refuse(literal, to_text(type) + " does not take null.");
    return Value();
  }
  const auto nullable = type.nullable();
  if (nullable.is_list()) return coerce_list(literal, nullable.inside(), variables);
  if (nullable.named->kind == TypeKind::input_object)
    return coerce_object(literal, *nullable.named, variables);
  auto leaf = coerce_leaf(*nullable.named, literal, variables);
  if (!leaf) return refuse(literal, std::move(leaf.error()));
  return *std::move(leaf);
}

}  // namespace sangam::graphql
