#pragma once

// ResourceDirectory: all declared resources, and the operation that resolves ids of any kind.

#include <span>

#include "base/scalars.h"
#include "base/text.h"
#include "kernel/api/module.h"

namespace sangam::api {

// JSON that is passed on as it is.
struct JsonValue {
  static constexpr Shape kShape = Shape::document;
  static constexpr Facts kFacts{};
  std::string text = "null";
  static Verdict parse(std::string_view, JsonValue&) {
    return Fault{"wrong_type", "is for replies only"};
  }
  void format(std::string& out) const { out += text; }
};

struct ResolveResources {
  std::vector<Text<3, 64>> id;
};
SANGAM_DESCRIBE(ResolveResources, (id, "1 to 100 ids, of any kinds; repeat the parameter"))

struct ResolvedResource {
  std::string id;
  std::string kind;
  JsonValue value;
};
SANGAM_DESCRIBE(ResolvedResource, (id, "The id"), (kind, "What it names: account, transfer, …"),
                (value, "The resource, as its own operation would give it"))

struct ResolvedResources {
  std::vector<ResolvedResource> items;
};
SANGAM_DESCRIBE(ResolvedResources, (items, "Those that exist and that you may read"))

// Immutable once filled; any thread.
class ResourceDirectory {
 public:
  static constexpr std::size_t kMaxIds = 100;

  // Throws std::logic_error when two resources share a prefix.
  void add(std::span<const Module* const> modules);
  // One statement a kind, whatever the number of ids. Ids of an unknown kind are refused; those
  // that name nothing, or nothing the caller may read, are left out.
  Task<ResolvedResources> resolve(Call& call, ResolveResources request);

 private:
  const Resource* find(std::string_view id) const;
  std::vector<const Resource*> resources_;
};

void declare_resources(Module& module, ResourceDirectory& directory);

}  // namespace sangam::api
