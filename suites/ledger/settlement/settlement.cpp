#include "suites/ledger/settlement/settlement.h"

#include "base/assert.h"
#include "kernel/api/named_uuid.h"
#include "kernel/api/operation.h"
#include "suites/ledger/settlement/requested.h"

namespace sangam::suites::ledger {

TransferId settlement_id(const SettledTable& table, const Settlement& settlement) {
  return {api::named_uuid_beside(settlement.row, {"settlement", table.name, to_hex(settlement.row),
                                                  std::to_string(settlement.attempt)})};
}

Task<TransferId> settle(api::Call& call, const SettledTable& table, Settlement settlement) {
  SANGAM_ASSERT(settlement.attempt > 0 && settlement.code > 0 && settlement.code <= 65'535);
  SANGAM_ASSERT(call.work().mode() == store::Mode::read_write);
  const auto transfer = settlement_id(table, settlement);
  const auto intended = co_await call.run(table.intend, settlement.row, transfer);
  SANGAM_ASSERT(intended.affected() <= 1);
  if (intended.affected() == 0)
    throw Error{Code::conflict, "This is being paid, was paid, or is not to be paid."};
  const auto& principal = call.principal();
  SettlementRequested command{.table = std::string(table.name),
                              .row = settlement.row,
                              .transfer = transfer,
                              .debit_account = settlement.debit_account,
                              .credit_account = settlement.credit_account,
                              .amount = settlement.amount,
                              .code = settlement.code,
                              .reference = {},
                              .sandbox = call.tenant().sandbox,
                              .actor = principal.id_text,
                              .actor_kind = std::string(name(principal.kind)),
                              .operation = call.operation().name,
                              .request_id = call.request_id()};
  if (settlement.reference) command.reference = settlement.reference->str();
  call.emit(command.table + "/" + to_hex(settlement.row), command);
  co_return transfer;
}

}  // namespace sangam::suites::ledger
