#include "kernel/audit/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/assert.h"

#include "kernel/audit/merkle_paths.h"

namespace sangam::audit {
namespace {

// The definitions of RFC 6962 §2.1 word for word: a model that shares nothing with ours but
// SHA-256.
using Leaves = std::vector<Hash>;

std::size_t largest_power_below(std::size_t size) {
  std::size_t power = 1;
  while (power * 2 < size)
    power *= 2;
  return power;
}

Leaves part(const Leaves& leaves, std::size_t begin, std::size_t end) {
  return {leaves.begin() + static_cast<std::ptrdiff_t>(begin),
          leaves.begin() + static_cast<std::ptrdiff_t>(end)};
}

Hash model_root(const Leaves& leaves) {
  if (leaves.empty()) return sha256({});
  if (leaves.size() == 1) return leaves[0];
  const auto k = largest_power_below(leaves.size());
  const auto left = model_root(part(leaves, 0, k));
  const auto right = model_root(part(leaves, k, leaves.size()));
  return sha256({std::string_view("\x01", 1), bytes_of(left), bytes_of(right)});
}

std::vector<Hash> model_path(std::size_t m, const Leaves& leaves) {
  if (leaves.size() == 1) return {};
  const auto k = largest_power_below(leaves.size());
  const auto left = part(leaves, 0, k);
  const auto right = part(leaves, k, leaves.size());
  auto path = m < k ? model_path(m, left) : model_path(m - k, right);
  path.push_back(model_root(m < k ? right : left));
  return path;
}

std::vector<Hash> model_subproof(std::size_t m, const Leaves& leaves, bool whole) {
  if (m == leaves.size()) return whole ? std::vector<Hash>{} : std::vector{model_root(leaves)};
  const auto k = largest_power_below(leaves.size());
  const auto left = part(leaves, 0, k);
  const auto right = part(leaves, k, leaves.size());
  auto path = m <= k ? model_subproof(m, left, whole) : model_subproof(m - k, right, false);
  path.push_back(model_root(m <= k ? right : left));
  return path;
}

class ModelNodes final : public NodeSource {
 public:
  explicit ModelNodes(const Leaves& leaves) : leaves_(leaves) {}
  Hash node(const Subtree& subtree) const override {
    const auto begin = static_cast<std::size_t>(subtree.position << subtree.level);
    const auto end = begin + (std::size_t{1} << subtree.level);
    SANGAM_ASSERT(end <= leaves_.size());
    return model_root(part(leaves_, begin, end));
  }

