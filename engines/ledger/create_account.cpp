#include "base/assert.h"
#include "engines/ledger/operations.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

using enum AccountStatus;

namespace {

AccountStatus check_identity(const CreateAccount& command) {
  if (has(command.flags, static_cast<std::uint16_t>(~account_flag::kAll))) return reserved_flag;
  if (command.id.is_zero()) return id_must_not_be_zero;
  return command.id.is_max() ? id_must_not_be_int_max : created;
}

AccountStatus compare_with_account(const CreateAccount& command, const Account& account) {
  SANGAM_ASSERT(command.id == account.id);
  if (command.flags != account.flags) return exists_with_different_flags;
  if (command.user_data_128 != account.user_data_128) return exists_with_different_user_data_128;
  if (command.user_data_64 != account.user_data_64) return exists_with_different_user_data_64;
  if (command.user_data_32 != account.user_data_32) return exists_with_different_user_data_32;
  if (command.ledger != account.ledger) return exists_with_different_ledger;
  if (command.code != account.code) return exists_with_different_code;
  if (command.overdraft_limit != account.overdraft_limit) {
    return exists_with_different_overdraft_limit;
  }
  return exists;
}

AccountStatus check_fields(const CreateAccount& command) {
  constexpr std::uint16_t kLimits =
      account_flag::kDebitsMustNotExceedCredits | account_flag::kCreditsMustNotExceedDebits;
  if ((command.flags & kLimits) == kLimits) return flags_are_mutually_exclusive;
  if (command.ledger == kLedgerNone) return ledger_must_not_be_zero;
  if (command.code == 0) return code_must_not_be_zero;
  if (command.overdraft_limit < 0) return overdraft_limit_must_not_be_negative;
  if (command.overdraft_limit > 0 &&
      !has(command.flags, account_flag::kDebitsMustNotExceedCredits)) {
    return overdraft_limit_needs_debit_limit;
  }
  return created;
}

AccountStatus create_account(State& state, const CreateAccount& command, Timestamp now,
                             AccountResult& result) {
  if (const auto fault = check_identity(command); fault != created) return fault;
  TenantState& tenant = state.tenant(command.tenant);
  if (const auto found = tenant.account_by_id.find(command.id);
      found != tenant.account_by_id.end()) {
    const Account& account = tenant.account(found->second)->account;
    const AccountStatus status = compare_with_account(command, account);
    if (status == exists) {
      result.number = account.number;
      result.timestamp = account.timestamp;
    }
    return status;
  }
  if (const auto fault = check_fields(command); fault != created) return fault;
  if (tenant.ledger(command.ledger) == nullptr) return ledger_not_found;

  result.number = static_cast<AccountNumber>(tenant.accounts.size()) + 1;
  state.add_account({.tenant = command.tenant,
                     .code = command.code,
                     .flags = command.flags,
                     .number = result.number,
                     .ledger = command.ledger,
                     .id = command.id,
                     .overdraft_limit = command.overdraft_limit,
                     .user_data_128 = command.user_data_128,
                     .user_data_64 = command.user_data_64,
                     .user_data_32 = command.user_data_32,
                     .closed = has(command.flags, account_flag::kClosed),
                     .timestamp = now});
  return created;
}

}  // namespace

AccountStatus execute_account(State& state, const CreateAccount& command, Timestamp now,
                              AccountResult& result) {
  result.timestamp = now;
  result.status = create_account(state, command, now, result);
  return result.status;
}

}  // namespace sangam::engines::ledger
