#pragma once

// Settlement: where money and a business row meet. A module that wants a row of its own to be paid
// declares the row's table, calls settle() in the unit of work that decides the payment, and finds
// the row done or refused a moment later, exactly once, whatever crashes in between. Start here.
//
//   row: open ──settle()──> intended ──transfer posted──> done
//                                    └─ledger says no───> refused (with the ledger's status)

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.h"
#include "kernel/api/call.h"
#include "kernel/api/module.h"
#include "kernel/events/consumer.h"
#include "kernel/lane/lane_group.h"
#include "kernel/store/statement.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

// What a module says of a table whose rows are settled. The statements belong to that module; each
// must change exactly one row or none.
struct SettledTable {
  // "commerce.invoices". Stable: transfer ids are derived from it.
  std::string_view name;
  // Writes the row as intended: $2 row uuid, $3 transfer uuid. Changes no row when it must not be
  // paid (again).
  store::Statement intend;
  // Writes how it ended: $2 row uuid, $3 transfer uuid, $4 'done' or 'refused', $5 the ledger's
  // status ('created' when done).
  store::Statement move;
};

// One row to be paid by one transfer.
struct Settlement {
  Uuid row;                  // version 7, so that its transfer is stored beside those of its time
  std::int32_t attempt = 1;  // a row that was refused may be settled again, with the next number
  AccountId debit_account;
  AccountId credit_account;
  Amount amount;
  std::int64_t code = 1;  // 1..65535
  std::optional<Reference> reference;
};

// The id of the transfer: the same for the same table, row and attempt.
TransferId settlement_id(const SettledTable& table, const Settlement& settlement);

// Writes the row as intended and the command to the outbox, in the unit of work of `call`; returns
// the id of the transfer to come. Throws Error{conflict} when the row must not be paid: nothing has
// happened then, provided that the call ends with the error. `table` lives as long as the program.
Task<TransferId> settle(api::Call& call, const SettledTable& table, Settlement settlement);

// What this module emits.
void declare_settlement_events(api::Module& module);

// Posts what was settled and tells the rows. Any loop; the lanes must outlive it.
class Settlements {
 public:
  // `tables`: all that are settled in this program, names unique.
  Settlements(lane::LaneGroup& lanes, std::vector<const SettledTable*> tables);

  // The durable consumer of all settlements of the process. It refers to this object.
  events::Consumer consumer();

 private:
  Task<void> handle(events::Delivery& delivery);
  const SettledTable& table_named(std::string_view name) const;

  lane::LaneGroup& lanes_;
  std::vector<const SettledTable*> tables_;
};

}  // namespace sangam::suites::ledger
