// The second and third step of a settlement: the lane posts, then the row is told.

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/settlement/requested.h"
#include "suites/ledger/settlement/settlement.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::TransferStatus;

TransferItem to_item(const SettlementRequested& command) {
  TransferItem item;
  item.id = command.transfer.value;
  item.debit_account = command.debit_account.value;
  item.credit_account = command.credit_account.value;
  item.amount = command.amount;
  item.code = static_cast<std::uint16_t>(command.code);
  item.reference = command.reference.value_or("");
  return item;
}

lane::AuditEntry audit_of(const SettlementRequested& command) {
  const auto now = clock::system_now();
  return {.id = clock::new_uuid(now),
          .at = now,
          .actor = command.actor,
          .actor_kind = command.actor_kind,
          .operation = command.operation,
          .request_id = command.request_id,
          .target = command.transfer.str()};
}

struct Verdict {
  std::string_view state;
  std::string_view status;
};

// The first answer and every later one to the same transfer give the same verdict: `exists` repeats
// `created`, and an id that failed keeps why.
Verdict verdict_of(const TransferOutcome& outcome) {
  auto status = outcome.result.status;
  if (outcome.has_row()) return {"done", name(TransferStatus::created)};
  if (outcome.fault && status == TransferStatus::amount_must_not_be_negative)
    return {"refused", outcome.fault->code};
  if (status == TransferStatus::id_already_failed) status = outcome.result.original_status;
  // The id is derived from the row: somebody else has used it, and money may have moved.
  if (name(status).starts_with("exists_with_different"))
    throw events::Undeliverable("another transfer has this id: " + std::string(name(status)));
  return {"refused", name(status)};
}

}  // namespace

Settlements::Settlements(lane::LaneGroup& lanes, std::vector<const SettledTable*> tables)
    : lanes_(lanes), tables_(std::move(tables)) {
  std::ranges::sort(tables_, {}, &SettledTable::name);
  SANGAM_ASSERT(std::ranges::adjacent_find(tables_, {}, &SettledTable::name) == tables_.end());
}

const SettledTable& Settlements::table_named(std::string_view name) const {
  const auto found = std::ranges::find(tables_, name, &SettledTable::name);
  if (found == tables_.end())
    throw events::Undeliverable("no module settles the table " + std::string(name));
  return **found;
}

Task<void> Settlements::handle(events::Delivery& delivery) {
  const auto command = delivery.payload<SettlementRequested>();
  const auto& table = table_named(command.table);
  TransferRequest posting(delivery.loop(), delivery.tenant());
  posting.items.push_back(to_item(command));
  posting.audit = audit_of(command);
  posting.trace = delivery.trace();
  // A transaction of ours would wait for a batch that may wait for our session.
  SANGAM_ASSERT(!delivery.has_open_work());
  co_await lanes_.serve(posting, command.sandbox);
  SANGAM_ASSERT(posting.outcomes.size() == 1);
  const auto verdict = verdict_of(posting.outcomes.front());
  const auto moved = co_await delivery.run(table.move, command.row, command.transfer, verdict.state,
                                           verdict.status);
  if (moved.affected() != 1)
    throw events::Undeliverable("the row " + to_hex(command.row) + " of " + command.table +
                                " does not wait for this transfer");
}

}  // namespace sangam::suites::ledger
