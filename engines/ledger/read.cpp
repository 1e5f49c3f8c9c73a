// Looking into a shard.

#include <algorithm>

#include "base/assert.h"
#include "engines/ledger/state.h"

namespace sangam::engines::ledger {

const Account* Shard::account(TenantNumber tenant, AccountNumber number) const noexcept {
  const TenantState* found = state_->find_tenant(tenant);
  const AccountSlot* slot = found == nullptr ? nullptr : found->account(number);
  return slot == nullptr ? nullptr : &slot->account;
}

const Ledger* Shard::ledger(TenantNumber tenant, LedgerNumber number) const noexcept {
  const TenantState* found = state_->find_tenant(tenant);
  const LedgerSlot* slot = found == nullptr ? nullptr : found->ledger(number);
  return slot == nullptr ? nullptr : &slot->ledger;
}

const TransferRecord* Shard::open_hold(const TransferKey& key) const noexcept {
  const auto found = state_->open_holds.find(key);
  return found == state_->open_holds.end() ? nullptr : found->second.get();
}

AccountNumber Shard::resolve_account(TenantNumber tenant, const Uuid& id) const noexcept {
  if (id.is_zero()) return kAccountNone;
  if (id.is_max()) return kAccountMax;
  const TenantState* found = state_->find_tenant(tenant);
  if (found == nullptr) return kAccountUnknown;
  const auto number = found->account_by_id.find(id);
  return number == found->account_by_id.end() ? kAccountUnknown : number->second;
}

LedgerNumber Shard::resolve_ledger(TenantNumber tenant, const Uuid& id) const noexcept {
  const TenantState* found = state_->find_tenant(tenant);
  if (found == nullptr) return kLedgerNone;
  const auto number = found->ledger_by_id.find(id);
  return number == found->ledger_by_id.end() ? kLedgerNone : number->second;
}

std::size_t Shard::account_count(TenantNumber tenant) const noexcept {
  const TenantState* found = state_->find_tenant(tenant);
  return found == nullptr ? 0 : found->accounts.size();
}

std::size_t Shard::open_hold_count() const noexcept { return state_->open_holds.size(); }

Timestamp Shard::last_timestamp() const noexcept { return state_->last_timestamp; }

bool Shard::has_closed_or_reopened() const noexcept {
  return std::ranges::any_of(state_->journal, [](const Change& change) {
    const auto* account = std::get_if<AccountChanged>(&change);
    return account != nullptr && account->closed != account->slot->account.closed;
  });
}

std::optional<Timestamp> Shard::next_expiry() const noexcept {
  if (state_->expiries.empty()) return std::nullopt;
  return Timestamp{state_->expiries.begin()->first.first};
}

}  // namespace sangam::engines::ledger
