#pragma once

// Evidence: a file of sealed entries that proves itself to whoever has the public key, without the
// server. Lines of JSON: a heading, then the entries of consecutive numbers, none left out.
//
//   {"format":"sangam-audit-1","tenant":7,"first":101,"last":230,"checkpoint":"sangam/audit/7\n…",
//    "previous":"<H(first-1)>","left":["<hash>",…],"right":["<hash>",…]}
//   {"number":101,"hash":"<H(101)>","id":"evt_…","at":"…","actor":"…",…}
//
// `left` and `right` are the roots of the complete subtrees that cover the tree's leaves before and
// behind the entries (merkle.h, cover), so the leaves of the file and these give the signed root.

#include <expected>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "kernel/audit/verifier.h"

namespace sangam::audit {

struct EntryResource {
  static constexpr std::string_view kIdPrefix = "evt";
};
using EntryId = Id<EntryResource>;

inline constexpr std::string_view kEvidenceFormat = "sangam-audit-1";

struct EvidenceHeading {
  std::string format;
  std::int32_t tenant = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string checkpoint;
  std::string previous;
  std::vector<std::string> left;
  std::vector<std::string> right;
};
SANGAM_DESCRIBE(EvidenceHeading, (format, "sangam-audit-1"), (tenant, "The tenant's number"),
                (first, "Number of the first entry"), (last, "Number of the last entry"),
                (checkpoint, "A signed note"), (previous, "Hash before the first entry"),
                (left, "Roots that cover the tree before the entries"),
                (right, "Roots that cover it behind them"))

struct EvidenceLine {
  std::int64_t number = 0;
  std::string hash;
  EntryId id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::optional<std::string> target;
  std::string outcome;
  std::optional<std::string> detail;
};
SANGAM_DESCRIBE(EvidenceLine, (number, "In the chain"), (hash, "H(number)"), (id, "The entry"),
                (at, "When"), (actor, "Who"),
                (actor_kind, "user, api_key, platform_operator or system"), (operation, "What"),
                (request_id, "Of the request"), (target, "What it was about"),
                (outcome, "done or refused"), (detail, "More, as JSON"))

EvidenceLine evidence_line(std::int64_t number, const Hash& hash, const Entry& entry);

struct VerifiedEvidence {
  std::optional<Checkpoint> checkpoint;  // when its note is sound
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::vector<Finding> findings;
  std::int64_t found = 0;
};

// `next_line` gives the file's lines without their ends, and nothing at the end. Throws
// Error{malformed} when the heading is not one. O(entries), constant memory.
VerifiedEvidence verify_evidence(std::function<std::optional<std::string>()> next_line,
                                 std::span<const PublicKey> keys);

}  // namespace sangam::audit
