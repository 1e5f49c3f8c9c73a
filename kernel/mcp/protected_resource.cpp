#include "kernel/mcp/protected_resource.h"

#include "base/json_text.h"

namespace sangam::mcp {

bool is_metadata_path(std::string_view path) noexcept {
  if (!path.starts_with(kMetadataPath)) return false;
  const auto rest = path.substr(kMetadataPath.size());
  return rest.empty() || rest == kPath;
}

std::string resource_metadata(const std::string& public_url, std::string_view title) {
  std::string document = R"({"resource":)";
  append_json_string(public_url + std::string(kPath), document);
  document += R"(,"authorization_servers":[)";
  append_json_string(public_url, document);
  document += R"(],"bearer_methods_supported":["header"],"resource_name":)";
  append_json_string(title, document);
  document += R"(,"resource_documentation":)";
  append_json_string(public_url + "/docs/guides/mcp", document);
  return document + "}";
}

std::string challenge(const std::string& public_url, bool wrong) {
  std::string value = "Bearer ";
  if (wrong) value += R"(error="invalid_token", )";
  return value + R"(resource_metadata=")" + public_url + std::string(kMetadataPath) +
         std::string(kPath) + "\"";
}

}  // namespace sangam::mcp
