#include <algorithm>

#include "engines/graphql/coerce.h"
#include "engines/graphql/coerce_leaf.h"

namespace sangam::graphql {

namespace {

using Result = std::expected<Value, Refusal>;

Result refuse(std::string message) {
  return std::unexpected(Refusal{.path = {}, .message = std::move(message)});
}

// The refusal of a part as one of the whole.
Result refuse_part(const std::string& step, Refusal refusal) {
  refusal.path.insert(0, step);
  return std::unexpected(std::move(refusal));
}

Result coerce_list(const Value& given, const Type& element) {
  Value::List list;
  const auto* elements = given.get<Value::List>();
  if (elements == nullptr) {
    auto only = coerce_value(given, element);
    if (!only) return only;
    list.push_back(*std::move(only));
    return list;
  }
  list.reserve(elements->size());
  for (const auto& one : *elements) {
    auto coerced = coerce_value(one, element);
    if (!coerced)
      return refuse_part("[" + std::to_string(list.size()) + "]", std::move(coerced.error()));
    list.push_back(*std::move(coerced));
  }
  return list;
}

Result coerce_object(const Value& given, const NamedType& type) {
  const auto* object = given.get<Value::Object>();
  if (object == nullptr) return refuse(type.name + " takes an object, not " + shown(given) + ".");
  std::vector<const Value*> found(type.input_fields.size());
  for (const auto& member : *object) {
    const auto* field = type.find_input_field(member.name);
    if (field == nullptr)
      return refuse(type.name + " has no field " + shown_text(member.name) + ".");
    found[static_cast<std::size_t>(field - type.input_fields.data())] = &member.value;
  }
  Value::Object made;
  for (std::size_t n = 0; n < found.size(); ++n) {
    const auto& field = type.input_fields[n];
    if (found[n] == nullptr) {
      if (field.coerced_default)
        made.push_back({.name = field.name, .value = *field.coerced_default});
      else if (field.type.is_non_null())
        return refuse("The field '" + field.name + "' of " + type.name + " is required.");
      continue;
    }
    auto coerced = coerce_value(*found[n], field.type);
    if (!coerced) return refuse_part("." + field.name, std::move(coerced.error()));
    made.push_back({.name = field.name, .value = *std::move(coerced)});
  }
  return made;
}

}  // namespace

std::expected<Value, Refusal> coerce_value(const Value& given, const Type& type) {
  if (type.is_non_null()) {
    if (given.is_null()) return refuse(to_text(type) + " does not take null.");
    return coerce_value(given, type.nullable());
  }
  if (given.is_null()) return Value();
  if (type.is_list()) return coerce_list(given, type.inside());
  if (type.named->kind == TypeKind::input_object) return coerce_object(given, *type.named);
  auto leaf = coerce_leaf(*type.named, given);
  if (!leaf) return refuse(std::move(leaf.error()));
  return *std::move(leaf);
}

}  // namespace sangam::graphql
