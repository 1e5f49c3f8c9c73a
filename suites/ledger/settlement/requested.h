#pragma once

// The event that carries a settlement from the unit of work to the lane.

#include <optional>
#include <string>

#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

// The transfer to post, the row it pays, and who asked, for the lane's audit.
struct SettlementRequested {
  static constexpr std::string_view kEventType = "ledger.settlement.requested";
  static constexpr std::int32_t kEventVersion = 1;

  std::string table;
  Uuid row;
  TransferId transfer;
  AccountId debit_account;
  AccountId credit_account;
  Amount amount;
  std::int64_t code = 1;
  std::optional<std::string> reference;
  bool sandbox = false;
  std::string actor;
  std::string actor_kind;
  std::string operation;
  std::string request_id;
};
SANGAM_DESCRIBE(SettlementRequested, (table, "The settled table"), (row, "The row to pay"),
                (transfer, "The transfer that pays it"),
                (debit_account, "Where the amount goes out"), (credit_account, "Where it comes in"),
                (amount, "What moves"), (code, "Reason of the transfer"),
                (reference, "Shown on statements"), (sandbox, "Whether the tenant is a sandbox"),
                (actor, "Who asked"), (actor_kind, "What the actor is"),
                (operation, "What was asked for"), (request_id, "Of the request"))

}  // namespace sangam::suites::ledger
