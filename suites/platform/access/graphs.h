#pragma once

// Graphs: the relations of the tenants that were asked lately, in memory. A tenant's are read when
// they are first needed, some thousand rows at a time; from then on a counter in the database says
// whether they changed, and what changed. There is no marker for all tenants: a change of one costs
// the others nothing.

#include <list>
#include <mutex>
#include <unordered_map>

#include "base/task.h"
#include "kernel/api/call.h"
#include "suites/platform/access/tenant_graph.h"

namespace sangam::suites::platform::access {

struct ModelRow {
  std::string text;
  std::int64_t version = 0;
  std::int64_t model_version = 0;
  std::int64_t tuples = 0;
  Timestamp changed_at;
};
SANGAM_DESCRIBE(ModelRow, (text, ""), (version, ""), (model_version, ""), (tuples, ""),
                (changed_at, ""))

// Any thread; lives until the server stops.
class Graphs {
 public:
  // Together the graphs in memory have at most so many tuples, but for one that has more alone.
  static constexpr std::size_t kTuplesMost = 4'000'000;
  // A change by another process is seen after this at the latest; one by this process at once.
  static constexpr std::int64_t kTrustNanoseconds = kNanosecondsPerSecond / 2;
  // Changes that are kept for processes to catch up by.
  static constexpr std::int64_t kVersionsKept = 10'000;

  explicit Graphs(std::size_t tuples_most = kTuplesMost) : tuples_most_(tuples_most) {}

  // The graph of the caller's tenant, up to date; no round trip when it was compared lately.
  Task<TenantGraphPointer> current(api::Call& call);
  // That this process committed a version.
  void committed(std::int32_t tenant, std::int64_t version);
  std::size_t tenants() const;

 private:
  struct Slot {
    std::int32_t tenant;
    TenantGraphPointer graph;
  };

  TenantGraphPointer find_or_add(std::int32_t tenant);
  void put_out_others(std::int32_t tenant);

  std::size_t tuples_most_;
  mutable std::mutex mutex_;
  std::list<Slot> slots_;  // the latest asked first
  std::unordered_map<std::int32_t, std::list<Slot>::iterator> by_tenant_;
};

}  // namespace sangam::suites::platform::access
