#include "kernel/mcp/declared_resources.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/api/json_document.h"
#include "kernel/mcp/json_rpc.h"
#include "kernel/mcp/operation_tool.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::string_view kScheme = "sangam://";
constexpr std::string_view kJson = "application/json";

class DeclaredResources final : public ResourceSource {
 public:
  DeclaredResources(std::span<const api::Module* const> modules, const api::Operation& resolve,
                    const Services& services)
      : resolve_(resolve), services_(services) {
    for (const auto* module : modules)
      for (const auto& resource : module->resources())
        resources_.push_back(&resource);
  }

  // What a tenant has is not listed: tools find it.
  void list(const api::Identity&, std::vector<std::string>&) const override {}

  void list_templates(const api::Identity& identity,
                      std::vector<std::string>& cards) const override {
    for (const auto* resource : resources_) {
      if (!identity.principal.may(resource->permission)) continue;
      const auto prefix = std::string(resource->id_prefix);
      cards.push_back(json::serialize(json::object{
          {"uriTemplate", std::string(kScheme) + resource->name + "/{id}"},
          {"name", resource->name},
          {"description", "One " + resource->name + " by its id (" + prefix + "_…), as JSON"},
          {"mimeType", kJson}}));
    }
  }

  Task<std::optional<std::string>> read(Conversation& conversation, std::string uri,
                                        bool recorded) const override {
    const auto id = id_in(uri);
    if (id.empty()) co_return std::nullopt;
    const json::object arguments{{"id", json::array{json::string_view(id.data(), id.size())}}};
    api::Reply reply;
    try {
      if (recorded)
        reply = co_await run_operation(resolve_, services_, conversation, arguments, false);
      else reply = co_await look(resolve_, services_, conversation, arguments);
      co_return contents(uri, reply.json);
    } catch (const Error& error) {
      if (error.code != Code::invalid) throw;
    }
    co_return std::nullopt;  // a malformed id names nothing
  }

 private:
  // The id in a URI whose kind is the one of its prefix; empty for any other.
  std::string_view id_in(std::string_view uri) const {
    if (!uri.starts_with(kScheme)) return {};
    uri.remove_prefix(kScheme.size());
    const auto slash = uri.find('/');
    if (slash == std::string_view::npos) return {};
    const auto id = uri.substr(slash + 1);
    for (const auto* resource : resources_)
      if (resource->name == uri.substr(0, slash) && id.starts_with(resource->id_prefix)) return id;
    return {};
  }

  static std::optional<std::string> contents(const std::string& uri, const std::string& reply) {
    const auto document = api::JsonDocument::parse(reply);
    if (!document) return std::nullopt;
    const auto& items = document->root().at("items").as_array();
    if (items.empty()) return std::nullopt;
    return "[" + text_contents(uri, kJson, json::serialize(items.front().at("value"))) + "]";
  }

  std::vector<const api::Resource*> resources_;
  const api::Operation& resolve_;
  const Services& services_;
};

class Documents final : public ResourceSource {
 public:
  explicit Documents(std::vector<Document> documents) : documents_(std::move(documents)) {}

  void list(const api::Identity&, std::vector<std::string>& cards) const override {
    for (const auto& document : documents_)
      cards.push_back(json::serialize(json::object{{"uri", document.uri},
                                                   {"name", document.name},
                                                   {"title", document.title},
                                                   {"description", document.description},
                                                   {"mimeType", document.media_type},
                                                   {"size", document.text.size()}}));
  }
  void list_templates(const api::Identity&, std::vector<std::string>&) const override {}

  Task<std::optional<std::string>> read(Conversation&, std::string uri, bool) const override {
    for (const auto& document : documents_)
      if (document.uri == uri)
        co_return "[" + text_contents(uri, document.media_type, document.text) + "]";
    co_return std::nullopt;
  }

 private:
  const std::vector<Document> documents_;
};

}  // namespace

std::string text_contents(std::string_view uri, std::string_view media_type,
                          std::string_view text) {
  std::string contents = R"({"uri":)";
  append_json_string(uri, contents);
  contents += R"(,"mimeType":)";
  append_json_string(media_type, contents);
  contents += R"(,"text":)";
  append_json_string(text, contents);
  return contents + "}";
}

std::unique_ptr<ResourceSource> make_declared_resources(std::span<const api::Module* const> modules,
                                                        const api::Operation& resolve,
                                                        const Services& services) {
  return std::make_unique<DeclaredResources>(modules, resolve, services);
}

std::unique_ptr<ResourceSource> make_documents(std::vector<Document> documents) {
  return std::make_unique<Documents>(std::move(documents));
}

}  // namespace sangam::mcp
