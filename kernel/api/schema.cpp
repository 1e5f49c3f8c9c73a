#include "kernel/api/schema.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/value_from.hpp>
#include <limits>
#include <map>
#include <stdexcept>

#include "base/asset.h"
#include "kernel/api/rest_input.h"

namespace sangam::api {

namespace json = boost::json;

namespace {

json::object reference_to(std::string_view name) {
  return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

json::array names_array(std::span<const std::string_view> names) {
  json::array array;
  for (const auto name : names)
    array.emplace_back(name);
  return array;
}

// Limits at the ends of int64 say nothing that the format does not.
void add_bounds(const Facts& facts, json::object& schema) {
  if (facts.minimum && *facts.minimum != std::numeric_limits<std::int64_t>::min())
    schema["minimum"] = *facts.minimum;
  if (facts.maximum && *facts.maximum != std::numeric_limits<std::int64_t>::max())
    schema["maximum"] = *facts.maximum;
}

json::object text_schema(const Facts& facts) {
  json::object schema{{"type", "string"}};
  if (!facts.format.empty()) schema["format"] = facts.format;
  if (!facts.pattern.empty()) schema["pattern"] = facts.pattern;
  if (facts.min_length && *facts.min_length > 0) schema["minLength"] = *facts.min_length;
  if (facts.max_length) schema["maxLength"] = *facts.max_length;
  if (!facts.values.empty()) schema["enum"] = names_array(facts.values);
  if (!facts.example.empty()) schema["examples"] = json::array{facts.example};
  return schema;
}

json::object number_schema(const Type& type) {
  const bool whole = type.shape == Shape::integer;
  json::object schema{{"type", whole ? "integer" : "number"}};
  schema["format"] = !type.facts.format.empty() ? type.facts.format : whole ? "int64" : "double";
  add_bounds(type.facts, schema);
  return schema;
}

}  // namespace

struct SchemaSet::Components {
  std::map<std::string, json::object> by_name;

  // A struct met again must have the schema it had: two structs of one name would differ.
  void add(const std::string& name, json::object schema) {
    const auto [place, added] = by_name.try_emplace(name, schema);
    if (!added && place->second != schema)
      throw std::logic_error("two different structs are described as " + name);
  }
};

SchemaSet::SchemaSet(std::span<const Operation* const> operations)
    : components_(std::make_unique<Components>()) {
  for (const auto* operation : operations)
    if (operation->output) note_replied(*operation->output);
}

SchemaSet::~SchemaSet() = default;

void SchemaSet::note_replied(const Type& type) {
  if (type.inner) note_replied(*type.inner);
  if (type.shape != Shape::object) return;
  if (!type.name.empty() && !replied_.insert(type.name).second) return;
  for (const auto& field : type.fields())
    note_replied(*field.type);
}

json::object SchemaSet::schema(const Type& type, Direction direction) {
  switch (type.shape) {
    case Shape::boolean:
      return {{"type", "boolean"}};
    case Shape::integer:
    case Shape::number:
      return number_schema(type);
    case Shape::text:
      return text_schema(type.facts);
    case Shape::amount:
      return amount_schema(type);
    case Shape::document:
      return {{"type", "object"}};
    case Shape::optional:
      return schema(*type.inner, direction);
    case Shape::list: {
      json::object list{{"type", "array"}, {"items", schema(*type.inner, direction)}};
      if (direction == Direction::request) list["maxItems"] = type.max_items;
      return list;
    }
    case Shape::object:
      return type.name.empty() ? object_schema(type, direction, {})
                               : named_schema(type, direction, {});
  }
  return {};
}

json::object SchemaSet::field_schema(const Field& field, Direction direction) {
  auto schema = this->schema(*field.type, direction);
  if (!field.text.empty()) schema["description"] = field.text;
  return schema;
}

json::object SchemaSet::body_schema(const Operation& operation) {
  return named_schema(*operation.input, Direction::request, path_parameters(operation.path));
}

json::object SchemaSet::object_schema(const Type& type, Direction direction,
                                      std::span<const std::string_view> skip) {
  json::object properties;
  json::array required;
  for (const auto& field : type.fields()) {
    if (std::ranges::find(skip, field.name) != skip.end()) continue;
    properties[field.name] = field_schema(field, direction);
    if (field.required()) required.emplace_back(field.name);
  }
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  if (direction == Direction::request) schema["additionalProperties"] = false;
  return schema;
}

json::object SchemaSet::named_schema(const Type& type, Direction direction,
                                     std::span<const std::string_view> skip) {
  std::string name(type.name);
  if (direction == Direction::request && replied_.contains(type.name)) name += "Input";
  components_->add(name, object_schema(type, direction, skip));
  return reference_to(name);
}

// An amount is a value of two members for good, so requests and replies share one closed schema.
json::object SchemaSet::amount_schema(const Type& type) {
  const std::string_view example = type.facts.example;
  const auto space = example.find(' ');
  json::object amount{{"type", "string"},
                      {"description", "A decimal number as text: JSON numbers lose digits"},
                      {"pattern", type.facts.pattern},
                      {"examples", json::array{example.substr(0, space)}}};
  auto asset = text_schema(AssetCode::kFacts);
  asset["description"] = "ISO 4217 code, or the code of a registered asset";
  components_->add(
      "Amount",
      {{"type", "object"},
       {"description", "A number of units of an asset, exactly"},
       {"properties", json::object{{"amount", std::move(amount)}, {"asset", std::move(asset)}}},
       {"required", json::array{"amount", "asset"}},
       {"additionalProperties", false}});
  return reference_to("Amount");
}

json::object SchemaSet::components() const {
  json::object all;
  for (const auto& [name, schema] : components_->by_name)
    all[name] = schema;
  return all;
}

}  // namespace sangam::api
