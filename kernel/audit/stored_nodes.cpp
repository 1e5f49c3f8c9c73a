#include "kernel/audit/stored_nodes.h"

#include "base/error.h"
#include "base/scalars.h"
#include "kernel/audit/seal_batch.h"
#include "kernel/audit/statements.h"
#include "kernel/store/bytes.h"

namespace sangam::audit {

namespace {

struct LeafRow {
  std::int64_t number = 0;
  store::Bytes hash;
};
SANGAM_DESCRIBE(LeafRow, (number, ""), (hash, ""))

struct NodeRow {
  std::int32_t level = 0;
  std::int64_t position = 0;
  store::Bytes hash;
};
SANGAM_DESCRIBE(NodeRow, (level, ""), (position, ""), (hash, ""))

Error incomplete() { return {Code::internal, "A node of an audit's tree is missing."}; }

Hash checked(const store::Bytes& bytes) {
  const auto hash = hash_from(bytes.value);
  if (!hash) throw incomplete();
  return *hash;
}

// The kept nodes that a subtree is computed from: their level, and the first and last position.
struct KeptRange {
  std::int32_t level;
  std::int64_t first;
  std::int64_t last;
};

KeptRange kept_below(const Subtree& subtree) {
  const auto level = subtree.level / kLevelsKept * kLevelsKept;
  const auto factor = subtree.level - level;
  return {level, subtree.position << factor, ((subtree.position + 1) << factor) - 1};
}

}  // namespace

Task<StoredNodes> StoredNodes::load(store::UnitOfWork& work, std::set<Subtree> subtrees) {
  std::vector<std::int64_t> first_leaves, last_leaves, firsts, lasts;
  std::vector<std::int32_t> levels;
  for (const auto& subtree : subtrees) {
    const auto range = kept_below(subtree);
    if (range.level == 0) {
      // Numbers count from one, leaves from zero.
      first_leaves.push_back(range.first + 1);
      last_leaves.push_back(range.last + 1);
      continue;
    }
    levels.push_back(range.level);
    firsts.push_back(range.first);
    lasts.push_back(range.last);
  }
  StoredNodes nodes;
  if (!first_leaves.empty())
    for (const auto& row : co_await work.rows<LeafRow>(kReadLeaves, first_leaves, last_leaves))
      nodes.kept_[{0, row.number - 1}] = leaf_hash(bytes_of(checked(row.hash)));
  if (!levels.empty())
    for (const auto& row : co_await work.rows<NodeRow>(kReadNodes, levels, firsts, lasts))
      nodes.kept_[{row.level, row.position}] = checked(row.hash);
  co_return nodes;
}

Hash StoredNodes::node(const Subtree& subtree) const {
  const auto range = kept_below(subtree);
  Frontier frontier;
  for (auto position = range.first; position <= range.last; ++position) {
    const auto found = kept_.find({range.level, position});
    if (found == kept_.end()) throw incomplete();
    frontier.append(found->second);
  }
  return frontier.root();
}

}  // namespace sangam::audit
