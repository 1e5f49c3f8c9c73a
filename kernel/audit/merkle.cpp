#include "kernel/audit/merkle.h"

#include <algorithm>
#include <bit>

#include "base/assert.h"

namespace sangam::audit {

namespace {

using namespace std::literals;

constexpr std::int32_t kHighestLevel = 62;

std::int32_t trailing_zeros(std::int64_t value) {
  return std::countr_zero(static_cast<std::uint64_t>(value));
}

}  // namespace

Hash leaf_hash(std::string_view data) { return sha256({"\x00"sv, data}); }

Hash node_hash(const Hash& left, const Hash& right) {
  return sha256({"\x01"sv, bytes_of(left), bytes_of(right)});
}

Hash empty_root() { return sha256({}); }

std::vector<Subtree> cover(std::int64_t begin, std::int64_t end) {
  SANGAM_ASSERT(begin >= 0 && begin <= end);
  std::vector<Subtree> subtrees;
  while (begin < end) {
    const auto room =
        static_cast<std::int32_t>(std::bit_width(static_cast<std::uint64_t>(end - begin))) - 1;
    const auto level = begin == 0 ? room : std::min(room, trailing_zeros(begin));
    subtrees.push_back({level, begin >> level});
    begin += std::int64_t{1} << level;
  }
  return subtrees;
}

std::optional<Frontier> Frontier::of(std::int64_t size, std::vector<Hash> roots) {
  if (size < 0 ||
      roots.size() != static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size))))
    return std::nullopt;
  Frontier frontier;
  frontier.size_ = size;
  frontier.roots_ = std::move(roots);
  return frontier;
}

void Frontier::merge_last_two() {
  SANGAM_ASSERT(roots_.size() >= 2);
  const auto right = roots_.back();
  roots_.pop_back();
  roots_.back() = node_hash(roots_.back(), right);
}

bool Frontier::append_subtree(std::int32_t level, const Hash& root) {
  if (level < 0 || level > kHighestLevel) return false;
  const auto leaves = std::int64_t{1} << level;
  if (size_ % leaves != 0 || size_ > std::numeric_limits<std::int64_t>::max() - leaves)
    return false;
  roots_.push_back(root);
  size_ += leaves;
  for (auto merges = trailing_zeros(size_) - level; merges > 0; --merges)
    merge_last_two();
  return true;
}

Hash Frontier::root() const {
  if (roots_.empty()) return empty_root();
  Hash root = roots_.back();
  for (auto left = roots_.rbegin() + 1; left != roots_.rend(); ++left)
    root = node_hash(*left, root);
  return root;
}

bool verify_inclusion(std::int64_t index, std::int64_t size, const Hash& leaf,
                      std::span<const Hash> path, const Hash& root) {
  if (index < 0 || index >= size) return false;
  auto at = index;
  auto last = size - 1;
  Hash hash = leaf;
  for (const auto& sibling : path) {
    if (last == 0) return false;
    if (at % 2 == 1 || at == last) {
      hash = node_hash(sibling, hash);
      for (; at % 2 == 0 && at != 0; at /= 2)
        last /= 2;
    } else {
      hash = node_hash(hash, sibling);
    }
    at /= 2;
    last /= 2;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::int64_t first, std::int64_t second, std::span<const Hash> path,
                        const Hash& first_root, const Hash& second_root) {
  if (first <= 0 || first > second) return false;
  if (first == second) return path.empty() && first_root == second_root;
  auto at = first - 1;
  auto last = second - 1;
  for (; at % 2 == 1; at /= 2)
    last /= 2;
  // The first tree, when it is one complete subtree, is left out of the path.
  const bool complete = std::has_single_bit(static_cast<std::uint64_t>(first));
  if (path.empty() && !complete) return false;
  Hash old_hash = complete ? first_root : path.front();
  Hash new_hash = old_hash;
  for (const auto& sibling : complete ? path : path.subspan(1)) {
    if (last == 0) return false;
    if (at % 2 == 1 || at == last) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      for (; at % 2 == 0 && at != 0; at /= 2)
        last /= 2;
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    at /= 2;
    last /= 2;
  }
  return last == 0 && old_hash == first_root && new_hash == second_root;
}

}  // namespace sangam::audit
