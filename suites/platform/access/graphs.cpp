#include "suites/platform/access/graphs.h"

#include "suites/platform/access/refresh.h"

namespace sangam::suites::platform::access {

namespace {

using namespace std::chrono_literals;

// Gives the graph back however the call ends.
struct Taken {
  explicit Taken(TenantGraph& taken) : graph(taken) {}
  ~Taken() { graph.give_back(); }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  TenantGraph& graph;
};

}  // namespace

Task<TenantGraphPointer> Graphs::current(api::Call& call) {
  const auto tenant = call.tenant().number;
  const auto graph = find_or_add(tenant);
  const Timestamp since{call.system_time().nanoseconds - kTrustNanoseconds};
  while (!graph->is_current(since)) {
    if (call.deadline().passed())
      throw Error{Code::unavailable, "The relations are still being read; try again."};
    if (!graph->take()) {
      co_await runtime::sleep(call.loop(), 2ms);
      continue;
    }
    const Taken taken(*graph);
    co_await refresh(call, *graph);
    graph->compared(call.system_time());
    put_out_others(tenant);
  }
  co_return graph;
}

void Graphs::committed(std::int32_t tenant, std::int64_t version) {
  const std::lock_guard lock(mutex_);
  const auto found = by_tenant_.find(tenant);
  if (found != by_tenant_.end()) found->second->graph->want(version);
}

std::size_t Graphs::tenants() const {
  const std::lock_guard lock(mutex_);
  return slots_.size();
}

TenantGraphPointer Graphs::find_or_add(std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_tenant_.find(tenant); found != by_tenant_.end()) {
    slots_.splice(slots_.begin(), slots_, found->second);
  } else {
    slots_.push_front({tenant, std::make_shared<TenantGraph>()});
    by_tenant_[tenant] = slots_.begin();
  }
  return slots_.front().graph;
}

// From the one that was asked longest ago on, until the rest fits.
void Graphs::put_out_others(std::int32_t tenant) {
  const std::lock_guard lock(mutex_);
  std::size_t tuples = 0;
  for (const auto& slot : slots_)
    tuples += slot.graph->size() + 1;
  while (tuples > tuples_most_ && slots_.size() > 1 && slots_.back().tenant != tenant) {
    tuples -= slots_.back().graph->size() + 1;
    by_tenant_.erase(slots_.back().tenant);
    slots_.pop_back();
  }
}

}  // namespace sangam::suites::platform::access
