#include "kernel/audit/merkle_paths.h"

#include <bit>

#include "base/assert.h"

namespace sangam::audit {

namespace {

// The largest power of two below `size` (RFC 6962's k).
std::int64_t split(std::int64_t size) {
  SANGAM_ASSERT(size > 1);
  return std::int64_t{1} << (std::bit_width(static_cast<std::uint64_t>(size - 1)) - 1);
}

// MTH(D[begin:end]) where `begin` is where RFC 6962 splits: a cover from the left, folded from the
// right.
Hash range_root(const NodeSource& nodes, std::int64_t begin, std::int64_t end) {
  const auto roots = cover_roots(nodes, begin, end);
  Hash root = roots.back();
  for (auto left = roots.rbegin() + 1; left != roots.rend(); ++left)
    root = node_hash(*left, root);
  return root;
}

}  // namespace

std::vector<Hash> cover_roots(const NodeSource& nodes, std::int64_t begin, std::int64_t end) {
  std::vector<Hash> roots;
  for (const auto& subtree : cover(begin, end))
    roots.push_back(nodes.node(subtree));
  return roots;
}

std::vector<Hash> inclusion_path(const NodeSource& nodes, std::int64_t index, std::int64_t size) {
  SANGAM_ASSERT(index >= 0 && index < size);
  std::vector<Hash> path;
  for (std::int64_t begin = 0, end = size; end - begin > 1;) {
    const auto middle = begin + split(end - begin);
    if (index < middle) {
      path.push_back(range_root(nodes, middle, end));
      end = middle;
    } else {
      path.push_back(range_root(nodes, begin, middle));
      begin = middle;
    }
  }
  return {path.rbegin(), path.rend()};
}

std::vector<Hash> consistency_path(const NodeSource& nodes, std::int64_t first,
                                   std::int64_t second) {
  SANGAM_ASSERT(first > 0 && first <= second);
  std::vector<Hash> path;
  std::int64_t begin = 0;
  std::int64_t end = second;
  while (end != first) {
    const auto middle = begin + split(end - begin);
    if (first <= middle) {
      path.push_back(range_root(nodes, middle, end));
      end = middle;
    } else {
      path.push_back(range_root(nodes, begin, middle));
      begin = middle;
    }
  }
  // What is left is a subtree of the first tree; when it is all of it, the verifier has it.
  if (begin > 0) path.push_back(range_root(nodes, begin, end));
  return {path.rbegin(), path.rend()};
}

}  // namespace sangam::audit
