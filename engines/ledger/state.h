#pragma once

// The inside of a shard: its data, and the few primitive changes that all operations are made of.
// Each primitive writes its inverse into a journal; undoing a chain or a batch replays that
// backwards, so it is exact by construction and costs nothing to code that only goes forward.

#include <deque>
#include <map>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "engines/ledger/flat_map.h"
#include "engines/ledger/shard.h"

namespace sangam::engines::ledger {

struct AccountSlot {
  Account account;
  bool dirty = false;  // the stored row is older
};

struct LedgerSlot {
  Ledger ledger;
  bool dirty = false;
};

// Slots stay where they are for life. A slot with number 0 is a gap while a shard is rebuilt.
struct TenantState {
  std::deque<AccountSlot> accounts;  // by number - 1
  std::deque<LedgerSlot> ledgers;
  FlatMap<Uuid, AccountNumber> account_by_id;
  FlatMap<Uuid, LedgerNumber> ledger_by_id;

  AccountSlot* account(AccountNumber number) noexcept;
  const AccountSlot* account(AccountNumber number) const noexcept;
  LedgerSlot* ledger(LedgerNumber number) noexcept;
  const LedgerSlot* ledger(LedgerNumber number) const noexcept;
};

enum class HoldState : std::uint8_t { open, posted, voided, expired };

struct ResolvedHold {
  std::unique_ptr<TransferRecord> hold;
  HoldState state;
};

// What pending_id names. `row` is null where there is none.
struct PendingTransfer {
  const TransferRecord* row = nullptr;
  HoldState state = HoldState::open;
};

// Where the batch knows an id from.
struct KnownId {
  enum class Source : std::uint8_t { batch, supplied, batch_failed, supplied_failed };
  Source source;
  std::uint32_t index;
};

struct NumberKey {
  TenantNumber tenant;
  std::int64_t number;
};

// The inverse changes.
struct AccountChanged {
  AccountSlot* slot;
  Balances balances;
  bool closed;
};
struct HeadMoved {
  LedgerSlot* slot;
  Hash head;
};
struct HoldOpened {
  TransferKey key;
};
struct HoldResolved {
  TransferKey key;
};
struct IdUsed {
  TransferKey key;
};
struct AccountCreated {
  TenantState* tenant;
};
struct LedgerOpened {
  TenantState* tenant;
};
using Change = std::variant<AccountChanged, HeadMoved, HoldOpened, HoldResolved, IdUsed,
                            AccountCreated, LedgerOpened>;

// A point to roll back to.
struct Mark {
  std::size_t changes;
  std::size_t transfers;
  std::size_t accounts;
};

struct State {
  explicit State(RecentIds& recent_ids) : recent(recent_ids) {}

  RecentIds& recent;
  boost::unordered_flat_map<TenantNumber, std::unique_ptr<TenantState>> tenants;
  FlatMap<TransferKey, std::unique_ptr<TransferRecord>> open_holds;
  // By the time they expire, then by their timestamp.
  std::map<std::pair<std::int64_t, std::int64_t>, const TransferRecord*> expiries;
  Timestamp last_timestamp;
  std::vector<NumberKey> dirty_accounts;
  std::vector<NumberKey> dirty_ledgers;

  // Of the open batch, and of the rows supplied for it.
  bool batch_open = false;
  Timestamp batch_time;
  Timestamp last_timestamp_before;
  BatchRows rows;
  std::vector<Change> journal;
  FlatMap<TransferKey, KnownId> known;
  std::vector<TransferRecord> supplied;
  std::vector<FailedRecord> supplied_failed;
  FlatMap<TransferKey, HoldState> supplied_resolutions;
  FlatMap<TransferKey, ResolvedHold> resolved_holds;
  Flush flushed;  // taken while the batch is open

  TenantState& tenant(TenantNumber number);
  const TenantState* find_tenant(TenantNumber number) const noexcept;
  PendingTransfer find_pending(const TransferKey& key) const;
  const TransferRecord* known_row(const KnownId& known_id) const;
  const FailedRecord* known_failure(const KnownId& known_id) const;

  // Forward changes; all but the first three are journaled.
  Timestamp next_timestamp();
  void mark_dirty(AccountSlot& slot);
  void mark_dirty(LedgerSlot& slot);
  void set_account(AccountSlot& slot, const Balances& balances, bool closed);
  // Completes `row` with the balances and the hash, and adds it to the batch.
  const TransferRecord& append(TransferRecord row, const AccountSlot& debit,
                               const AccountSlot& credit);
  void open_hold(const TransferRecord& hold);
  void resolve_hold(const TransferKey& key, HoldState state);
  void add_account(const Account& account);
  void add_ledger(const Ledger& ledger);
  void poison(const TransferKey& key, TransferStatus status, Timestamp timestamp);

  Mark mark() const noexcept;
  void roll_back(const Mark& mark);
  void forget_batch();

  // Without journal: what rebuilding and undoing need.
  void insert_open_hold(std::unique_ptr<TransferRecord> hold);
  std::unique_ptr<TransferRecord> remove_open_hold(const TransferKey& key);
};

}  // namespace sangam::engines::ledger
