#pragma once

// The ledger of one lane shard: a deterministic double-entry state machine for many tenants.
//
// It has no clock, no I/O and no threads: the lane that owns a shard calls it from one thread,
// tells it the time, and persists the rows that it returns. Memory is O(accounts + open holds),
// never O(history), so before a batch the lane fetches the few old rows that the batch refers to.
//
//   Needs needs;                                shard.needs(request, needs);
//   for (row found by needs)                    shard.supply(row);
//   shard.open(now);                            while something is due: shard.expire(limit)
//   shard.apply(request, results);              … as many requests as fit in the batch
//   persist shard.rows() in one transaction
//   shard.commit();                             or shard.discard(), which undoes all since open()
//
// The rows of a batch must be visible to the fetch of the next one: fetch after the commit.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engines/ledger/account.h"
#include "engines/ledger/recent_ids.h"
#include "engines/ledger/transfer.h"

namespace sangam::engines::ledger {

// A tenant's transfer. Ids of different tenants have nothing to do with each other.
struct TransferKey {
  TenantNumber tenant = 0;
  Uuid id;

  friend bool operator==(const TransferKey&, const TransferKey&) = default;
};

// What to fetch before a batch. For `ids`: the transfer row and the failed row of that id. For
// `pending_ids`: the transfer row of that id, and the rows (post, void or expiry) whose pending_id
// it is. What is fetched but not found does not exist. Entries may repeat.
struct Needs {
  std::vector<TransferKey> ids;
  std::vector<TransferKey> pending_ids;
};

// What a batch changed, in order of timestamps within each list; the lane persists exactly this.
struct BatchRows {
  std::vector<TransferRecord> transfers;
  std::vector<FailedRecord> failed;
  std::vector<Account> accounts;  // new ones, with the balances of their creation
  std::vector<Ledger> ledgers;    // new ones

  bool empty() const noexcept {
    return transfers.empty() && failed.empty() && accounts.empty() && ledgers.empty();
  }
};

// Accounts and ledgers as of `as_of`, for the rows that are written behind.
struct Flush {
  Timestamp as_of;
  std::vector<Account> accounts;
  std::vector<Ledger> ledgers;
};

struct State;  // state.h; ours

class Shard {
 public:
  // `recent` is shared by the shards of one lane thread and must outlive them.
  explicit Shard(RecentIds& recent);
  ~Shard();
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;

  // --- Rebuild, on a new shard, from one snapshot of the database; order within each step is free
  // except for replay.
  void restore_timestamp(Timestamp last);  // lanes.last_timestamp
  void restore_ledger(const Ledger& ledger);
  void restore_account(const Account& account);
  // A hold that no row resolves. (A hold restored here and again by replay counts once.)
  void restore_hold(const TransferRecord& hold);
  // The greatest id among the tenant's transfer rows and failed rows; due for each tenant with any.
  void restore_newest_id(TenantNumber tenant, const Uuid& id);
  // Every row newer than the flush that the account and ledger rows are of, by ascending timestamp.
  void replay(const TransferRecord& row);
  // Checks that nothing is missing (asserts: a database that contradicts itself must not be used).
  void finish_rebuild();

  // --- Batch.
  // Adds what must be fetched before `request` can be applied. Reads only.
  void needs(std::span<const TransferCommand> request, Needs& needs) const;
  // Rows found; also those that were not asked for are welcome. Forgotten at commit and discard.
  void supply(TransferRecord row);
  void supply(FailedRecord row);
  // Begins a batch. Its commands get max(now, last + 1), + 1, + 2 … nanoseconds as timestamps.
  void open(Timestamp now);
  // Releases holds whose timeout has passed at the batch's time, the earliest first, at most
  // `limit`; returns how many. Fewer than `limit`: none is left.
  std::size_t expire(std::size_t limit);
  LedgerResult apply(const OpenLedger& command);
  // Appends one result a command. `request` is a client's call or a piece of it cut where no chain
  // is (piece_length); all of one tenant. Amortised O(1) a command.
  void apply(std::span<const CreateAccount> request, std::vector<AccountResult>& results);
  void apply(std::span<const TransferCommand> request, std::vector<TransferResult>& results);
  const BatchRows& rows() const noexcept;
  // Whether the open batch has closed an account or opened one again. O(rows of the batch).
  bool has_closed_or_reopened() const noexcept;
  void commit();
  void discard();

  // --- Write-behind. What changed since the last flush, with the open batch if there is one. When
  // that batch is discarded the entries become due again by themselves; when a flush fails without
  // a batch, flush_failed makes them so.
  Flush take_flush();
  void flush_failed(const Flush& flush);

  // --- Reading. Pointers hold until the next call that changes the shard.
  const Account* account(TenantNumber tenant, AccountNumber number) const noexcept;
  const Ledger* ledger(TenantNumber tenant, LedgerNumber number) const noexcept;
  const TransferRecord* open_hold(const TransferKey& key) const noexcept;
  // The number behind an id; kAccountNone for the zero id, kAccountMax for all bits set,
  // kAccountUnknown where there is none: ready for a TransferCommand.
  AccountNumber resolve_account(TenantNumber tenant, const Uuid& id) const noexcept;
  // kLedgerNone where there is none.
  LedgerNumber resolve_ledger(TenantNumber tenant, const Uuid& id) const noexcept;
  std::size_t account_count(TenantNumber tenant) const noexcept;
  std::size_t open_hold_count() const noexcept;
  Timestamp last_timestamp() const noexcept;
  // When expire() will next have something to do.
  std::optional<Timestamp> next_expiry() const noexcept;
  // SHA-256 over the whole state, equal for equal states however they came about. O(state).
  Hash digest() const;

 private:
  std::unique_ptr<State> state_;
};

// How many commands at the front of `request` go into a batch with room for `room` more: the most
// that cut no chain. 0: the first chain does not fit, so take it into the next batch. A chain
// longer than kChainMax is returned whole, whatever the room: the engine refuses it and makes no
// row.
std::size_t piece_length(std::span<const TransferCommand> request, std::size_t room) noexcept;

}  // namespace sangam::engines::ledger
