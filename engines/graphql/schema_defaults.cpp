// Defaults of arguments and input fields, as they arrive. A default of an input object may need
// those of its fields, which come first.

#include <algorithm>

#include "engines/graphql/coerce.h"
#include "engines/graphql/schema_builder.h"

namespace sangam::graphql {

namespace {

bool has_object(const Value& value) {
  if (value.is<Value::Object>()) return true;
  const auto* list = value.get<Value::List>();
  return list != nullptr && std::ranges::any_of(*list, has_object);
}

}  // namespace

void SchemaBuilder::coerce_defaults() {
  defaults_.resize(parts_->types.size());
  for (auto& type : parts_->types) {
    coerce_defaults_of(type);
    for (auto& field : type.fields)
      for (auto& argument : field.arguments)
        coerce_default(type.name + "." + field.name + "." + argument.name, argument);
  }
  for (auto& directive : parts_->directives)
    for (auto& argument : directive.arguments)
      coerce_default("@" + directive.name + "." + argument.name, argument);
  for (auto* field : {&parts_->schema_field, &parts_->type_field})
    for (auto& argument : field->arguments)
      coerce_default(field->name + "." + argument.name, argument);
}

// Recurses as deep as types of defaults nest; each type once.
void SchemaBuilder::coerce_defaults_of(NamedType& type) {
  auto& progress = defaults_[type.number];
  if (progress != Progress::none) return;
  progress = Progress::under_way;
  for (auto& field : type.input_fields)
    coerce_default(type.name + "." + field.name, field);
  defaults_[type.number] = Progress::done;
}

void SchemaBuilder::coerce_default(const std::string& place, InputDefinition& input) {
  if (!input.default_value) return;
  const auto* named = input.type.named;
  if (named->kind == TypeKind::input_object && has_object(*input.default_value)) {
    if (defaults_[named->number] == Progress::under_way)
      return complain(place + ": its default needs itself.");
    coerce_defaults_of(*types_.at(named->name));
  }
  auto coerced = coerce_value(*input.default_value, input.type);
  if (coerced) input.coerced_default = *std::move(coerced);
  else
    complain(place + coerced.error().path + ": its default is not valid. " +
             coerced.error().message);
}

}  // namespace sangam::graphql
