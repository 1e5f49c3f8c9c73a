#include "kernel/audit/verifier.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::audit {

ChainVerifier::ChainVerifier(std::int32_t tenant) : tenant_(tenant), head_(chain_start(tenant)) {}

std::optional<ChainVerifier> ChainVerifier::from(std::int32_t tenant, VerifierState state) {
  ChainVerifier verifier(tenant);
  if (state.number < 0) return std::nullopt;
  if (state.number == 0) return verifier;
  verifier.number_ = state.number;
  verifier.head_ = state.head;
  verifier.tree_known_ = state.tree_known;
  if (!state.tree_known) return verifier;
  auto frontier = Frontier::of(state.number, std::move(state.roots));
  if (!frontier) return std::nullopt;
  verifier.frontier_ = std::move(*frontier);
  return verifier;
}

VerifierState ChainVerifier::state() const {
  return {.number = number_,
          .head = head_.value_or(Hash{}),
          .roots = {frontier_.roots().begin(), frontier_.roots().end()},
          .tree_known = tree_known_};
}

void ChainVerifier::add(FindingKind kind, std::int64_t number, std::optional<Uuid> id,
                        std::string detail) {
  ++found_;
  if (findings_.size() < kFindingsReported)
    findings_.push_back({kind, number, id, std::move(detail)});
}

void ChainVerifier::expect(std::string_view note, std::span<const PublicKey> keys) {
  const auto checkpoint = open_note(note, keys);
  if (!checkpoint)
    return add(FindingKind::bad_checkpoint, 0, std::nullopt,
               "A checkpoint is not to be trusted: " + std::string(name(checkpoint.error())) + ".");
  if (checkpoint->tenant != tenant_)
    return add(FindingKind::bad_checkpoint, checkpoint->size, std::nullopt,
               "A checkpoint is of another tenant.");
  expected_.emplace(checkpoint->size, *checkpoint);
  compare_roots();
}

void ChainVerifier::skip_to(std::int64_t number) {
  if (number == number_ + 1) return;
  add(FindingKind::seal_missing, number_ + 1, std::nullopt,
      number == number_ + 2
          ? "The seal of this number is missing."
          : "The seals of the numbers up to " + std::to_string(number - 1) + " are missing.");
  head_.reset();
  tree_known_ = false;
}

void ChainVerifier::next(std::int64_t number, const std::optional<Hash>& hash, const Uuid& id,
                         const std::optional<Entry>& entry) {
  SANGAM_ASSERT(number > number_);
  skip_to(number);
  if (!entry) {
    add(FindingKind::missing, number, id, "The entry is missing, or its time or id was changed.");
  } else if (head_ && hash && chain_hash(*head_, number, *entry) != *hash) {
    add(FindingKind::altered, number, id, "The entry is not what was sealed under this number.");
  }
  if (!hash) add(FindingKind::altered, number, id, "The seal is not a hash.");
  // Going on from what was sealed tells whether the entries behind are sound.
  number_ = number;
  head_ = hash;
  if (!hash) tree_known_ = false;
  if (tree_known_) frontier_.append(leaf_hash(bytes_of(*hash)));
  compare_roots();
}

void ChainVerifier::compare_roots() {
  while (!expected_.empty() && expected_.begin()->first <= number_) {
    const auto checkpoint = expected_.begin()->second;
    expected_.erase(expected_.begin());
    if (checkpoint.size < number_ || !tree_known_) continue;
    if (frontier_.root() == checkpoint.root) {
      ++checkpoints_;
      signed_size_ = std::max(signed_size_, checkpoint.size);
      continue;
    }
    add(FindingKind::rewritten, checkpoint.size, std::nullopt,
        "The chain is not the one that was signed at this number on " + checkpoint.at.str() +
            ": an entry of the numbers from " + std::to_string(signed_size_ + 1) +
            " on was exchanged, with its seal.");
  }
}

void ChainVerifier::finish(const std::optional<std::int64_t>& length,
                           const std::optional<Hash>& head) {
  std::int64_t longest = length.value_or(number_);
  std::string signed_at;
  if (!expected_.empty() && expected_.rbegin()->first >= longest) {
    longest = expected_.rbegin()->first;
    signed_at = ", signed on " + expected_.rbegin()->second.at.str() + ",";
  }
  if (longest > number_)
    add(FindingKind::truncated, number_ + 1, std::nullopt,
        "The entries from this number to " + std::to_string(longest) + signed_at +
            " are missing at the end.");
  if (!length && number_ > 0)
    add(FindingKind::truncated, number_, std::nullopt, "The chain's own row is missing.");
  if (length && *length < number_) unexpected_seal(*length + 1);
  if (length && *length == number_ && head && head_ && *head != *head_)
    add(FindingKind::rewritten, number_, std::nullopt,
        "The chain does not end in the hash that the sealer kept.");
  expected_.clear();
}

void ChainVerifier::unexpected_seal(std::int64_t number) {
  add(FindingKind::inserted, number, std::nullopt,
      "The seals from this number on are not the sealer's: its chain ends before.");
}

void ChainVerifier::stray(const Uuid& id, Timestamp at) {
  add(FindingKind::inserted, 0, id,
      "The entry of " + at.str() + " has no seal, though later ones have.");
}

}  // namespace sangam::audit
