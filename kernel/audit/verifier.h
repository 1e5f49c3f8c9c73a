#pragma once

// ChainVerifier: checks a tenant's chain and tree, seal by seal, in memory of the tree's depth. It
// names every entry that does not fit and goes on, so that one finding does not hide the next.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "kernel/audit/chain.h"
#include "kernel/audit/checkpoint.h"
#include "kernel/audit/merkle.h"

namespace sangam::audit {

enum class FindingKind : std::uint8_t {
  altered,         // the entry, or its place, is not what was sealed
  missing,         // the entry is gone, its seal is there
  seal_missing,    // a number is not there
  inserted,        // an entry or seal that the sealer did not write
  truncated,       // the chain is shorter than it was
  rewritten,       // the chain holds together, but is not the one that was signed
  bad_checkpoint,  // a note that is malformed, or not signed by the key
};
SANGAM_ENUM(FindingKind, altered, missing, seal_missing, inserted, truncated, rewritten,
            bad_checkpoint)

struct Finding {
  FindingKind kind = FindingKind::altered;
  std::int64_t number = 0;  // of the entry; 0: it has none
  std::optional<Uuid> id;   // of the entry, when known
  std::string detail;       // for people
};

// More are not reported, but counted.
inline constexpr std::size_t kFindingsReported = 100;

// Where a verification stands, to go on from later: as good as the verifier that gave it.
struct VerifierState {
  std::int64_t number = 0;
  Hash head{};
  std::vector<Hash> roots;
  bool tree_known = true;  // false behind a missing seal: no root can be computed any more
};

class ChainVerifier {
 public:
  // From the chain's beginning.
  explicit ChainVerifier(std::int32_t tenant);
  // From a state of the same tenant. Nothing when it is impossible.
  static std::optional<ChainVerifier> from(std::int32_t tenant, VerifierState state);

  // A signed size and root to compare with. What is larger is compared when the chain is there;
  // what is smaller than where it stands is left out. A note that cannot be opened is a finding.
  void expect(std::string_view note, std::span<const PublicKey> keys);

  // The next seal. `entry` is absent when it is gone; `id` is the seal's.
  void next(std::int64_t number, const std::optional<Hash>& hash, const Uuid& id,
            const std::optional<Entry>& entry);
  // After the last seal: `length` and `head` are what the chain's own row says, when there is one.
  void finish(const std::optional<std::int64_t>& length, const std::optional<Hash>& head);

  // A seal behind the chain's end.
  void unexpected_seal(std::int64_t number);
  // An entry that nobody sealed although it is old enough.
  void stray(const Uuid& id, Timestamp at);

  std::int64_t number() const noexcept { return number_; }
  // Checkpoints whose root was found to be right, and the size of the largest.
  std::int64_t checkpoints() const noexcept { return checkpoints_; }
  std::int64_t signed_size() const noexcept { return signed_size_; }
  VerifierState state() const;
  // The first kFindingsReported, and how many there are in all.
  const std::vector<Finding>& findings() const noexcept { return findings_; }
  std::int64_t found() const noexcept { return found_; }
  bool whole() const noexcept { return found_ == 0; }

 private:
  void add(FindingKind kind, std::int64_t number, std::optional<Uuid> id, std::string detail);
  void skip_to(std::int64_t number);
  void compare_roots();

  std::int32_t tenant_;
  std::int64_t number_ = 0;
  std::optional<Hash> head_;  // absent when the seal before is gone
  Frontier frontier_;
  bool tree_known_ = true;
  std::multimap<std::int64_t, Checkpoint> expected_;  // by size, larger than number_
  std::int64_t checkpoints_ = 0;
  std::int64_t signed_size_ = 0;
  std::vector<Finding> findings_;
  std::int64_t found_ = 0;
};

}  // namespace sangam::audit
