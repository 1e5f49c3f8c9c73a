#pragma once

// Paths of a Merkle tree whose nodes are kept elsewhere. Every function asks a NodeSource for
// complete subtrees only; asking a NodeRecorder first tells which ones to load.

#include <set>
#include <vector>

#include "kernel/audit/merkle.h"

namespace sangam::audit {

class NodeSource {
 public:
  virtual ~NodeSource() = default;
  // The root of a complete subtree.
  virtual Hash node(const Subtree& subtree) const = 0;
};

// Notes what is asked for and answers with nothing of meaning.
class NodeRecorder final : public NodeSource {
 public:
  Hash node(const Subtree& subtree) const override {
    asked_.insert(subtree);
    return {};
  }
  const std::set<Subtree>& asked() const noexcept { return asked_; }

 private:
  mutable std::set<Subtree> asked_;
};

// RFC 6962 §2.1.1 PATH(index, D[size]); 0 <= index < size. O(log² size) nodes.
std::vector<Hash> inclusion_path(const NodeSource& nodes, std::int64_t index, std::int64_t size);

// RFC 6962 §2.1.2 PROOF(first, D[second]); 0 < first <= second.
std::vector<Hash> consistency_path(const NodeSource& nodes, std::int64_t first,
                                   std::int64_t second);

// The roots that cover [begin, end), in the order of cover().
std::vector<Hash> cover_roots(const NodeSource& nodes, std::int64_t begin, std::int64_t end);

}  // namespace sangam::audit
