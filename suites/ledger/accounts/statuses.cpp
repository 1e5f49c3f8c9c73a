#include "suites/ledger/accounts/statuses.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::AccountStatus;
using engines::ledger::TransferStatus;

// The field that a status is about, by the words in its name; the first match counts.
struct FieldOfStatus {
  std::string_view words;
  std::string_view field;
};
constexpr FieldOfStatus kFields[] = {
    {"debit_account", "debit_account"},
    {"credit_account", "credit_account"},
    {"accounts_must", "credit_account"},
    {"pending_transfer_has_different_amount", "amount"},
    {"exceeds_pending_transfer_amount", "amount"},
    {"pending_id", "pending_id"},
    {"pending_transfer", "pending_id"},
    {"timeout", "timeout_seconds"},
    {"amount", "amount"},
    {"exceeds_", "amount"},
    {"overflows_", "amount"},
    {"code", "code"},
    {"ledger", "ledger"},
    {"reference", "reference"},
    {"user_data", "user_data"},
    {"overdraft_limit", "overdraft_limit"},
    {"flag", "flags"},
    {"closing", "flags"},
    {"linked", "flags"},
    {"id", "id"},
};

bool has(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

Code code_of(std::string_view status) {
  if (has(status, "not_found")) return Code::not_found;
  if (status.starts_with("exists_with_different") || has(status, "already") ||
      has(status, "expired") || status == "linked_event_failed")
    return Code::conflict;
  if (status.starts_with("exceeds_") || status.starts_with("overflows_")) return Code::refused;
  return Code::invalid;
}

std::string_view field_of(std::string_view status) {
  const auto found =
      std::ranges::find_if(kFields, [&](const auto& entry) { return has(status, entry.words); });
  return found == std::end(kFields) ? std::string_view() : found->field;
}

std::string sentence(std::string_view status) {
  std::string text(status);
  std::ranges::replace(text, '_', ' ');
  return text;
}

Error make_error(std::string_view status, std::uint32_t number, std::string detail,
                 const std::string& base) {
  const auto code = code_of(status);
  Error error{code, detail};
  if (const auto field = field_of(status); !field.empty())
    error.fields.push_back(
        {base + "/" + std::string(field), std::string(status), std::move(detail)});
  error.engine_status =
      EngineStatus{"ledger", std::string(status), static_cast<std::int32_t>(number)};
  return error;
}

struct Explanation {
  TransferStatus status;
  std::string_view text;
};
constexpr Explanation kExplanations[] = {
    {TransferStatus::exceeds_credits,
     "The debited account does not have this much: what is gone and held may not exceed what came "
     "in."},
    {TransferStatus::exceeds_debits,
     "The credited account would receive more than it ever gave out, which its limit forbids."},
    {TransferStatus::id_already_failed,
     "A transfer with this id failed before; use a new id to try again."},
    {TransferStatus::linked_event_failed,
     "Another transfer of the same chain failed, so none of the chain happened."},
    {TransferStatus::linked_event_chain_open,
     "The last transfer of a request must not be linked to a next one."},
    {TransferStatus::pending_transfer_expired, "The hold has expired and was released."},
    {TransferStatus::pending_transfer_already_posted, "The hold has been posted already."},
    {TransferStatus::pending_transfer_already_voided, "The hold has been voided already."},
    {TransferStatus::pending_transfer_not_found, "There is no hold with this id."},
    {TransferStatus::debit_account_not_found, "There is no such account to debit."},
    {TransferStatus::credit_account_not_found, "There is no such account to credit."},
    {TransferStatus::debit_account_already_closed, "The account to debit is closed."},
    {TransferStatus::credit_account_already_closed, "The account to credit is closed."},
    {TransferStatus::accounts_must_be_different, "Both accounts are the same one."},
    {TransferStatus::accounts_must_have_the_same_ledger,
     "The accounts are in different ledgers; link two transfers to exchange one asset for "
     "another."},
    {TransferStatus::exceeds_pending_transfer_amount,
     "More than the hold's amount cannot be posted."},
};

}  // namespace

std::string explain(TransferStatus status) {
  const auto found = std::ranges::find(kExplanations, status, &Explanation::status);
  if (found != std::end(kExplanations)) return std::string(found->text);
  return "Refused by the ledger: " + sentence(name(status)) + ".";
}

Error transfer_error(TransferStatus status, const std::string& base) {
  SANGAM_ASSERT(status != TransferStatus::created && status != TransferStatus::exists);
  return make_error(name(status), static_cast<std::uint32_t>(status), explain(status), base);
}

Error account_error(AccountStatus status) {
  SANGAM_ASSERT(status != AccountStatus::created && status != AccountStatus::exists);
  return make_error(name(status), static_cast<std::uint32_t>(status),
                    "Refused by the ledger: " + sentence(name(status)) + ".", "");
}

}  // namespace sangam::suites::ledger
