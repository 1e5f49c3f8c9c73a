#include "engines/ledger/state.h"

#include "base/assert.h"
#include "engines/ledger/chain.h"

namespace sangam::engines::ledger {

namespace {

// The slot of a number, null where there is none; numbers of callers may be anything.
template <class Slots>
auto* find_slot(Slots& slots, std::int64_t number) noexcept {
  const bool exists = number >= 1 && number <= static_cast<std::int64_t>(slots.size());
  return exists ? &slots[static_cast<std::size_t>(number - 1)] : nullptr;
}

}  // namespace

AccountSlot* TenantState::account(AccountNumber number) noexcept {
  return find_slot(accounts, number);
}
const AccountSlot* TenantState::account(AccountNumber number) const noexcept {
  return find_slot(accounts, number);
}
LedgerSlot* TenantState::ledger(LedgerNumber number) noexcept { return find_slot(ledgers, number); }
const LedgerSlot* TenantState::ledger(LedgerNumber number) const noexcept {
  return find_slot(ledgers, number);
}

TenantState& State::tenant(TenantNumber number) {
  std::unique_ptr<TenantState>& slot = tenants[number];
  if (!slot) slot = std::make_unique<TenantState>();
  return *slot;
}

const TenantState* State::find_tenant(TenantNumber number) const noexcept {
  const auto found = tenants.find(number);
  return found == tenants.end() ? nullptr : found->second.get();
}

PendingTransfer State::find_pending(const TransferKey& key) const {
  if (const auto open = open_holds.find(key); open != open_holds.end()) {
    return {.row = open->second.get(), .state = HoldState::open};
  }
  if (const auto resolved = resolved_holds.find(key); resolved != resolved_holds.end()) {
    return {.row = resolved->second.hold.get(), .state = resolved->second.state};
  }
  const auto found = known.find(key);
  if (found == known.end()) return {};
  const TransferRecord* row = known_row(found->second);
  if (row == nullptr || row->kind != Kind::hold) return {.row = row};
  // A hold that is not open is history, and history says how it ended.
  const auto resolution = supplied_resolutions.find(key);
  SANGAM_ASSERT(resolution != supplied_resolutions.end());
  return {.row = row, .state = resolution->second};
}

const TransferRecord* State::known_row(const KnownId& known_id) const {
  switch (known_id.source) {
    case KnownId::Source::batch:
      return &rows.transfers[known_id.index];
    case KnownId::Source::supplied:
      return &supplied[known_id.index];
    default:
      return nullptr;
  }
}

const FailedRecord* State::known_failure(const KnownId& known_id) const {
  switch (known_id.source) {
    case KnownId::Source::batch_failed:
      return &rows.failed[known_id.index];
    case KnownId::Source::supplied_failed:
      return &supplied_failed[known_id.index];
    default:
      return nullptr;
  }
}

Timestamp State::next_timestamp() {
  SANGAM_ASSERT(batch_open);
  const std::int64_t next = std::max(batch_time.nanoseconds, last_timestamp.nanoseconds + 1);
  last_timestamp = Timestamp{next};
  return last_timestamp;
}

void State::mark_dirty(AccountSlot& slot) {
  if (slot.dirty) return;
  slot.dirty = true;
  dirty_accounts.push_back({slot.account.tenant, slot.account.number});
}

void State::mark_dirty(LedgerSlot& slot) {
  if (slot.dirty) return;
  slot.dirty = true;
  dirty_ledgers.push_back({slot.ledger.tenant, slot.ledger.number});
}

void State::set_account(AccountSlot& slot, const Balances& balances, bool closed) {
  SANGAM_ASSERT(batch_open);
  SANGAM_ASSERT(balances.debits_pending >= 0 && balances.debits_posted >= 0);
  SANGAM_ASSERT(balances.credits_pending >= 0 && balances.credits_posted >= 0);
  SANGAM_ASSERT(balances.debits_pending <= kAmountMax - balances.debits_posted);
  SANGAM_ASSERT(balances.credits_pending <= kAmountMax - balances.credits_posted);
  journal.emplace_back(AccountChanged{&slot, slot.account.balances, slot.account.closed});
  slot.account.balances = balances;
  slot.account.closed = closed;
  mark_dirty(slot);
}

const TransferRecord& State::append(TransferRecord row, const AccountSlot& debit,
                                    const AccountSlot& credit) {
  LedgerSlot* ledger = tenant(row.tenant).ledger(row.ledger);
  SANGAM_ASSERT(ledger != nullptr);
  SANGAM_ASSERT(row.timestamp == last_timestamp);
  row.debit_balances = debit.account.balances;
  row.credit_balances = credit.account.balances;
  row.hash = chain_hash(ledger->ledger.head, row);

  journal.emplace_back(HeadMoved{ledger, ledger->ledger.head});
  ledger->ledger.head = row.hash;
  ++ledger->ledger.rows;
  mark_dirty(*ledger);

  const TransferKey key{row.tenant, row.id};
  const auto index = static_cast<std::uint32_t>(rows.transfers.size());
  const bool is_new = known.try_emplace(key, KnownId{KnownId::Source::batch, index}).second;
  SANGAM_ASSERT(is_new);
  journal.emplace_back(IdUsed{key});
  return rows.transfers.emplace_back(std::move(row));
}

void State::open_hold(const TransferRecord& hold) {
  SANGAM_ASSERT(hold.kind == Kind::hold);
  insert_open_hold(std::make_unique<TransferRecord>(hold));
  journal.emplace_back(HoldOpened{{hold.tenant, hold.id}});
}

void State::resolve_hold(const TransferKey& key, HoldState state) {
  SANGAM_ASSERT(state != HoldState::open);
  const bool is_first =
      resolved_holds.try_emplace(key, ResolvedHold{remove_open_hold(key), state}).second;
  SANGAM_ASSERT(is_first);
  journal.emplace_back(HoldResolved{key});
}

void State::add_account(const Account& account) {
  TenantState& owner = tenant(account.tenant);
  SANGAM_ASSERT(account.number == static_cast<AccountNumber>(owner.accounts.size()) + 1);
  owner.accounts.push_back({.account = account});
  const bool is_new = owner.account_by_id.try_emplace(account.id, account.number).second;
  SANGAM_ASSERT(is_new);
  rows.accounts.push_back(account);
  journal.emplace_back(AccountCreated{&owner});
}

void State::add_ledger(const Ledger& ledger) {
  TenantState& owner = tenant(ledger.tenant);
  SANGAM_ASSERT(ledger.number == static_cast<LedgerNumber>(owner.ledgers.size()) + 1);
  owner.ledgers.push_back({.ledger = ledger});
  const bool is_new = owner.ledger_by_id.try_emplace(ledger.id, ledger.number).second;
  SANGAM_ASSERT(is_new);
  rows.ledgers.push_back(ledger);
  journal.emplace_back(LedgerOpened{&owner});
}

void State::poison(const TransferKey& key, TransferStatus status, Timestamp timestamp) {
  SANGAM_ASSERT(is_transient(status));
  const auto index = static_cast<std::uint32_t>(rows.failed.size());
  const bool is_new = known.try_emplace(key, KnownId{KnownId::Source::batch_failed, index}).second;
  SANGAM_ASSERT(is_new);
  journal.emplace_back(IdUsed{key});
  rows.failed.push_back({key.tenant, key.id, status, timestamp});
}

void State::insert_open_hold(std::unique_ptr<TransferRecord> hold) {
  const TransferKey key{hold->tenant, hold->id};
  if (hold->timeout > 0) {
    const auto due = std::pair{expiry_time(*hold), hold->timestamp.nanoseconds};
    const bool is_new = expiries.try_emplace(due, hold.get()).second;
    SANGAM_ASSERT(is_new);
  }
  const bool is_new = open_holds.try_emplace(key, std::move(hold)).second;
  SANGAM_ASSERT(is_new);
}

std::unique_ptr<TransferRecord> State::remove_open_hold(const TransferKey& key) {
  const auto found = open_holds.find(key);
  SANGAM_ASSERT(found != open_holds.end());
  std::unique_ptr<TransferRecord> hold = std::move(found->second);
  open_holds.erase(found);
  if (hold->timeout > 0) {
    const std::size_t erased = expiries.erase({expiry_time(*hold), hold->timestamp.nanoseconds});
    SANGAM_ASSERT(erased == 1);
  }
  return hold;
}

}  // namespace sangam::engines::ledger
