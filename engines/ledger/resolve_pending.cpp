// How a hold ends: posted, voided or expired. Each once.

#include "base/assert.h"
#include "engines/ledger/operations.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

using enum TransferStatus;

namespace {

TransferStatus check_hold_state(const PendingTransfer& pending, Timestamp now) {
  switch (pending.state) {
    case HoldState::posted:
      return pending_transfer_already_posted;
    case HoldState::voided:
      return pending_transfer_already_voided;
    case HoldState::expired:
      return pending_transfer_expired;
    case HoldState::open:
      break;
  }
  // Its time may have passed before expire() got to it.
  const bool is_due = pending.row->timeout > 0 && expiry_time(*pending.row) <= now.nanoseconds;
  return is_due ? pending_transfer_expired : created;
}

// Releases the hold, posts `posted` of it, and opens again what it had closed unless it is posted.
void release(State& state, const TransferRecord& hold, std::int64_t posted, AccountSlot& debit,
             AccountSlot& credit) {
  SANGAM_ASSERT(posted >= 0 && posted <= hold.amount);
  SANGAM_ASSERT(debit.account.balances.debits_pending >= hold.amount);
  SANGAM_ASSERT(credit.account.balances.credits_pending >= hold.amount);
  Balances debit_balances = debit.account.balances;
  Balances credit_balances = credit.account.balances;
  debit_balances.debits_pending -= hold.amount;
  debit_balances.debits_posted += posted;
  credit_balances.credits_pending -= hold.amount;
  credit_balances.credits_posted += posted;
  const bool opens_debit = has(hold.flags, transfer_flag::kClosingDebit);
  const bool opens_credit = has(hold.flags, transfer_flag::kClosingCredit);
  SANGAM_ASSERT(!opens_debit || debit.account.closed);
  SANGAM_ASSERT(!opens_credit || credit.account.closed);
  state.set_account(debit, debit_balances, debit.account.closed && !opens_debit);
  state.set_account(credit, credit_balances, credit.account.closed && !opens_credit);
}

TransferRecord make_row(const TransferRecord& hold, Kind kind, const Uuid& id, std::int64_t amount,
                        Timestamp now) {
  return {.tenant = hold.tenant,
          .kind = kind,
          .code = hold.code,
          .ledger = hold.ledger,
          .id = id,
          .debit_account = hold.debit_account,
          .credit_account = hold.credit_account,
          .amount = amount,
          .pending_id = hold.id,
          .user_data_32 = hold.user_data_32,
          .user_data_64 = hold.user_data_64,
          .user_data_128 = hold.user_data_128,
          .timestamp = now,
          .reference = hold.reference};
}

// Takes over what the command says itself, instead of leaving it to the hold.
void override_inherited(const TransferCommand& command, TransferRecord& row) {
  row.flags = command.flags;
  if (!command.user_data_128.is_zero()) row.user_data_128 = command.user_data_128;
  if (command.user_data_64 != 0) row.user_data_64 = command.user_data_64;
  if (command.user_data_32 != 0) row.user_data_32 = command.user_data_32;
  if (!command.reference.empty()) row.reference = command.reference;
}

}  // namespace

TransferStatus resolve_pending(State& state, const TransferCommand& command, Timestamp now,
                               TransferResult& result) {
  if (const auto fault = check_resolution_fields(command); fault != created) return fault;
  const TransferKey key{command.tenant, command.pending_id};
  const PendingTransfer pending = state.find_pending(key);
  if (pending.row == nullptr) return pending_transfer_not_found;
  if (pending.row->kind != Kind::hold) return pending_transfer_not_pending;
  const TransferRecord& hold = *pending.row;
  if (const auto fault = check_against_hold(command, hold); fault != created) return fault;
  if (const auto fault = check_hold_state(pending, now); fault != created) return fault;

  TenantState& tenant = state.tenant(command.tenant);
  AccountSlot& debit = *tenant.account(hold.debit_account);
  AccountSlot& credit = *tenant.account(hold.credit_account);
  const bool is_void = has(command.flags, transfer_flag::kVoidPendingTransfer);
  if (!is_void && debit.account.closed) return debit_account_already_closed;
  if (!is_void && credit.account.closed) return credit_account_already_closed;

  const std::int64_t amount = resolved_amount(command, hold);
  release(state, hold, is_void ? 0 : amount, debit, credit);
  TransferRecord row = make_row(hold, is_void ? Kind::void_ : Kind::post, command.id, amount, now);
  override_inherited(command, row);
  state.resolve_hold(key, is_void ? HoldState::voided : HoldState::posted);
  describe_row(state.append(std::move(row), debit, credit), result);
  return created;
}

void expire_hold(State& state, const TransferRecord& hold, Timestamp now) {
  SANGAM_ASSERT(expiry_time(hold) <= now.nanoseconds);
  TenantState& tenant = state.tenant(hold.tenant);
  AccountSlot& debit = *tenant.account(hold.debit_account);
  AccountSlot& credit = *tenant.account(hold.credit_account);
  release(state, hold, 0, debit, credit);
  TransferRecord row = make_row(hold, Kind::expiry, expiry_id(hold), hold.amount, now);
  state.resolve_hold({hold.tenant, hold.id}, HoldState::expired);
  state.append(std::move(row), debit, credit);
}

}  // namespace sangam::engines::ledger
