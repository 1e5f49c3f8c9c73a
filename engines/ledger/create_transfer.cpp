#include <algorithm>
#include <expected>

#include "base/assert.h"
#include "engines/ledger/operations.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

using enum TransferStatus;

namespace {

struct Parties {
  AccountSlot& debit;
  AccountSlot& credit;
};

std::expected<Parties, TransferStatus> find_parties(TenantState& tenant,
                                                    const TransferCommand& command) {
  AccountSlot* debit = tenant.account(command.debit_account);
  if (debit == nullptr) return std::unexpected(debit_account_not_found);
  AccountSlot* credit = tenant.account(command.credit_account);
  if (credit == nullptr) return std::unexpected(credit_account_not_found);
  if (debit->account.ledger != credit->account.ledger) {
    return std::unexpected(accounts_must_have_the_same_ledger);
  }
  if (command.ledger != kLedgerNone && command.ledger != debit->account.ledger) {
    return std::unexpected(transfer_must_have_the_same_ledger_as_accounts);
  }
  if (debit->account.closed) return std::unexpected(debit_account_already_closed);
  if (credit->account.closed) return std::unexpected(credit_account_already_closed);
  return Parties{.debit = *debit, .credit = *credit};
}

std::int64_t debits(const Balances& balances) {
  return balances.debits_posted + balances.debits_pending;
}
std::int64_t credits(const Balances& balances) {
  return balances.credits_posted + balances.credits_pending;
}

// A balancing transfer moves no more than the account's posted balance covers.
std::int64_t actual_amount(const TransferCommand& command, const Balances& debit,
                           const Balances& credit) {
  std::int64_t amount = command.amount;
  if (has(command.flags, transfer_flag::kBalancingDebit)) {
    amount = std::min(amount, std::max<std::int64_t>(debit.credits_posted - debits(debit), 0));
  }
  if (has(command.flags, transfer_flag::kBalancingCredit)) {
    amount = std::min(amount, std::max<std::int64_t>(credit.debits_posted - credits(credit), 0));
  }
  SANGAM_ASSERT(amount >= 0);
  SANGAM_ASSERT(amount <= command.amount);
  return amount;
}

bool sum_overflows(std::int64_t a, std::int64_t b) {
  SANGAM_ASSERT(a >= 0 && b >= 0);
  return a > kAmountMax - b;
}

TransferStatus check_overflow(std::int64_t amount, bool is_hold, const Balances& debit,
                              const Balances& credit) {
  if (is_hold) {
    if (sum_overflows(amount, debit.debits_pending)) return overflows_debits_pending;
    if (sum_overflows(amount, credit.credits_pending)) return overflows_credits_pending;
  }
  if (sum_overflows(amount, debit.debits_posted)) return overflows_debits_posted;
  if (sum_overflows(amount, credit.credits_posted)) return overflows_credits_posted;
  if (sum_overflows(amount, debits(debit))) return overflows_debits;
  if (sum_overflows(amount, credits(credit))) return overflows_credits;
  return created;
}

bool timeout_overflows(const TransferCommand& command, Timestamp now) {
  return sum_overflows(now.nanoseconds, std::int64_t{command.timeout} * kNanosecondsPerSecond);
}

// Pending credits are not funds, pending debits are already spent. Sums cannot overflow here.
TransferStatus check_limits(std::int64_t amount, const Account& debit, const Account& credit) {
  if (has(debit.flags, account_flag::kDebitsMustNotExceedCredits) &&
      debits(debit.balances) + amount - debit.balances.credits_posted > debit.overdraft_limit) {
    return exceeds_credits;
  }
  if (has(credit.flags, account_flag::kCreditsMustNotExceedDebits) &&
      credits(credit.balances) + amount > credit.balances.debits_posted) {
    return exceeds_debits;
  }
  return created;
}

void move(State& state, const TransferCommand& command, std::int64_t amount,
          const Parties& parties) {
  Balances debit = parties.debit.account.balances;
  Balances credit = parties.credit.account.balances;
  const bool is_hold = has(command.flags, transfer_flag::kPending);
  (is_hold ? debit.debits_pending : debit.debits_posted) += amount;
  (is_hold ? credit.credits_pending : credit.credits_posted) += amount;
  state.set_account(parties.debit, debit, has(command.flags, transfer_flag::kClosingDebit));
  state.set_account(parties.credit, credit, has(command.flags, transfer_flag::kClosingCredit));
}

TransferRecord make_row(const TransferCommand& command, std::int64_t amount, LedgerNumber ledger,
                        Timestamp now) {
  const bool is_hold = has(command.flags, transfer_flag::kPending);
  return {.tenant = command.tenant,
          .kind = is_hold ? Kind::hold : Kind::transfer,
          .code = command.code,
          .flags = command.flags,
          .ledger = ledger,
          .id = command.id,
          .debit_account = command.debit_account,
          .credit_account = command.credit_account,
          .amount = amount,
          .timeout = command.timeout,
          .user_data_32 = command.user_data_32,
          .user_data_64 = command.user_data_64,
          .user_data_128 = command.user_data_128,
          .timestamp = now,
          .reference = command.reference};
}

TransferStatus create_transfer(State& state, TenantState& tenant, const TransferCommand& command,
                               Timestamp now, TransferResult& result) {
  if (const auto fault = check_transfer_fields(command); fault != created) return fault;
  const auto parties = find_parties(tenant, command);
  if (!parties) return parties.error();
  const Account& debit = parties->debit.account;
  const Account& credit = parties->credit.account;
  const bool is_hold = has(command.flags, transfer_flag::kPending);

  const std::int64_t amount = actual_amount(command, debit.balances, credit.balances);
  const auto overflow = check_overflow(amount, is_hold, debit.balances, credit.balances);
  if (overflow != created) return overflow;
  if (timeout_overflows(command, now)) return overflows_timeout;
  if (const auto fault = check_limits(amount, debit, credit); fault != created) return fault;

  move(state, command, amount, *parties);
  const TransferRecord& row =
      state.append(make_row(command, amount, debit.ledger, now), parties->debit, parties->credit);
  if (is_hold) state.open_hold(row);
  describe_row(row, result);
  return created;
}

TransferStatus answer_known(const State& state, const TransferCommand& command,
                            const KnownId& known_id, TransferResult& result) {
  if (const FailedRecord* failure = state.known_failure(known_id)) {
    result.original_status = failure->status;
    result.timestamp = failure->timestamp;
    return id_already_failed;
  }
  const TransferRecord& row = *state.known_row(known_id);
  const PendingTransfer pending = has(command.flags, transfer_flag::kResolves)
                                      ? state.find_pending({command.tenant, command.pending_id})
                                      : PendingTransfer{};
  const TransferStatus status = compare_with_row(command, row, pending.row);
  if (status == exists) describe_row(row, result);
  return status;
}

}  // namespace

TransferStatus execute_transfer(State& state, const TransferCommand& command, Timestamp now,
                                TransferResult& result) {
  result.timestamp = now;
  result.status = [&] {
    if (const auto fault = check_identity(command); fault != created) return fault;
    const auto known_id = state.known.find({command.tenant, command.id});
    if (known_id != state.known.end()) {
      return answer_known(state, command, known_id->second, result);
    }
    if (has(command.flags, transfer_flag::kResolves)) {
      return resolve_pending(state, command, now, result);
    }
    return create_transfer(state, state.tenant(command.tenant), command, now, result);
  }();
  return result.status;
}

void describe_row(const TransferRecord& row, TransferResult& result) {
  result.timestamp = row.timestamp;
  result.kind = row.kind;
  result.code = row.code;
  result.reference = row.reference;
  result.ledger = row.ledger;
  result.debit_account = row.debit_account;
  result.credit_account = row.credit_account;
  result.amount = row.amount;
  result.debit_balances = row.debit_balances;
  result.credit_balances = row.credit_balances;
}

}  // namespace sangam::engines::ledger
