#include "kernel/api/resource_directory.h"

#include <map>
#include <stdexcept>

namespace sangam::api {

namespace {

// The ids of one kind in a request.
struct Batch {
  std::vector<Uuid> ids;
  std::map<Uuid, std::string> texts;
};

}  // namespace

void ResourceDirectory::add(std::span<const Module* const> modules) {
  for (const auto* module : modules)
    for (const auto& resource : module->resources()) {
      if (find(std::string(resource.id_prefix) + "_"))
        throw std::logic_error("two resources with the prefix " + std::string(resource.id_prefix));
      resources_.push_back(&resource);
    }
}

const Resource* ResourceDirectory::find(std::string_view id) const {
  const auto prefix = id.substr(0, id.find('_'));
  for (const auto* resource : resources_)
    if (resource->id_prefix == prefix) return resource;
  return nullptr;
}

Task<ResolvedResources> ResourceDirectory::resolve(Call& call, ResolveResources request) {
  if (request.id.empty() || request.id.size() > kMaxIds)
    throw invalid_field("?id", "wrong_length", "must be given 1 to 100 times");
  std::map<const Resource*, Batch> batches;
  for (const auto& text : request.id) {
    const auto* resource = find(text.str());
    if (!resource)
      throw invalid_field("?id", "unknown_kind", "has a prefix that names no resource");
    Uuid id;
    if (auto fault = sangam::detail::parse_id(resource->id_prefix, text.str(), id))
      throw invalid_field("?id", std::string(fault->code), fault->detail);
    auto& batch = batches[resource];
    if (batch.texts.emplace(id, text.str()).second) batch.ids.push_back(id);
  }
  ResolvedResources reply;
  for (auto& [resource, batch] : batches) {
    if (!call.principal().may(resource->permission)) continue;
    const auto loaded = co_await resource->load(resource->service, call, std::move(batch.ids));
    for (const auto& one : loaded)
      reply.items.push_back({batch.texts.at(one.id), resource->name, {one.json}});
  }
  co_return reply;
}

void declare_resources(Module& module, ResourceDirectory& directory) {
  module.query<&ResourceDirectory::resolve>("resources.resolve", directory)
      .get("/resources")
      .data(DataClass::restricted)
      .summary("Resolve ids of any kind to what they name");
}

}  // namespace sangam::api
