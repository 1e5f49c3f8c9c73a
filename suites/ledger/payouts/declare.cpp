#include "suites/ledger/payouts/posting.h"

namespace sangam::suites::ledger {

void declare(api::Module& module, Payouts& payouts) {
  module.event<PayoutPostingRequested>("A payout asked the ledger to hold, post or release");
  module.event<PayoutPaid>("A payout was paid").for_tenants();
  module.command<&Payouts::create>("ledger.payouts.create", payouts)
      .post("/ledger/payouts")
      .status(202)
      .permission("ledger.payouts:write")
      .data(api::DataClass::restricted)
      .summary("Pay an amount out, with an approval above a limit")
      .description(
          "Answers when the payout has begun. It is a saga: sagas.get tells how far it "
          "is, sagas.approve lets an amount of 10,000 or more go on.");
}

}  // namespace sangam::suites::ledger
