#pragma once

// A lane whose database is this process's memory: what tests and offline tools put around a Shard,
// and the shortest reading of how the real lane uses one. It never loses a committed row; restart()
// is a crash: all else goes, and a new shard is rebuilt from the rows. One thread.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engines/ledger/shard.h"

namespace sangam::engines::ledger {

class MemoryLane {
 public:
  explicit MemoryLane(std::size_t recent_ids = kRecentIdsDefault);
  ~MemoryLane();

  Shard& shard() noexcept { return *shard_; }
  const Shard& shard() const noexcept { return *shard_; }

  // Before a batch: supplies what the request needs.
  void fetch(std::span<const TransferCommand> request);
  // Ends a batch: its rows become permanent.
  void commit();
  // Ends a batch without a trace.
  void discard() { shard_->discard(); }
  // Writes account and ledger rows as they are now; between batches.
  void flush();
  // Forgets everything in memory and rebuilds.
  void restart();

  // A whole batch with one request: fetch, open, expire all that is due, apply, commit.
  std::vector<TransferResult> run(std::span<const TransferCommand> request, Timestamp now);
  std::vector<AccountResult> run(std::span<const CreateAccount> request, Timestamp now);
  LedgerResult run(const OpenLedger& command, Timestamp now);

  // Overwrites an account's balances, in the rows and in memory, as no ledger could: to try limits.
  void force_balances(TenantNumber tenant, AccountNumber account, const Balances& balances);

  // Every transfer row, by timestamp.
  std::span<const TransferRecord> transfers() const noexcept;
  const TransferRecord* transfer(const TransferKey& key) const noexcept;
  const FailedRecord* failure(const TransferKey& key) const noexcept;

 private:
  struct Database;

  void open(Timestamp now);
  void supply_transfer(const TransferKey& key);

  std::size_t recent_capacity_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<RecentIds> recent_;
  std::unique_ptr<Shard> shard_;
};

}  // namespace sangam::engines::ledger
