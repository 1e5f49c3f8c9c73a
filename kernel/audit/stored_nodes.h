#pragma once

// StoredNodes: the nodes of a tenant's Merkle tree that a path needs, loaded from seals and kept
// nodes in two round trips, whatever the size of the tree.

#include <map>
#include <set>

#include "base/task.h"
#include "kernel/audit/merkle_paths.h"
#include "kernel/store/unit_of_work.h"

namespace sangam::audit {

// Loads what `subtrees` are made of. Throws Error{internal} when a node of the tree is missing.
class StoredNodes final : public NodeSource {
 public:
  // `work` is of a tenant, for reading.
  static Task<StoredNodes> load(store::UnitOfWork& work, std::set<Subtree> subtrees);

  Hash node(const Subtree& subtree) const override;

 private:
  std::map<Subtree, Hash> kept_;  // leaves and nodes of the kept levels
};

}  // namespace sangam::audit
