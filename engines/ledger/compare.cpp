// Idempotency: what an id that is used again is compared with. Every field counts, in the
// standard's order; a field that a post or void leaves out stands for the hold's.

#include "base/assert.h"
#include "engines/ledger/rules.h"

namespace sangam::engines::ledger {

using enum TransferStatus;

namespace {

// `given`, or what it stands for when it is the empty value.
template <class Value>
const Value& or_inherited(const Value& given, const Value& inherited) {
  return given == Value{} ? inherited : given;
}

bool same_amount(const TransferCommand& command, const TransferRecord& row,
                 const TransferRecord* hold) {
  if (hold != nullptr) return resolved_amount(command, *hold) == row.amount;
  // A balancing transfer may have moved less than it asked for.
  if (has(command.flags, transfer_flag::kBalancing)) return row.amount <= command.amount;
  return row.amount == command.amount;
}

}  // namespace

TransferStatus compare_with_row(const TransferCommand& command, const TransferRecord& row,
                                const TransferRecord* hold) noexcept {
  SANGAM_ASSERT(command.tenant == row.tenant && command.id == row.id);
  if (command.flags != row.flags) return exists_with_different_flags;
  if (command.pending_id != row.pending_id) return exists_with_different_pending_id;
  if (command.timeout != row.timeout) return exists_with_different_timeout;

  // From here on both resolve the same hold, or neither resolves any. What the command leaves out
  // it takes from the hold; a plain transfer inherits nothing but its ledger, from its accounts.
  const bool resolves = has(row.flags, transfer_flag::kResolves);
  SANGAM_ASSERT(!resolves || (hold != nullptr && hold->id == row.pending_id));
  const TransferRecord& from = resolves ? *hold : row;
  const auto differs = [&](const auto& given, const auto& inherited, const auto& stored) {
    return (resolves ? or_inherited(given, inherited) : given) != stored;
  };
  if (differs(command.debit_account, from.debit_account, row.debit_account)) {
    return exists_with_different_debit_account_id;
  }
  if (differs(command.credit_account, from.credit_account, row.credit_account)) {
    return exists_with_different_credit_account_id;
  }
  if (!same_amount(command, row, resolves ? hold : nullptr)) return exists_with_different_amount;
  if (differs(command.user_data_128, from.user_data_128, row.user_data_128)) {
    return exists_with_different_user_data_128;
  }
  if (differs(command.user_data_64, from.user_data_64, row.user_data_64)) {
    return exists_with_different_user_data_64;
  }
  if (differs(command.user_data_32, from.user_data_32, row.user_data_32)) {
    return exists_with_different_user_data_32;
  }
  if (or_inherited(command.ledger, from.ledger) != row.ledger) return exists_with_different_ledger;
  if (differs(command.code, from.code, row.code)) return exists_with_different_code;
  if (differs(command.reference, from.reference, row.reference)) {
    return exists_with_different_reference;
  }
  return exists;
}

}  // namespace sangam::engines::ledger
