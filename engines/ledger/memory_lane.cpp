#include "engines/ledger/memory_lane.h"

#include <map>

#include "base/assert.h"
#include "engines/ledger/flat_map.h"

namespace sangam::engines::ledger {

namespace {

using Numbered = std::pair<TenantNumber, std::int64_t>;

constexpr std::size_t kExpireAll = static_cast<std::size_t>(-1);

}  // namespace

// The tables of the real database, and its indexes.
struct MemoryLane::Database {
  std::vector<TransferRecord> transfers;
  FlatMap<TransferKey, std::size_t> transfer_by_id;
  FlatMap<TransferKey, std::size_t> transfer_by_pending_id;
  FlatMap<TransferKey, std::size_t> open_holds;
  FlatMap<TransferKey, FailedRecord> failed;
  std::map<Numbered, Account> accounts;
  std::map<Numbered, Ledger> ledgers;
  std::map<TenantNumber, Uuid> newest_ids;
  Timestamp last_timestamp;
  Timestamp flushed_timestamp;

  void insert(const TransferRecord& row) {
    const std::size_t index = transfers.size();
    const bool is_new = transfer_by_id.try_emplace({row.tenant, row.id}, index).second;
    SANGAM_ASSERT(is_new);
    if (row.kind == Kind::hold) open_holds.emplace(TransferKey{row.tenant, row.id}, index);
    if (!row.pending_id.is_zero()) {
      const TransferKey resolved{row.tenant, row.pending_id};
      const bool is_first = transfer_by_pending_id.try_emplace(resolved, index).second;
      SANGAM_ASSERT(is_first);
      open_holds.erase(resolved);
    }
    note_id(row.tenant, row.id);
    transfers.push_back(row);
  }

  void insert(const FailedRecord& row) {
    const bool is_new = failed.try_emplace({row.tenant, row.id}, row).second;
    SANGAM_ASSERT(is_new);
    note_id(row.tenant, row.id);
  }

  void note_id(TenantNumber tenant, const Uuid& id) {
    Uuid& newest = newest_ids[tenant];
    newest = std::max(newest, id);
  }

  void write(const Flush& flush) {
    for (const Account& account : flush.accounts) {
      accounts[{account.tenant, account.number}] = account;
    }
    for (const Ledger& ledger : flush.ledgers)
      ledgers[{ledger.tenant, ledger.number}] = ledger;
    flushed_timestamp = flush.as_of;
  }
};

MemoryLane::MemoryLane(std::size_t recent_ids)
    : recent_capacity_(recent_ids),
      database_(std::make_unique<Database>()),
      recent_(std::make_unique<RecentIds>(recent_ids)),
      shard_(std::make_unique<Shard>(*recent_)) {}

MemoryLane::~MemoryLane() = default;

void MemoryLane::fetch(std::span<const TransferCommand> request) {
  Needs needs;
  shard_->needs(request, needs);
  for (const TransferKey& key : needs.ids) {
    supply_transfer(key);
    if (const FailedRecord* row = failure(key)) shard_->supply(*row);
  }
  for (const TransferKey& key : needs.pending_ids) {
    supply_transfer(key);
    const auto resolving = database_->transfer_by_pending_id.find(key);
    if (resolving != database_->transfer_by_pending_id.end()) {
      shard_->supply(database_->transfers[resolving->second]);
    }
  }
}

void MemoryLane::supply_transfer(const TransferKey& key) {
  if (const TransferRecord* row = transfer(key)) shard_->supply(*row);
}

void MemoryLane::commit() {
  const BatchRows& rows = shard_->rows();
  for (const Ledger& ledger : rows.ledgers) {
    database_->ledgers[{ledger.tenant, ledger.number}] = ledger;
  }
  for (const Account& account : rows.accounts) {
    database_->accounts[{account.tenant, account.number}] = account;
  }
  for (const TransferRecord& row : rows.transfers)
    database_->insert(row);
  for (const FailedRecord& row : rows.failed)
    database_->insert(row);
  database_->last_timestamp = shard_->last_timestamp();
  shard_->commit();
}

void MemoryLane::flush() { database_->write(shard_->take_flush()); }

void MemoryLane::restart() {
  recent_ = std::make_unique<RecentIds>(recent_capacity_);
  shard_ = std::make_unique<Shard>(*recent_);
  shard_->restore_timestamp(database_->last_timestamp);
  for (const auto& [number, ledger] : database_->ledgers)
    shard_->restore_ledger(ledger);
  for (const auto& [number, account] : database_->accounts)
    shard_->restore_account(account);
  for (const auto& [key, index] : database_->open_holds) {
    shard_->restore_hold(database_->transfers[index]);
  }
  for (const auto& [tenant, id] : database_->newest_ids)
    shard_->restore_newest_id(tenant, id);
  const auto newer = std::ranges::upper_bound(database_->transfers, database_->flushed_timestamp,
                                              {}, &TransferRecord::timestamp);
  for (auto row = newer; row != database_->transfers.end(); ++row)
    shard_->replay(*row);
  shard_->finish_rebuild();
}

void MemoryLane::open(Timestamp now) {
  shard_->open(now);
  shard_->expire(kExpireAll);
}

std::vector<TransferResult> MemoryLane::run(std::span<const TransferCommand> request,
                                            Timestamp now) {
  std::vector<TransferResult> results;
  fetch(request);
  open(now);
  shard_->apply(request, results);
  commit();
  return results;
}

std::vector<AccountResult> MemoryLane::run(std::span<const CreateAccount> request, Timestamp now) {
  std::vector<AccountResult> results;
  open(now);
  shard_->apply(request, results);
  commit();
  return results;
}

LedgerResult MemoryLane::run(const OpenLedger& command, Timestamp now) {
  open(now);
  const LedgerResult result = shard_->apply(command);
  commit();
  return result;
}

void MemoryLane::force_balances(TenantNumber tenant, AccountNumber account,
                                const Balances& balances) {
  flush();
  const auto row = database_->accounts.find({tenant, account});
  SANGAM_ASSERT(row != database_->accounts.end());
  row->second.balances = balances;
  restart();
}

std::span<const TransferRecord> MemoryLane::transfers() const noexcept {
  return database_->transfers;
}

const TransferRecord* MemoryLane::transfer(const TransferKey& key) const noexcept {
  const auto found = database_->transfer_by_id.find(key);
  return found == database_->transfer_by_id.end() ? nullptr : &database_->transfers[found->second];
}

const FailedRecord* MemoryLane::failure(const TransferKey& key) const noexcept {
  const auto found = database_->failed.find(key);
  return found == database_->failed.end() ? nullptr : &found->second;
}

}  // namespace sangam::engines::ledger
