#pragma once

// The ledger's rows in PostgreSQL: written in bulk as arrays, read back at rebuild and before a
// batch.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/asset.h"
#include "engines/ledger/shard.h"
#include "kernel/store/batch_connection.h"

namespace sangam::suites::ledger {

namespace engine = engines::ledger;

// What a new ledger or account has beside what the engine knows of it.
struct NewLedger {
  std::string name;
  Asset asset;
};
struct NewAccount {
  std::string name;
  std::optional<std::string> reference;
};

// A reference is unique within its ledger.
struct ReferenceKey {
  std::int32_t tenant = 0;
  engine::LedgerNumber ledger = 0;
  std::string reference;

  friend bool operator==(const ReferenceKey&, const ReferenceKey&) = default;
};

// Encodes batches; keeps its buffers. Used by one lane.
class LedgerRows {
 public:
  LedgerRows();

  // Queue the statements that insert what a batch made.
  void send_transfers(store::BatchConnection& connection, std::int32_t shard,
                      const std::vector<engine::TransferRecord>& transfers);
  void send_failed(store::BatchConnection& connection,
                   const std::vector<engine::FailedRecord>& failed);
  void send_ledgers(store::BatchConnection& connection, std::int32_t shard,
                    const std::vector<engine::Ledger>& ledgers,
                    const std::vector<NewLedger>& facts);
  void send_accounts(store::BatchConnection& connection, std::int32_t shard,
                     const std::vector<engine::Account>& accounts,
                     const std::vector<NewAccount>& facts);
  // Queues the updates of what is written behind.
  void send_flush(store::BatchConnection& connection, const engine::Flush& flush);

 private:
  using Arrays = std::vector<store::BinaryArray>;

  void send_holds(store::BatchConnection& connection, std::int32_t shard,
                  const std::vector<engine::TransferRecord>& transfers);

  Arrays transfers_;
  Arrays holds_;
  Arrays resolved_;
  Arrays failed_;
  Arrays ledgers_;
  Arrays accounts_;
  Arrays flushed_accounts_;
  Arrays flushed_ledgers_;
};

// The ledger that each of some holds is of.
struct HoldKeyHash {
  std::size_t operator()(const engine::TransferKey& key) const noexcept {
    return std::hash<Uuid>()(key.id) + static_cast<std::size_t>(key.tenant);
  }
};
using HoldLedgers = std::unordered_map<engine::TransferKey, engine::LedgerNumber, HoldKeyHash>;

// Reads what `needs` names; each row found goes into `shard`, the ledgers of holds into `holds`. At
// most one round trip.
void fetch_needs(store::BatchConnection& connection, const engine::Needs& needs,
                 engine::Shard& shard, HoldLedgers& holds, runtime::Deadline deadline);

// Which of `wanted` exist. At most one round trip.
std::vector<ReferenceKey> fetch_references(store::BatchConnection& connection,
                                           const std::vector<ReferenceKey>& wanted,
                                           runtime::Deadline deadline);

// A ledger's asset beside the engine's own facts.
struct StoredLedger {
  engine::Ledger ledger;
  Asset asset;
};

// Reads a shard's state into a fresh `shard`; returns its ledgers. `flushed` is up to when the
// account and ledger rows are written. O(accounts + open holds + rows since the flush).
std::vector<StoredLedger> rebuild_shard(store::BatchConnection& connection, std::int32_t number,
                                        Timestamp last, Timestamp flushed, engine::Shard& shard);

}  // namespace sangam::suites::ledger