 private:
  const Leaves& leaves_;
};

Leaves leaves_of(std::size_t size) {
  Leaves leaves;
  for (std::size_t i = 0; i < size; ++i)
    leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

Frontier frontier_of(const Leaves& leaves) {
  Frontier frontier;
  for (const auto& leaf : leaves)
    frontier.append(leaf);
  return frontier;
}

// The eight leaves that implementations of Certificate Transparency test with, and the roots of the
// trees of the first one to eight of them.
TEST(Merkle, GivesTheKnownRoots) {
  using namespace std::literals;
  const std::string_view data[] = {
      ""sv,
      "\x00"sv,
      "\x10"sv,
      "\x20\x21"sv,
      "\x30\x31"sv,
      "\x40\x41\x42\x43"sv,
      "\x50\x51\x52\x53\x54\x55\x56\x57"sv,
      "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"sv};
  const std::string_view roots[] = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier frontier;
  EXPECT_EQ(to_hex(frontier.root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < std::size(data); ++i) {
    frontier.append(leaf_hash(data[i]));
    EXPECT_EQ(to_hex(frontier.root()), roots[i]) << i + 1;
  }
}

TEST(Merkle, PathsAreThoseOfTheStandardForEverySmallTree) {
  for (std::size_t size = 1; size <= 33; ++size) {
    const auto leaves = leaves_of(size);
    const ModelNodes nodes(leaves);
    const auto root = frontier_of(leaves).root();
    ASSERT_EQ(root, model_root(leaves));
    const auto signed_size = static_cast<std::int64_t>(size);
    for (std::size_t i = 0; i < size; ++i) {
      const auto index = static_cast<std::int64_t>(i);
      const auto path = inclusion_path(nodes, index, signed_size);
      ASSERT_EQ(path, model_path(i, leaves)) << i << " of " << size;
      EXPECT_TRUE(verify_inclusion(index, signed_size, leaves[i], path, root));
      const auto old_root = model_root(part(leaves, 0, i + 1));
      const auto proof = consistency_path(nodes, index + 1, signed_size);
      ASSERT_EQ(proof, model_subproof(i + 1, leaves, true)) << i + 1 << " of " << size;
      EXPECT_TRUE(verify_consistency(index + 1, signed_size, proof, old_root, root));
    }
  }
}

RC_GTEST_PROP(Merkle, AProofThatIsTouchedProvesNothing, ()) {
  const auto size = *rc::gen::inRange<std::int64_t>(2, 200);
  const auto index = *rc::gen::inRange<std::int64_t>(0, size);
  const auto leaves = leaves_of(static_cast<std::size_t>(size));
  const ModelNodes nodes(leaves);
  const auto root = model_root(leaves);
  const auto& leaf = leaves[static_cast<std::size_t>(index)];
  auto path = inclusion_path(nodes, index, size);
  RC_ASSERT(verify_inclusion(index, size, leaf, path, root));
  RC_ASSERT(!verify_inclusion(index, size, leaf_hash("other"), path, root));
  RC_ASSERT(!verify_inclusion((index + 1) % size, size, leaf, path, root));
  RC_ASSERT(!verify_inclusion(size, size, leaf, path, root));
  auto touched = path;
  touched[*rc::gen::inRange<std::size_t>(0, path.size())][3] ^= 1;
  RC_ASSERT(!verify_inclusion(index, size, leaf, touched, root));
  path.push_back(root);
  RC_ASSERT(!verify_inclusion(index, size, leaf, path, root));
  const auto first = *rc::gen::inRange<std::int64_t>(1, size);
  const auto old_root = model_root(part(leaves, 0, static_cast<std::size_t>(first)));
  auto proof = consistency_path(nodes, first, size);
  RC_ASSERT(verify_consistency(first, size, proof, old_root, root));
  RC_ASSERT(!verify_consistency(first, size, proof, root, root));
  proof[*rc::gen::inRange<std::size_t>(0, proof.size())][0] ^= 0x80;
  RC_ASSERT(!verify_consistency(first, size, proof, old_root, root));
}

RC_GTEST_PROP(Merkle, ACoverMakesTheSameTree, ()) {
  const auto size = *rc::gen::inRange<std::int64_t>(1, 300);
  const auto begin = *rc::gen::inRange<std::int64_t>(0, size);
  const auto end = *rc::gen::inRange<std::int64_t>(begin, size);
  const auto leaves = leaves_of(static_cast<std::size_t>(size));
  const ModelNodes nodes(leaves);
  auto frontier = Frontier::of(begin, cover_roots(nodes, 0, begin));
  RC_ASSERT(frontier.has_value());
  for (auto i = begin; i < end; ++i)
    frontier->append(leaves[static_cast<std::size_t>(i)]);
  for (const auto& subtree : cover(end, size))
    RC_ASSERT(frontier->append_subtree(subtree.level, nodes.node(subtree)));
  RC_ASSERT(frontier->size() == size);
  RC_ASSERT(frontier->root() == model_root(leaves));
}

TEST(Merkle, AFrontierTellsWhatItFinishes) {
  Frontier frontier;
  std::vector<Subtree> finished;
  const auto leaves = leaves_of(8);
  for (const auto& leaf : leaves)
    frontier.append(leaf, [&](const Subtree& subtree, const Hash& root) {
      finished.push_back(subtree);
      EXPECT_EQ(root, ModelNodes(leaves).node(subtree));
    });
  EXPECT_EQ(finished,
            (std::vector<Subtree>{{1, 0}, {1, 1}, {2, 0}, {1, 2}, {1, 3}, {2, 1}, {3, 0}}));
  EXPECT_FALSE(Frontier::of(3, {leaves[0]}).has_value());
  EXPECT_FALSE(frontier.append_subtree(4, leaves[0]));
}

}  // namespace
}  // namespace sangam::audit
