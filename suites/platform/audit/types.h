#pragma once

// The audit as a tenant reads it: who did what, and when, and what proves it.

#include "kernel/api/list.h"
#include "kernel/audit/evidence.h"

namespace sangam::suites::platform {

using AuditId = audit::EntryId;

enum class AuditOutcome : std::uint8_t { done, refused };
SANGAM_ENUM(AuditOutcome, done, refused, held)

struct AuditEntry {
  AuditId id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::optional<std::string> target;
  std::string outcome;
  std::optional<std::string> detail;
};
SANGAM_DESCRIBE(AuditEntry, (id, "The entry"), (at, "When"), (actor, "Who"),
                (actor_kind, "user, api_key, oauth_client, directory, platform_operator or system"),
                (operation, "What"), (request_id, "The request, as in its reply's X-Request-Id"),
                (target, "What it was about"), (outcome, "done or refused"),
                (detail, "More about it, as JSON"))

// What an operation does that leaves an entry: a look shows restricted data and changes nothing.
enum class AuditKind : std::uint8_t { change, look };
SANGAM_ENUM(AuditKind, change, look)

struct ListAudit {
  api::Paging paging;
  std::optional<Text<1, 120>> actor;
  std::optional<Text<1, 120>> operation;
  std::optional<Text<1, 500>> target;
  std::optional<AuditOutcome> outcome;
  std::optional<AuditKind> kind;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
};
SANGAM_DESCRIBE(ListAudit, (paging, ""), (actor, "Only of this one"),
                (operation, "Only this operation"), (target, "Only about this"),
                (outcome, "Only what ended so"),
                (kind, "Only changes, or only looks at restricted data: who saw what"),
                (from, "Not before"), (to, "Before"))

struct GetAuditEntry {
  AuditId id;
};
SANGAM_DESCRIBE(GetAuditEntry, (id, "The entry"))

struct AuditSeal {
  std::int64_t number = 0;
  std::string previous;
  std::string hash;
};
SANGAM_DESCRIBE(AuditSeal, (number, "Of the entry in the tenant's chain, from 1 on"),
                (previous, "Hash of the entry before, hexadecimal"),
                (hash, "Over that hash, the number and the entry"))

struct AuditInclusion {
  std::string checkpoint;
  std::vector<std::string> path;
};
SANGAM_DESCRIBE(AuditInclusion,
                (checkpoint, "A signed note: origin, size and root of the tenant's Merkle tree"),
                (path, "Inclusion proof of RFC 9162, from the leaf up, hexadecimal"))

enum class AuditState : std::uint8_t { waiting, sealed, covered };
SANGAM_ENUM(AuditState, waiting, sealed, covered)

struct AuditRecord {
  AuditEntry entry;
  AuditState state = AuditState::waiting;
  std::optional<AuditSeal> seal;
  std::optional<AuditInclusion> inclusion;
};
SANGAM_DESCRIBE(AuditRecord, (entry, "The entry"),
                (state, "waiting for the sealer, sealed, or covered by a checkpoint"),
                (seal, "Its place in the chain"), (inclusion, "Proof that a checkpoint covers it"))

struct AuditCheckpoint {
  std::int64_t size = 0;
  Timestamp signed_at;
  std::string note;
};
SANGAM_DESCRIBE(AuditCheckpoint, (size, "Entries covered"), (signed_at, "When"),
                (note, "The signed note, to keep elsewhere"))

struct AuditKey {
  std::string key;
};
SANGAM_DESCRIBE(AuditKey, (key, "Verifier key of signed notes: name+id+key"))

struct GetConsistency {
  Positive first;
  Positive second;
};
SANGAM_DESCRIBE(GetConsistency, (first, "Size of the earlier checkpoint"),
                (second, "Size of the later one"))

struct AuditConsistency {
  std::int64_t first = 0;
  std::int64_t second = 0;
  std::vector<std::string> path;
};
SANGAM_DESCRIBE(AuditConsistency, (first, "The smaller size"), (second, "The larger size"),
                (path, "Consistency proof of RFC 9162, hexadecimal"))

struct ExportAudit {
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Bounded<0, std::numeric_limits<std::int64_t>::max()>> after;
};
SANGAM_DESCRIBE(ExportAudit, (from, "Not before"), (to, "Before"),
                (after, "Only entries behind this number of the chain"))

}  // namespace sangam::suites::platform
