#pragma once

// SealBatch: what one batch of the sealer adds, and the chains it makes longer. No I/O.

#include <set>
#include <string>

#include "kernel/audit/checkpoint.h"
#include "kernel/audit/merkle.h"
#include "kernel/audit/rows.h"
#include "kernel/store/binary_array.h"

namespace sangam::audit {

// Every so many levels of the tree its nodes are kept.
inline constexpr std::int32_t kLevelsKept = 8;

// Where a tenant's chain stands.
struct Chain {
  std::int32_t tenant = 0;
  Hash head{};
  Frontier frontier;
  std::string last_xid = "0";
  std::int64_t signed_length = 0;

  std::int64_t length() const noexcept { return frontier.size(); }
};

// The chain of a tenant without entries.
Chain new_chain(std::int32_t tenant);
// Throws Error{internal} when the row cannot be one.
Chain chain_from(const ChainRow& row);

// Used by one thread, for one batch.
class SealBatch {
 public:
  SealBatch();

  // The next entry of `chain`, which grows by it. Chains must outlive the batch.
  void seal(Chain& chain, const WaitingRow& row);
  // The chain as it is now. Signing what was signed already is left out.
  void sign(Chain& chain, const SigningKey& key, Timestamp now);
  // A request that is answered by this batch.
  void answer(std::int32_t tenant, const Uuid& request);

  bool empty() const noexcept { return touched_.empty() && requests_[0].size() == 0; }
  std::int64_t entries() const noexcept { return static_cast<std::int64_t>(seals_[0].size()); }
  std::int64_t checkpoints() const noexcept {
    return static_cast<std::int64_t>(checkpoints_[0].size());
  }

  // Parameters of kAppendSeals, kAppendNodes, kAppendCheckpoints, kDropRequests and kKeepChains.
  using Arrays = std::vector<store::BinaryArray>;
  const Arrays& seals() const noexcept { return seals_; }
  const Arrays& nodes() const noexcept { return nodes_; }
  const Arrays& checkpoint_rows() const noexcept { return checkpoints_; }
  const Arrays& requests() const noexcept { return requests_; }
  Arrays chains() const;

 private:
  Arrays seals_;
  Arrays nodes_;
  Arrays checkpoints_;
  Arrays requests_;
  std::set<const Chain*> touched_;
};

}  // namespace sangam::audit
