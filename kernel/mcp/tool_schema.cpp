#include "kernel/mcp/tool_schema.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kernel/api/rest_input.h"
#include "kernel/api/schema.h"

namespace sangam::mcp {

namespace json = boost::json;

using api::Direction;
using api::Kind;
using http::Method;

namespace {

constexpr std::string_view kComponents = "#/components/schemas/";
constexpr std::string_view kOwn = "#/$defs/";
constexpr int kCreated = 201;

// A schema that stands alone has what it refers to under $defs.
void refer_to_own(json::value& value) {
  if (auto* list = value.if_array()) {
    for (auto& item : *list)
      refer_to_own(item);
    return;
  }
  auto* object = value.if_object();
  if (!object) return;
  for (auto& [key, member] : *object) {
    auto* text = member.if_string();
    if (key != "$ref" || !text) {
      refer_to_own(member);
      continue;
    }
    const std::string_view to(text->data(), text->size());
    if (to.starts_with(kComponents))
      member = std::string(kOwn) + std::string(to.substr(kComponents.size()));
  }
}

json::object alone(json::object schema, json::object components) {
  if (!components.empty()) schema["$defs"] = std::move(components);
  json::value value = std::move(schema);
  refer_to_own(value);
  return std::move(value.get_object());
}

// Where the request travels in path and query, structs inside it are flat, as they are there, and
// a list of which nothing is said is empty.
void collect_flat(const Type& type, api::SchemaSet& schemas, json::object& properties,
                  json::array& required) {
  for (const auto& field : type.fields()) {
    if (field.type->shape == Shape::object) {
      collect_flat(*field.type, schemas, properties, required);
      continue;
    }
    properties[field.name] = schemas.field_schema(field, Direction::request);
    if (field.required() && field.type->shape != Shape::list) required.emplace_back(field.name);
  }
}

json::object flat_schema(const api::Operation& operation, api::SchemaSet& schemas) {
  json::object properties;
  json::array required;
  collect_flat(*operation.input, schemas, properties, required);
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

// The struct itself, not a reference to it: clients show its properties.
json::object body_schema(const api::Operation& operation, json::object& components,
                         api::SchemaSet& schemas) {
  auto schema = schemas.schema(*operation.input, Direction::request);
  components = schemas.components();
  const auto* reference = schema.if_contains("$ref");
  if (!reference) return schema;
  const std::string name(std::string_view(reference->as_string()).substr(kComponents.size()));
  auto own = std::move(components.at(name).as_object());
  components.erase(name);
  return own;
}

json::object input_schema(const api::Operation& operation) {
  api::SchemaSet schemas({});
  json::object components;
  json::object own;
  if (api::takes_json_body(operation)) {
    own = body_schema(operation, components, schemas);
  } else {
    own = flat_schema(operation, schemas);
    components = schemas.components();
  }
  return alone(std::move(own), std::move(components));
}

json::object problem_schema() {
  const auto text = json::object{{"type", "string"}};
  return {{"type", "object"},
          {"description", "Why it was refused (RFC 9457)"},
          {"properties", json::object{{"code", text},
                                      {"status", json::object{{"type", "integer"}}},
                                      {"detail", text},
                                      {"trace_id", text}}},
          {"required", json::array{"code", "status", "detail"}}};
}

json::object held_schema() {
  return {{"type", "object"},
          {"description", "Kept until somebody else has approved of it"},
          {"properties", json::object{{"approval", json::object{{"type", "object"}}}}},
          {"required", json::array{"approval"}}};
}

json::object output_schema(const api::Operation& operation) {
  api::SchemaSet schemas({});
  json::array forms{schemas.schema(*operation.output, Direction::reply)};
  if (operation.canonical) forms.push_back(held_schema());
  forms.push_back(problem_schema());
  return alone({{"type", "object"}, {"anyOf", std::move(forms)}}, schemas.components());
}

std::string description_of(const api::Operation& operation) {
  std::string text = operation.summary + ".";
  if (!operation.description.empty()) text += " " + operation.description;
  if (operation.needs_approval) text += " Done once somebody else has approved of it.";
  if (!operation.deprecated.empty()) text += " Deprecated: " + operation.deprecated + ".";
  return text;
}

json::object annotations_of(const api::Operation& operation) {
  const auto hints = hints_of(operation);
  json::object annotations{{"title", operation.summary}, {"readOnlyHint", hints.read_only}};
  if (!hints.read_only) {
    annotations["destructiveHint"] = hints.destructive;
    annotations["idempotentHint"] = hints.idempotent;
  }
  annotations["openWorldHint"] = hints.open_world;
  return annotations;
}

}  // namespace

ToolHints hints_of(const api::Operation& operation) noexcept {
  const bool read_only = !api::writes(operation.kind);
  const bool makes_new = operation.method == Method::post && operation.success_status == kCreated;
  return {.read_only = read_only,
          .destructive = !read_only && !makes_new,
          .idempotent = read_only || operation.method == Method::put ||
                        operation.method == Method::remove || operation.keyed_by_content,
          .open_world = operation.kind == Kind::process};
}

std::string card_of(const api::Operation& operation) {
  json::object card{{"name", operation.name},
                    {"title", operation.summary},
                    {"description", description_of(operation)},
                    {"inputSchema", input_schema(operation)}};
  if (operation.output && !operation.output->fields().empty())
    card["outputSchema"] = output_schema(operation);
  card["annotations"] = annotations_of(operation);
  return json::serialize(card);
}

}  // namespace sangam::mcp
