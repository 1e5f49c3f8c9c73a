#include "suites/platform/scim/service_reply.h"

#include "suites/platform/scim/discovery.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

std::string required(std::optional<std::string> text) {
  if (!text) throw not_found();
  return std::move(*text);
}

}  // namespace

http::Response scim_response(int status, std::string json) {
  http::Response response(status, kMediaType, std::move(json));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

http::Response resource_response(int status, Resource resource) {
  auto response = scim_response(status, std::move(resource.json));
  response.headers.add("ETag", resource.version);
  if (status == 201) response.headers.add("Location", resource.location);
  return response;
}

std::string list_json(const ResourceList& list, std::int64_t start) {
  std::string json = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"])";
  json += R"(,"totalResults":)" + std::to_string(list.total);
  json += R"(,"startIndex":)" + std::to_string(start);
  json += R"(,"itemsPerPage":)" + std::to_string(list.items.size());
  json += R"(,"Resources":[)";
  for (const auto& item : list.items) {
    if (json.back() != '[') json += ',';
    json += item.json;
  }
  return json + "]}";
}

std::optional<std::string> discovery_text(const std::string& base, std::string_view collection,
                                          std::string_view id) {
  if (collection == "ServiceProviderConfig") {
    if (!id.empty()) throw not_found();
    return service_provider_config(base);
  }
  if (collection == "ResourceTypes")
    return id.empty() ? resource_types(base) : required(resource_type(base, id));
  if (collection == "Schemas") return id.empty() ? schemas(base) : required(schema(base, id));
  return std::nullopt;
}

}  // namespace sangam::suites::platform::scim
