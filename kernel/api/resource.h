#pragma once

// Resources: how an id becomes the thing it names, anywhere and for many ids at once. A module
// declares one batch loader a resource; whoever holds ids (a reply with links, a search field, an
// agent) resolves all ids of one kind in one statement.
//
//   module.resource<&Accounts::load_many>("account", accounts).permission("ledger.accounts:read");
//
// The loader is `Task<std::vector<Account>> f(Call&, std::vector<AccountId>)`: those found, in any
// order. Account has a field `id`.

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "kernel/api/call.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

struct LoadedResource {
  Uuid id;
  std::string json;
};

struct Resource {
  std::string name;            // "account"
  std::string_view id_prefix;  // "acct"
  std::string permission;
  const Type* type = nullptr;
  void* service = nullptr;
  Task<std::vector<LoadedResource>> (*load)(void* service, Call& call,
                                            std::vector<Uuid> ids) = nullptr;
};

// Finishes the declaration of one resource.
class ResourceBuilder {
 public:
  explicit ResourceBuilder(Resource& resource) : resource_(resource) {}
  ResourceBuilder& permission(std::string permission) {
    resource_.permission = std::move(permission);
    return *this;
  }

 private:
  Resource& resource_;
};

namespace detail {

template <class Loader>
struct LoaderTraits;
template <class S, class T, class R>
struct LoaderTraits<Task<std::vector<T>> (S::*)(Call&, std::vector<Id<R>>)> {
  using Service = S;
  using Value = T;
  using Named = R;
};

template <auto kLoad>
Task<std::vector<LoadedResource>> load_bound(void* service, Call& call, std::vector<Uuid> ids) {
  using Traits = LoaderTraits<decltype(kLoad)>;
  std::vector<Id<typename Traits::Named>> typed;
  for (const auto& id : ids)
    typed.push_back({id});
  auto* self = static_cast<typename Traits::Service*>(service);
  const auto values = co_await (self->*kLoad)(call, std::move(typed));
  std::vector<LoadedResource> loaded;
  for (const auto& value : values)
    loaded.push_back({value.id.value, to_json(value)});
  co_return loaded;
}

}  // namespace detail

}  // namespace sangam::api
