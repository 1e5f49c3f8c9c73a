#include "engines/ledger/rules.h"

#include "base/assert.h"

namespace sangam::engines::ledger {

using enum TransferStatus;

TransferStatus check_identity(const TransferCommand& command) noexcept {
  if (has(command.flags, static_cast<std::uint16_t>(~transfer_flag::kAll))) return reserved_flag;
  if (command.amount < 0) return amount_must_not_be_negative;
  if (command.reference.size() > kReferenceMax) return reference_too_long;
  if (command.id.is_zero()) return id_must_not_be_zero;
  if (command.id.is_max()) return id_must_not_be_int_max;
  if (is_reserved_id(command.id)) return id_is_reserved;
  return created;
}

TransferStatus check_transfer_fields(const TransferCommand& command) noexcept {
  if (command.debit_account == kAccountNone) return debit_account_id_must_not_be_zero;
  if (command.debit_account == kAccountMax) return debit_account_id_must_not_be_int_max;
  if (command.credit_account == kAccountNone) return credit_account_id_must_not_be_zero;
  if (command.credit_account == kAccountMax) return credit_account_id_must_not_be_int_max;
  // Two unknown accounts may well be two different ones.
  if (command.debit_account == command.credit_account && command.debit_account > 0) {
    return accounts_must_be_different;
  }
  if (!command.pending_id.is_zero()) return pending_id_must_be_zero;
  if (!has(command.flags, transfer_flag::kPending)) {
    if (command.timeout != 0) return timeout_reserved_for_pending_transfer;
    if (has(command.flags, transfer_flag::kClosing)) return closing_transfer_must_be_pending;
  }
  return command.code == 0 ? code_must_not_be_zero : created;
}

TransferStatus check_resolution_fields(const TransferCommand& command) noexcept {
  constexpr std::uint16_t kExcluded =
      transfer_flag::kPending | transfer_flag::kBalancing | transfer_flag::kClosing;
  if ((command.flags & transfer_flag::kResolves) == transfer_flag::kResolves ||
      has(command.flags, kExcluded)) {
    return flags_are_mutually_exclusive;
  }
  if (command.pending_id.is_zero()) return pending_id_must_not_be_zero;
  if (command.pending_id.is_max()) return pending_id_must_not_be_int_max;
  if (command.pending_id == command.id) return pending_id_must_be_different;
  return command.timeout != 0 ? timeout_reserved_for_pending_transfer : created;
}

TransferStatus check_against_hold(const TransferCommand& command,
                                  const TransferRecord& hold) noexcept {
  SANGAM_ASSERT(hold.kind == Kind::hold);
  SANGAM_ASSERT(hold.id == command.pending_id);
  if (command.debit_account != kAccountNone && command.debit_account != hold.debit_account) {
    return pending_transfer_has_different_debit_account_id;
  }
  if (command.credit_account != kAccountNone && command.credit_account != hold.credit_account) {
    return pending_transfer_has_different_credit_account_id;
  }
  if (command.ledger != kLedgerNone && command.ledger != hold.ledger) {
    return pending_transfer_has_different_ledger;
  }
  if (command.code != 0 && command.code != hold.code) return pending_transfer_has_different_code;

  const std::int64_t amount = resolved_amount(command, hold);
  if (amount > hold.amount) return exceeds_pending_transfer_amount;
  if (has(command.flags, transfer_flag::kVoidPendingTransfer) && amount < hold.amount) {
    return pending_transfer_has_different_amount;
  }
  return created;
}

std::int64_t resolved_amount(const TransferCommand& command, const TransferRecord& hold) noexcept {
  SANGAM_ASSERT(hold.amount >= 0);
  SANGAM_ASSERT(has(command.flags, transfer_flag::kResolves));
  const bool is_void = has(command.flags, transfer_flag::kVoidPendingTransfer);
  const std::int64_t all = is_void ? 0 : kAmountMax;
  return command.amount == all ? hold.amount : command.amount;
}

}  // namespace sangam::engines::ledger
