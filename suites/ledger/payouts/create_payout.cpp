#include "kernel/api/named_uuid.h"
#include "suites/ledger/payouts/payouts.h"

namespace sangam::suites::ledger {

TransferId payout_hold(const Uuid& saga) {
  return {api::named_uuid_beside(saga, {"payout", "hold", to_hex(saga)})};
}

TransferId payout_payment(const Uuid& saga) {
  return {api::named_uuid_beside(saga, {"payout", "payment", to_hex(saga)})};
}

Payouts::Payouts(lane::LaneGroup& lanes, saga::Registry& registry)
    : lanes_(lanes), registry_(registry) {
  registry_.add(payout_definition());
}

Task<PayoutStarted> Payouts::create(api::Call& call, CreatePayout request) {
  if (request.amount.units <= 0)
    throw invalid_field("/amount/amount", "out_of_range", "A payout is more than nothing.");
  if (request.debit_account == request.credit_account)
    throw invalid_field("/credit_account", "same_account", "Both accounts are the same.");
  const saga::SagaId id{call.new_id()};
  const auto& principal = call.principal();
  PayoutInput input{.debit_account = request.debit_account,
                    .credit_account = request.credit_account,
                    .amount = request.amount,
                    .reference = {},
                    .sandbox = call.tenant().sandbox,
                    .actor = principal.id_text,
                    .actor_kind = std::string(name(principal.kind)),
                    .request_id = call.request_id()};
  if (request.reference) input.reference = request.reference->str();
  call.set_target(id.str());
  saga::start(call.work(), registry_, "ledger.payout",
              {.id = id.value, .actor = principal.id_text, .now = call.now()}, input);
  co_return PayoutStarted{id, payout_hold(id.value), payout_payment(id.value)};
}

}  // namespace sangam::suites::ledger
