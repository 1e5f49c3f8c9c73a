// From the database back to memory.

#include "base/assert.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

namespace {

// Grows `slots` so that `number` has a place; rows may arrive in any order.
template <class Slot>
Slot& place_for(std::deque<Slot>& slots, std::int64_t number) {
  SANGAM_ASSERT(number > 0);
  const auto size = static_cast<std::size_t>(number);
  if (slots.size() < size) slots.resize(size);
  return slots[size - 1];
}

void set_closed(State& state, const TransferRecord& hold, bool closed) {
  TenantState& tenant = state.tenant(hold.tenant);
  if (has(hold.flags, transfer_flag::kClosingDebit)) {
    tenant.account(hold.debit_account)->account.closed = closed;
  }
  if (has(hold.flags, transfer_flag::kClosingCredit)) {
    tenant.account(hold.credit_account)->account.closed = closed;
  }
}

void add_hold(State& state, const TransferRecord& hold) {
  if (state.open_holds.contains({hold.tenant, hold.id})) return;
  state.insert_open_hold(std::make_unique<TransferRecord>(hold));
}

// A row's balances are the account's from then on.
void set_balances(State& state, const TransferRecord& row, AccountNumber number,
                  const Balances& balances) {
  AccountSlot* slot = state.tenant(row.tenant).account(number);
  SANGAM_ASSERT(slot != nullptr);
  SANGAM_ASSERT(slot->account.ledger == row.ledger);
  slot->account.balances = balances;
  state.mark_dirty(*slot);
}

}  // namespace

void Shard::restore_timestamp(Timestamp last) {
  state_->last_timestamp = std::max(state_->last_timestamp, last);
}

void Shard::restore_ledger(const Ledger& ledger) {
  TenantState& tenant = state_->tenant(ledger.tenant);
  LedgerSlot& slot = place_for(tenant.ledgers, ledger.number);
  SANGAM_ASSERT(slot.ledger.number == kLedgerNone);
  slot.ledger = ledger;
  const bool is_new = tenant.ledger_by_id.try_emplace(ledger.id, ledger.number).second;
  SANGAM_ASSERT(is_new);
  restore_timestamp(ledger.timestamp);
}

void Shard::restore_account(const Account& account) {
  TenantState& tenant = state_->tenant(account.tenant);
  AccountSlot& slot = place_for(tenant.accounts, account.number);
  SANGAM_ASSERT(slot.account.number == kAccountNone);
  slot.account = account;
  // The stored state may be older than the newest rows; open holds say what is closed now.
  slot.account.closed = has(account.flags, account_flag::kClosed);
  const bool is_new = tenant.account_by_id.try_emplace(account.id, account.number).second;
  SANGAM_ASSERT(is_new);
  restore_timestamp(account.timestamp);
}

void Shard::restore_hold(const TransferRecord& hold) {
  SANGAM_ASSERT(hold.kind == Kind::hold);
  add_hold(*state_, hold);
  restore_timestamp(hold.timestamp);
}

void Shard::restore_newest_id(TenantNumber tenant, const Uuid& id) {
  state_->recent.raise_floor(tenant, id);
}

void Shard::replay(const TransferRecord& row) {
  set_balances(*state_, row, row.debit_account, row.debit_balances);
  set_balances(*state_, row, row.credit_account, row.credit_balances);
  LedgerSlot* ledger = state_->tenant(row.tenant).ledger(row.ledger);
  SANGAM_ASSERT(ledger != nullptr);
  ledger->ledger.head = row.hash;
  ++ledger->ledger.rows;
  state_->mark_dirty(*ledger);
  if (row.kind == Kind::hold) add_hold(*state_, row);
  const TransferKey resolved{row.tenant, row.pending_id};
  if (!row.pending_id.is_zero() && state_->open_holds.contains(resolved)) {
    state_->remove_open_hold(resolved);
  }
  restore_timestamp(row.timestamp);
}

void Shard::finish_rebuild() {
  for (const auto& [number, tenant] : state_->tenants) {
    for (const AccountSlot& slot : tenant->accounts) {
      SANGAM_ASSERT(slot.account.number != kAccountNone);
      SANGAM_ASSERT(tenant->ledger(slot.account.ledger) != nullptr);
    }
    for (const LedgerSlot& slot : tenant->ledgers) {
      SANGAM_ASSERT(slot.ledger.number != kLedgerNone);
      SANGAM_ASSERT(slot.ledger.rows == 0 || state_->recent.has_floor(number));
    }
  }
  for (const auto& [key, hold] : state_->open_holds)
    set_closed(*state_, *hold, true);
}

}  // namespace sangam::engines::ledger
