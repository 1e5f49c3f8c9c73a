#include "engines/ledger/status.h"

#include <algorithm>
#include <array>

namespace sangam::engines::ledger {

namespace {

template <class Status>
struct Named {
  Status status;
  std::string_view name;
};

#define SANGAM_LEDGER_NAMED(status) {Status::status, #status}

template <class Status>
struct Table;

template <>
struct Table<TransferStatus> {
  using Status = TransferStatus;
  static constexpr auto kRows = std::to_array<Named<Status>>({
      SANGAM_LEDGER_NAMED(created),
      SANGAM_LEDGER_NAMED(linked_event_failed),
      SANGAM_LEDGER_NAMED(linked_event_chain_open),
      SANGAM_LEDGER_NAMED(linked_chain_too_long),
      SANGAM_LEDGER_NAMED(reserved_flag),
      SANGAM_LEDGER_NAMED(amount_must_not_be_negative),
      SANGAM_LEDGER_NAMED(reference_too_long),
      SANGAM_LEDGER_NAMED(id_must_not_be_zero),
      SANGAM_LEDGER_NAMED(id_must_not_be_int_max),
      SANGAM_LEDGER_NAMED(id_is_reserved),
      SANGAM_LEDGER_NAMED(exists_with_different_flags),
      SANGAM_LEDGER_NAMED(exists_with_different_pending_id),
      SANGAM_LEDGER_NAMED(exists_with_different_timeout),
      SANGAM_LEDGER_NAMED(exists_with_different_debit_account_id),
      SANGAM_LEDGER_NAMED(exists_with_different_credit_account_id),
      SANGAM_LEDGER_NAMED(exists_with_different_amount),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_128),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_64),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_32),
      SANGAM_LEDGER_NAMED(exists_with_different_ledger),
      SANGAM_LEDGER_NAMED(exists_with_different_code),
      SANGAM_LEDGER_NAMED(exists_with_different_reference),
      SANGAM_LEDGER_NAMED(exists),
      SANGAM_LEDGER_NAMED(id_already_failed),
      SANGAM_LEDGER_NAMED(flags_are_mutually_exclusive),
      SANGAM_LEDGER_NAMED(debit_account_id_must_not_be_zero),
      SANGAM_LEDGER_NAMED(debit_account_id_must_not_be_int_max),
      SANGAM_LEDGER_NAMED(credit_account_id_must_not_be_zero),
      SANGAM_LEDGER_NAMED(credit_account_id_must_not_be_int_max),
      SANGAM_LEDGER_NAMED(accounts_must_be_different),
      SANGAM_LEDGER_NAMED(pending_id_must_be_zero),
      SANGAM_LEDGER_NAMED(pending_id_must_not_be_zero),
      SANGAM_LEDGER_NAMED(pending_id_must_not_be_int_max),
      SANGAM_LEDGER_NAMED(pending_id_must_be_different),
      SANGAM_LEDGER_NAMED(timeout_reserved_for_pending_transfer),
      SANGAM_LEDGER_NAMED(closing_transfer_must_be_pending),
      SANGAM_LEDGER_NAMED(code_must_not_be_zero),
      SANGAM_LEDGER_NAMED(debit_account_not_found),
      SANGAM_LEDGER_NAMED(credit_account_not_found),
      SANGAM_LEDGER_NAMED(accounts_must_have_the_same_ledger),
      SANGAM_LEDGER_NAMED(transfer_must_have_the_same_ledger_as_accounts),
      SANGAM_LEDGER_NAMED(pending_transfer_not_found),
      SANGAM_LEDGER_NAMED(pending_transfer_not_pending),
      SANGAM_LEDGER_NAMED(pending_transfer_has_different_debit_account_id),
      SANGAM_LEDGER_NAMED(pending_transfer_has_different_credit_account_id),
      SANGAM_LEDGER_NAMED(pending_transfer_has_different_ledger),
      SANGAM_LEDGER_NAMED(pending_transfer_has_different_code),
      SANGAM_LEDGER_NAMED(exceeds_pending_transfer_amount),
      SANGAM_LEDGER_NAMED(pending_transfer_has_different_amount),
      SANGAM_LEDGER_NAMED(pending_transfer_already_posted),
      SANGAM_LEDGER_NAMED(pending_transfer_already_voided),
      SANGAM_LEDGER_NAMED(pending_transfer_expired),
      SANGAM_LEDGER_NAMED(debit_account_already_closed),
      SANGAM_LEDGER_NAMED(credit_account_already_closed),
      SANGAM_LEDGER_NAMED(overflows_debits_pending),
      SANGAM_LEDGER_NAMED(overflows_credits_pending),
      SANGAM_LEDGER_NAMED(overflows_debits_posted),
      SANGAM_LEDGER_NAMED(overflows_credits_posted),
      SANGAM_LEDGER_NAMED(overflows_debits),
      SANGAM_LEDGER_NAMED(overflows_credits),
      SANGAM_LEDGER_NAMED(overflows_timeout),
      SANGAM_LEDGER_NAMED(exceeds_credits),
      SANGAM_LEDGER_NAMED(exceeds_debits),
  });
};

