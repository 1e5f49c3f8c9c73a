// What the module consumes. It has no operations of its own: other modules settle their rows.

#include "suites/ledger/settlement/requested.h"
#include "suites/ledger/settlement/settlement.h"

namespace sangam::suites::ledger {

void declare_settlement_events(api::Module& module) {
  module.event<SettlementRequested>("A row was to be paid by a transfer");
}

events::Consumer Settlements::consumer() {
  return {.name = "ledger.settlement",
          .types = {std::string(SettlementRequested::kEventType)},
          .handle = [this](events::Delivery& delivery) { return handle(delivery); },
          .concurrency = 64};  // they meet again in a batch of the lane
}

}  // namespace sangam::suites::ledger
