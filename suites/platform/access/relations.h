#pragma once

// Writing and listing relation tuples.

#include "kernel/api/list.h"
#include "suites/platform/access/graphs.h"
#include "suites/platform/access/types.h"

namespace sangam::suites::platform::access {

class Relations {
 public:
  static constexpr std::size_t kBatchMost = 100;
  static constexpr std::int64_t kTuplesMost = 2'000'000;  // a tenant
  static constexpr std::int64_t kConditionsMost = 1'000;  // different ones, a tenant

  explicit Relations(Graphs& graphs) : graphs_(graphs) {}

  // All of it or nothing. Error{invalid} points to each tuple that the model does not allow,
  // Error{refused} when the tenant would have more than kTuplesMost or kConditionsMost.
  Task<RelationsWritten> write(api::Call& call, WriteRelations request);
  Task<api::Page<StoredRelation>> list(api::Call& call, ListRelations request);

  // For modules that keep relations of their own, teams for instance: part of the caller's unit of
  // work, as the role app or auth. Counts as written once that is committed.
  Task<RelationsWritten> apply(api::Call& call, std::vector<authorization::Tuple> touch,
                               std::vector<authorization::Tuple> remove);

 private:
  Graphs& graphs_;
};

}  // namespace sangam::suites::platform::access
