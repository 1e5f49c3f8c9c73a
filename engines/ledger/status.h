#pragma once

// Why a command was refused, or that it was not. Names and numbers are those of TigerBeetle's
// create_transfers and create_accounts results (docs/decisions/0001); 1000 and above are ours.
// Statuses that nothing here can give (imported events, balances of a new account) are left out.

#include <cstdint>
#include <span>
#include <string_view>

namespace sangam::engines::ledger {

// In order of precedence: of several faults the first in this list is reported.
enum class TransferStatus : std::uint32_t {
  created = 4294967295,
  linked_event_failed = 1,
  linked_event_chain_open = 2,
  linked_chain_too_long = 1002,
  reserved_flag = 4,
  amount_must_not_be_negative = 1003,
  reference_too_long = 1004,
  id_must_not_be_zero = 5,
  id_must_not_be_int_max = 6,
  id_is_reserved = 1005,
  exists_with_different_flags = 36,
  exists_with_different_pending_id = 40,
  exists_with_different_timeout = 44,
  exists_with_different_debit_account_id = 37,
  exists_with_different_credit_account_id = 38,
  exists_with_different_amount = 39,
  exists_with_different_user_data_128 = 41,
  exists_with_different_user_data_64 = 42,
  exists_with_different_user_data_32 = 43,
  exists_with_different_ledger = 67,
  exists_with_different_code = 45,
  exists_with_different_reference = 1001,
  exists = 46,
  id_already_failed = 68,
  flags_are_mutually_exclusive = 7,
  debit_account_id_must_not_be_zero = 8,
  debit_account_id_must_not_be_int_max = 9,
  credit_account_id_must_not_be_zero = 10,
  credit_account_id_must_not_be_int_max = 11,
  accounts_must_be_different = 12,
  pending_id_must_be_zero = 13,
  pending_id_must_not_be_zero = 14,
  pending_id_must_not_be_int_max = 15,
  pending_id_must_be_different = 16,
  timeout_reserved_for_pending_transfer = 17,
  closing_transfer_must_be_pending = 64,
  code_must_not_be_zero = 20,
  debit_account_not_found = 21,
  credit_account_not_found = 22,
  accounts_must_have_the_same_ledger = 23,
  transfer_must_have_the_same_ledger_as_accounts = 24,
  pending_transfer_not_found = 25,
  pending_transfer_not_pending = 26,
  pending_transfer_has_different_debit_account_id = 27,
  pending_transfer_has_different_credit_account_id = 28,
  pending_transfer_has_different_ledger = 29,
  pending_transfer_has_different_code = 30,
  exceeds_pending_transfer_amount = 31,
  pending_transfer_has_different_amount = 32,
  pending_transfer_already_posted = 33,
  pending_transfer_already_voided = 34,
  pending_transfer_expired = 35,
  debit_account_already_closed = 65,
  credit_account_already_closed = 66,
  overflows_debits_pending = 47,
  overflows_credits_pending = 48,
  overflows_debits_posted = 49,
  overflows_credits_posted = 50,
  overflows_debits = 51,
  overflows_credits = 52,
  overflows_timeout = 53,
  exceeds_credits = 54,
  exceeds_debits = 55,
};

// Of accounts, and of ledgers (which use created, exists and the two rules on ids).
enum class AccountStatus : std::uint32_t {
  created = 4294967295,
  linked_event_failed = 1,
  linked_event_chain_open = 2,
  linked_chain_too_long = 1002,
  reserved_flag = 5,
  id_must_not_be_zero = 6,
  id_must_not_be_int_max = 7,
  exists_with_different_flags = 15,
  exists_with_different_user_data_128 = 16,
  exists_with_different_user_data_64 = 17,
  exists_with_different_user_data_32 = 18,
  exists_with_different_ledger = 19,
  exists_with_different_code = 20,
  exists_with_different_overdraft_limit = 1011,
  exists = 21,
  flags_are_mutually_exclusive = 8,
  ledger_must_not_be_zero = 13,
  code_must_not_be_zero = 14,
  overdraft_limit_must_not_be_negative = 1012,
  overdraft_limit_needs_debit_limit = 1013,
  ledger_not_found = 1014,
};

// The snake_case name, as on the wire.
std::string_view name(TransferStatus status) noexcept;
std::string_view name(AccountStatus status) noexcept;

// Every status, in order of precedence.
std::span<const TransferStatus> all_transfer_statuses() noexcept;
std::span<const AccountStatus> all_account_statuses() noexcept;

// Failures that may pass, after which the id stays unusable (FailedRecord).
bool is_transient(TransferStatus status) noexcept;

}  // namespace sangam::engines::ledger
