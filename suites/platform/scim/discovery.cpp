#include "suites/platform/scim/discovery.h"

#include <boost/json.hpp>

#include "suites/platform/scim/attribute.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::string_view kConfigSchema =
    "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
constexpr std::string_view kTypeSchema = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
constexpr std::string_view kSchemaSchema = "urn:ietf:params:scim:schemas:core:2.0:Schema";
constexpr std::string_view kListSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

constexpr const ResourceKind* kKinds[] = {&kUserKind, &kGroupKind};

json::array words(std::string_view text) {
  json::array list;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    list.push_back(json::string(word));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return list;
}

std::string_view text_of(AttributeType type) {
  switch (type) {
    case AttributeType::boolean:
      return "boolean";
    case AttributeType::date_time:
      return "dateTime";
    case AttributeType::reference:
      return "reference";
    case AttributeType::complex:
      return "complex";
    case AttributeType::string:
      break;
  }
  return "string";
}

std::string_view text_of(Mutability mutability) {
  if (mutability == Mutability::read_only) return "readOnly";
  return mutability == Mutability::immutable ? "immutable" : "readWrite";
}

json::array describe(std::span<const Attribute> attributes) {
  json::array list;
  for (const auto& attribute : attributes) {
    json::object one{{"name", attribute.name},
                     {"type", text_of(attribute.type)},
                     {"multiValued", attribute.multi_valued},
                     {"description", attribute.description},
                     {"required", attribute.required},
                     {"mutability", text_of(attribute.mutability)},
                     {"returned", "default"}};
    if (attribute.type == AttributeType::string || attribute.type == AttributeType::reference) {
      one["caseExact"] = attribute.case_exact;
      one["uniqueness"] = attribute.uniqueness == Uniqueness::server ? "server" : "none";
    }
    if (!attribute.canonical.empty()) one["canonicalValues"] = words(attribute.canonical);
    if (!attribute.refers_to.empty()) one["referenceTypes"] = words(attribute.refers_to);
    if (!attribute.parts.empty()) one["subAttributes"] = describe(attribute.parts);
    list.push_back(std::move(one));
  }
  return list;
}

json::object schema_of(const std::string& base, std::string_view id, std::string_view name,
                       std::string_view description, std::span<const Attribute> attributes) {
  return {
      {"schemas", json::array{kSchemaSchema}},
      {"id", id},
      {"name", name},
      {"description", description},
      {"attributes", describe(attributes)},
      {"meta", {{"resourceType", "Schema"}, {"location", base + "/Schemas/" + std::string(id)}}}};
}

json::array all_schemas(const std::string& base) {
  json::array list;
  for (const auto* kind : kKinds) {
    list.push_back(schema_of(base, kind->schema, kind->name, kind->description, kind->attributes));
    if (const auto* more = kind->extension)
      list.push_back(
          schema_of(base, more->schema, more->name, more->description, more->attributes));
  }
  return list;
}

json::array all_types(const std::string& base) {
  json::array list;
  for (const auto* kind : kKinds) {
    json::object one{{"schemas", json::array{kTypeSchema}},
                     {"id", kind->name},
                     {"name", kind->name},
                     {"endpoint", kind->endpoint},
                     {"description", kind->description},
                     {"schema", kind->schema},
                     {"meta",
                      {{"resourceType", "ResourceType"},
                       {"location", base + "/ResourceTypes/" + std::string(kind->name)}}}};
    if (const auto* more = kind->extension)
      one["schemaExtensions"] =
          json::array{json::object{{"schema", more->schema}, {"required", false}}};
    list.push_back(std::move(one));
  }
  return list;
}

std::string listed(json::array items) {
  const auto total = items.size();
  return json::serialize(json::object{{"schemas", json::array{kListSchema}},
                                      {"totalResults", total},
                                      {"startIndex", 1},
                                      {"itemsPerPage", total},
                                      {"Resources", std::move(items)}});
}

std::optional<std::string> found(const json::array& items, std::string_view id) {
  for (const auto& item : items)
    if (item.get_object().at("id") == json::value(id)) return json::serialize(item);
  return std::nullopt;
}

}  // namespace

std::string service_provider_config(const std::string& base) {
  const json::object config{
      {"schemas", json::array{kConfigSchema}},
      {"documentationUri", base.substr(0, base.rfind("/scim/v2")) + "/docs/guides/scim"},
      {"patch", {{"supported", true}}},
      {"bulk",
       {{"supported", true},
        {"maxOperations", kBulkOperationsMost},
        {"maxPayloadSize", kBodyMost}}},
      {"filter", {{"supported", true}, {"maxResults", ListQuery::kCountMost}}},
      {"changePassword", {{"supported", false}}},
      {"sort", {{"supported", true}}},
      {"etag", {{"supported", true}}},
      {"authenticationSchemes",
       json::array{json::object{{"type", "oauthbearertoken"},
                                {"name", "Token of the directory"},
                                {"description", "Authorization: Bearer scim_…"},
                                {"primary", true}}}},
      {"meta",
       {{"resourceType", "ServiceProviderConfig"}, {"location", base + "/ServiceProviderConfig"}}}};
  return json::serialize(config);
}

std::string resource_types(const std::string& base) { return listed(all_types(base)); }

std::optional<std::string> resource_type(const std::string& base, std::string_view id) {
  return found(all_types(base), id);
}

std::string schemas(const std::string& base) { return listed(all_schemas(base)); }

std::optional<std::string> schema(const std::string& base, std::string_view id) {
  return found(all_schemas(base), id);
}

}  // namespace sangam::suites::platform::scim