template <>
struct Table<AccountStatus> {
  using Status = AccountStatus;
  static constexpr auto kRows = std::to_array<Named<Status>>({
      SANGAM_LEDGER_NAMED(created),
      SANGAM_LEDGER_NAMED(linked_event_failed),
      SANGAM_LEDGER_NAMED(linked_event_chain_open),
      SANGAM_LEDGER_NAMED(linked_chain_too_long),
      SANGAM_LEDGER_NAMED(reserved_flag),
      SANGAM_LEDGER_NAMED(id_must_not_be_zero),
      SANGAM_LEDGER_NAMED(id_must_not_be_int_max),
      SANGAM_LEDGER_NAMED(exists_with_different_flags),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_128),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_64),
      SANGAM_LEDGER_NAMED(exists_with_different_user_data_32),
      SANGAM_LEDGER_NAMED(exists_with_different_ledger),
      SANGAM_LEDGER_NAMED(exists_with_different_code),
      SANGAM_LEDGER_NAMED(exists_with_different_overdraft_limit),
      SANGAM_LEDGER_NAMED(exists),
      SANGAM_LEDGER_NAMED(flags_are_mutually_exclusive),
      SANGAM_LEDGER_NAMED(ledger_must_not_be_zero),
      SANGAM_LEDGER_NAMED(code_must_not_be_zero),
      SANGAM_LEDGER_NAMED(overdraft_limit_must_not_be_negative),
      SANGAM_LEDGER_NAMED(overdraft_limit_needs_debit_limit),
      SANGAM_LEDGER_NAMED(ledger_not_found),
  });
};

#undef SANGAM_LEDGER_NAMED

template <class Status>
constexpr auto kStatuses = [] {
  std::array<Status, Table<Status>::kRows.size()> statuses{};
  std::ranges::transform(Table<Status>::kRows, statuses.begin(), &Named<Status>::status);
  return statuses;
}();

template <class Status>
std::string_view find_name(Status status) noexcept {
  const auto row = std::ranges::find(Table<Status>::kRows, status, &Named<Status>::status);
  return row == Table<Status>::kRows.end() ? std::string_view{} : row->name;
}

}  // namespace

std::string_view name(TransferStatus status) noexcept { return find_name(status); }
std::string_view name(AccountStatus status) noexcept { return find_name(status); }

std::span<const TransferStatus> all_transfer_statuses() noexcept {
  return kStatuses<TransferStatus>;
}

std::span<const AccountStatus> all_account_statuses() noexcept { return kStatuses<AccountStatus>; }

bool is_transient(TransferStatus status) noexcept {
  switch (status) {
    case TransferStatus::debit_account_not_found:
    case TransferStatus::credit_account_not_found:
    case TransferStatus::pending_transfer_not_found:
    case TransferStatus::exceeds_credits:
    case TransferStatus::exceeds_debits:
    case TransferStatus::debit_account_already_closed:
    case TransferStatus::credit_account_already_closed:
      return true;
    default:
      return false;
  }
}

}  // namespace sangam::engines::ledger
