#include "kernel/api/openapi.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>
#include <stdexcept>

#include "kernel/api/dated_reply.h"
#include "kernel/api/openapi_responses.h"
#include "kernel/api/request_fields.h"
#include "kernel/api/rest_handler.h"

namespace sangam::api {

namespace json = boost::json;

namespace {

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

// A list can be sorted by what its operation declares, either way round.
json::object sort_schema(const Operation& operation) {
  json::array names;
  for (const auto name : operation.sorts) {
    names.emplace_back(name);
    names.emplace_back("-" + std::string(name));
  }
  return {{"type", "string"}, {"enum", std::move(names)}, {"default", operation.sorts.front()}};
}

json::object parameter(const Operation& operation, const RequestField& place, SchemaSet& schemas) {
  const auto& field = *place.field;
  const bool sort = field.name == "sort" && place.place == Place::query && !operation.sorts.empty();
  json::object parameter{{"name", field.name}, {"in", name(place.place)}};
  if (!field.text.empty()) parameter["description"] = field.text;
  if (must_be_given(place)) parameter["required"] = true;
  parameter["schema"] =
      sort ? sort_schema(operation) : schemas.schema(*field.type, Direction::request);
  return parameter;
}

json::array parameters_of(const Operation& operation, SchemaSet& schemas) {
  json::array parameters;
  for (const auto& place : request_fields(operation))
    if (place.place != Place::body) parameters.push_back(parameter(operation, place, schemas));
  if (writes(operation.kind)) parameters.push_back(reference("parameters", "IdempotencyKey"));
  if (takes_if_match(operation)) parameters.push_back(reference("parameters", "IfMatch"));
  if (!operation.reply_changes.empty()) parameters.push_back(reference("parameters", "Version"));
  return parameters;
}

void add_request_body(const Operation& operation, SchemaSet& schemas, json::object& out) {
  json::object content;
  bool required = true;
  if (operation.kind == Kind::upload) {
    content[operation.media_type] = json::object{{"schema", json::object{{"type", "string"}}}};
  } else {
    const auto fields = request_fields(operation);
    if (std::ranges::find(fields, Place::body, &RequestField::place) == fields.end()) return;
    required = std::ranges::any_of(fields, [](const RequestField& field) {
      return field.place == Place::body && must_be_given(field);
    });
    content["application/json"] = json::object{{"schema", schemas.body_schema(operation)}};
  }
  out["requestBody"] = json::object{{"required", required}, {"content", std::move(content)}};
}

json::array security_of(const Operation& operation) {
  json::array security;
  if (operation.audience == Audience::everyone) return security;
  security.push_back(json::object{{"apiKey", json::array{}}});
  security.push_back(json::object{{"session", json::array{}}});
  return security;
}

// Newest first: what somebody who comes back after a while wants to read.
json::array describe_changes(const Operation& operation) {
  json::array changes;
  for (auto change = operation.reply_changes.rbegin(); change != operation.reply_changes.rend();
       ++change) {
    std::string day;
    change->day.format(day);
    changes.push_back(json::object{{"day", day}, {"text", change->text}});
  }
  return changes;
}

json::object describe_operation(const Operation& operation, const std::string& tag,
                                SchemaSet& schemas) {
  json::object out{{"operationId", operation.name},
                   {"summary", operation.summary.empty() ? operation.name : operation.summary}};
  if (!operation.description.empty()) out["description"] = operation.description;
  out["tags"] = json::array{tag};
  if (!operation.deprecated.empty()) {
    out["deprecated"] = true;
    out["x-deprecated"] = operation.deprecated;
  }
  out["x-kind"] = name(operation.kind);
  out["x-audience"] = name(operation.audience);
  if (!operation.permission.empty()) out["x-permission"] = operation.permission;
  if (operation.step_up) out["x-step-up"] = true;
  out["x-data-class"] = name(operation.data);
  out["x-since"] = operation.since;
  if (!operation.reply_changes.empty()) out["x-reply-changes"] = describe_changes(operation);
  out["security"] = security_of(operation);
  if (auto parameters = parameters_of(operation, schemas); !parameters.empty())
    out["parameters"] = std::move(parameters);
  add_request_body(operation, schemas, out);
  out["responses"] = responses_of(operation, schemas);
  return out;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

json::object describe_tag(const Module& module) {
  std::string text = "Operations of the module " + module.name();
  // The part before the verb: ledger.accounts of ledger.accounts.open.
  std::set<std::string> resources;
  for (const auto& operation : module.operations())
    resources.insert(operation.name.substr(0, operation.name.rfind('.')));
  const char* separator = ": ";
  for (const auto& resource : resources) {
    text += separator + resource;
    separator = ", ";
  }
  return {{"name", module.name()}, {"description", text}};
}

json::object shared_parameters() {
  return {{"IdempotencyKey",
           json::object{{"name", "Idempotency-Key"},
                        {"in", "header"},
                        {"description",
                         "Makes repeating safe: 1 to 255 visible ASCII characters, yours "
                         "alone for this operation, remembered for 24 hours"},
                        {"schema", json::object{{"type", "string"},
                                                {"pattern", "^[!-~]+$"},
                                                {"minLength", 1},
                                                {"maxLength", 255}}}}},
          {"IfMatch", json::object{{"name", "If-Match"},
                                   {"in", "header"},
                                   {"description", "The ETag that the resource must still have"},
                                   {"schema", json::object{{"type", "string"}}}}},
          {"Version",
           json::object{{"name", kVersionField},
                        {"in", "header"},
                        {"description",
                         "The day for which you were written: the reply has the form of that day"},
                        {"schema", json::object{{"type", "string"}, {"format", "date"}}}}}};
}

json::object security_schemes() {
  return {{"apiKey", json::object{{"type", "http"},
                                  {"scheme", "bearer"},
                                  {"description", "An API key: sk_ and its secret part"}}},
          {"session",
           json::object{{"type", "apiKey"},
                        {"in", "cookie"},
                        {"name", "sangam_session"},
                        {"description", "A browser's session; writes also need our own Origin"}}}};
}

json::object describe_info(const ApiInfo& info) {
  return {{"title", info.title},
          {"version", info.version},
          {"description", info.description},
          {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
}

json::object describe_doors(const ApiInfo& info) {
  json::object doors;
  for (const auto& [name, path] : info.doors)
    doors[name] = path;
  return doors;
}

// Shared responses and parameters that no operation refers to would be noise.
void keep_used(std::string_view kind, const std::string& paths, json::object& components) {
  auto& entries = components[kind].as_object();
  for (auto entry = entries.begin(); entry != entries.end();) {
    const auto target =
        "\"#/components/" + std::string(kind) + "/" + std::string(entry->key()) + "\"";
    if (paths.find(target) == std::string::npos) entry = entries.stable_erase(entry);
    else ++entry;
  }
}

json::object components_of(const SchemaSet& schemas, const json::object& paths) {
  auto all_schemas = schemas.components();
  for (auto& [name, schema] : shared_schemas())
    if (!all_schemas.emplace(name, schema).second)
      throw std::logic_error("a struct has the name of a shared schema: " + std::string(name));
  json::object components{{"schemas", std::move(all_schemas)},
                          {"responses", shared_responses()},
                          {"parameters", shared_parameters()},
                          {"headers", reply_headers()},
                          {"securitySchemes", security_schemes()}};
  const auto text = json::serialize(paths);
  keep_used("responses", text, components);
  keep_used("parameters", text, components);
  keep_used("headers", text + json::serialize(components["responses"]), components);
  return components;
}

std::vector<const Operation*> operations_of(std::span<const Module* const> modules) {
  std::vector<const Operation*> operations;
  for (const auto* module : modules)
    for (const auto& operation : module->operations())
      operations.push_back(&operation);
  return operations;
}

}  // namespace

std::string openapi_document(std::span<const Module* const> modules, const ApiInfo& info) {
  SchemaSet schemas(operations_of(modules));
  std::set<std::string_view> names;
  json::array tags;
  json::object paths;
  for (const auto* module : modules) {
    tags.push_back(describe_tag(*module));
    for (const auto& operation : module->operations()) {
      const auto method = lower_case(http::name(operation.method));
      if (!names.insert(operation.name).second)
        throw std::logic_error("two operations are named " + operation.name);
      auto& path = paths.emplace(operation.path, json::object{}).first->value().as_object();
      if (!path.emplace(method, describe_operation(operation, module->name(), schemas)).second)
        throw std::logic_error("two operations at " + operation.path);
    }
  }
  json::object document{{"openapi", "3.1.0"},
                        {"info", describe_info(info)},
                        {"servers", json::array{json::object{{"url", kApiPrefix}}}},
                        {"tags", std::move(tags)}};
  if (!info.doors.empty()) document["x-doors"] = describe_doors(info);
  auto components = components_of(schemas, paths);
  document["paths"] = std::move(paths);
  document["components"] = std::move(components);
  return json::serialize(document);
}

}  // namespace sangam::api
