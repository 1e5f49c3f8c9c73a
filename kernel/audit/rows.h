#pragma once

// Rows of the audit's tables, as the statements of this module give them.

#include <optional>
#include <string>

#include "base/id.h"
#include "base/scalars.h"
#include "base/timestamp.h"
#include "kernel/audit/chain.h"
#include "kernel/store/bytes.h"

namespace sangam::audit {

// An entry that waits for the sealer.
struct WaitingRow {
  std::int32_t tenant_id = 0;
  std::string xid;
  Uuid id;
  Timestamp at;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
  std::optional<std::string> target;
  std::string outcome;
  std::optional<std::string> detail;
};
SANGAM_DESCRIBE(WaitingRow, (tenant_id, ""), (xid, ""), (id, ""), (at, ""), (actor, ""),
                (actor_kind, ""), (operation, ""), (request_id, ""), (target, ""), (outcome, ""),
                (detail, ""))

// A seal beside its entry; the entry's columns are absent when it is gone.
struct SealedRow {
  std::int64_t number = 0;
  store::Bytes hash;
  Uuid id;
  Timestamp at;
  std::optional<std::string> actor;
  std::optional<std::string> actor_kind;
  std::optional<std::string> operation;
  std::optional<std::string> request_id;
  std::optional<std::string> target;
  std::optional<std::string> outcome;
  std::optional<std::string> detail;
};
SANGAM_DESCRIBE(SealedRow, (number, ""), (hash, ""), (id, ""), (at, ""), (actor, ""),
                (actor_kind, ""), (operation, ""), (request_id, ""), (target, ""), (outcome, ""),
                (detail, ""))

// Nothing when the entry is gone.
std::optional<Entry> entry_of(const SealedRow& row);
Entry entry_of(const WaitingRow& row);

struct ChainRow {
  std::int32_t tenant_id = 0;
  std::int64_t length = 0;
  store::Bytes head;
  store::Bytes frontier;
  std::string last_xid;
  std::int64_t signed_length = 0;
};
SANGAM_DESCRIBE(ChainRow, (tenant_id, ""), (length, ""), (head, ""), (frontier, ""), (last_xid, ""),
                (signed_length, ""))

struct CheckpointRow {
  std::int64_t size = 0;
  Timestamp signed_at;
  std::string note;
};
SANGAM_DESCRIBE(CheckpointRow, (size, ""), (signed_at, ""), (note, ""))

struct StrayRow {
  Uuid id;
  Timestamp at;
};
SANGAM_DESCRIBE(StrayRow, (id, ""), (at, ""))

}  // namespace sangam::audit
