#include "engines/graphql/print_value.h"

#include <optional>

namespace sangam::graphql {

namespace {

// `type` may be null: of what is inside a custom scalar nothing is known.
void append(const Value& value, const Type* type, std::string& out) {
  if (const auto* list = value.get<Value::List>()) {
    const auto element = type != nullptr && type->nullable().is_list()
                             ? std::optional(type->nullable().inside())
                             : std::nullopt;
    out += '[';
    for (const auto& one : *list) {
      if (&one != list->data()) out += ", ";
      append(one, element ? &*element : nullptr, out);
    }
    out += ']';
    return;
  }
  if (const auto* object = value.get<Value::Object>()) {
    out += '{';
    for (const auto& member : *object) {
      if (&member != object->data()) out += ", ";
      (out += member.name) += ": ";
      const auto* field = type == nullptr ? nullptr : type->named->find_input_field(member.name);
      append(member.value, field == nullptr ? nullptr : &field->type, out);
    }
    out += '}';
    return;
  }
  const auto* text = value.get<std::string>();
  if (text != nullptr && type != nullptr && type->named->kind == TypeKind::enumeration)
    out += *text;
  else out += to_json(value);
}

}  // namespace

std::string print(const Value& value, const Type& type) {
  std::string out;
  append(value, &type, out);
  return out;
}

}  // namespace sangam::graphql
