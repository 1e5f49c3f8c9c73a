#pragma once

// Links: the things that ids in results name, loaded by the batch loaders of their resources
// (kernel/api/resource.h), all of a level at once: one statement a resource.

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "base/task.h"
#include "kernel/api/json_document.h"
#include "kernel/api/resource.h"
#include "kernel/graphql/blueprint.h"
#include "kernel/graphql/services.h"

namespace sangam::graphql_door {

// "resources.resolve", run by following links instead of by its handler: the same permission, audit
// and deadline. Immutable; any thread.
class LinkOperation {
 public:
  // The blueprint outlives it.
  explicit LinkOperation(const Blueprint& blueprint);

  // Null when the operation is not declared: then no link can be followed.
  const api::Operation* declared() const noexcept { return blueprint_.resolver(); }
  // Audited where what is loaded is restricted data, and only there.
  const api::Operation& restricted() const noexcept { return restricted_; }
  const api::Operation& internal() const noexcept { return internal_; }
  bool is_restricted(const api::Resource& resource) const {
    return blueprint_.is_restricted(resource);
  }

 private:
  const Blueprint& blueprint_;
  api::Operation restricted_;
  api::Operation internal_;
};

// What one execution has loaded. Belongs to it.
class Links {
 public:
  // Notes an id to be loaded, as it is in a result, which outlives this.
  void want(const api::Resource& resource, std::string_view id);
  bool wants_any() const noexcept { return !wanted_.empty(); }
  // Loads what is wanted and not there. Does not throw: what cannot be loaded has a fault.
  Task<void> load(const Services& services, const Caller& caller, const LinkOperation& operation);

  // What an id names; null when it names nothing, or nothing was loaded. Alive as long as this.
  const boost::json::value* find(std::string_view id) const;
  // Why things of this resource could not be loaded; null when they could.
  const Error* fault(const api::Resource& resource) const;

 private:
  struct Batch {
    const api::Resource* resource;
    std::vector<std::string_view> ids;  // each once
  };

  Batch& batch_of(const api::Resource& resource);
  std::string target() const;
  void keep(const api::Resource& resource, const std::vector<api::LoadedResource>& loaded);
  static Task<void> run(void*, api::Call& call, api::InputSource& input, api::OutputSink& output);
  Task<void> run_batches(api::Call& call);
  Task<void> run_batch(api::Call& call, const Batch& batch);

  class Input;

  std::vector<Batch> wanted_;
  // Whatever was asked for, now or before; null: it is not there, or not yet.
  std::unordered_map<std::string_view, const boost::json::value*> known_;
  std::deque<api::JsonDocument> documents_;  // one a batch
  std::map<const api::Resource*, Error> faults_;

  friend class LinkOperation;
};

}  // namespace sangam::graphql_door
