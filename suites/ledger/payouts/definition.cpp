// The steps of a payout.

#include "kernel/saga/step_call.h"
#include "suites/ledger/payouts/posting.h"

namespace sangam::suites::ledger {

namespace {

using saga::Outcome;
using saga::StepCall;
using saga::StepKind;

constexpr std::chrono::hours kApprovalPatience{72};
constexpr std::chrono::hours kWholePatience{24 * 7};

void ask(StepCall& call, PayoutPosting posting) {
  call.emit("payouts/" + to_hex(call.saga()),
            PayoutPostingRequested{call.saga(), posting, call.input<PayoutInput>()});
}

Task<Outcome> hold(StepCall& call) {
  ask(call, PayoutPosting::hold);
  co_return Outcome::done();
}

Task<Outcome> release(StepCall& call) {
  ask(call, PayoutPosting::release);
  co_return Outcome::done();
}

Task<Outcome> settle(StepCall& call) {
  ask(call, PayoutPosting::post);
  co_return Outcome::done();
}

Task<Outcome> tell(StepCall& call) {
  call.emit(
      "payouts/" + to_hex(call.saga()),
      PayoutPaid{{call.saga()}, payout_payment(call.saga()), call.input<PayoutInput>().amount});
  co_return Outcome::done();
}

Outcome judge(const std::string& status) {
  return status == "created" ? Outcome::done() : Outcome::refused("the ledger says " + status);
}

Outcome take_hold(const saga::Arrival& arrival) {
  const auto& status = arrival.payload<LedgerAnswer>().status;
  arrival.state<PayoutState>().hold_status = status;
  return judge(status);
}

Outcome take_payment(const saga::Arrival& arrival) {
  const auto& status = arrival.payload<LedgerAnswer>().status;
  arrival.state<PayoutState>().payment_status = status;
  return judge(status);
}

bool needs_approval(const saga::View& view) {
  const auto& amount = view.input<PayoutInput>().amount;
  auto whole = amount.units;
  for (int i = 0; i < amount.asset.scale; ++i)
    whole /= 10;
  return whole >= kApprovalFromWholeUnits;
}

}  // namespace

saga::Definition payout_definition() {
  return {.name = "ledger.payout",
          .version = 1,
          .summary = "Pays an amount out of an account, with an approval above a limit",
          .input = saga::data_type<PayoutInput>(),
          .state = saga::data_type<PayoutState>(),
          .deadline = kWholePatience,
          .steps = {{.name = "hold",
                     .text = "Holds the amount; undone by voiding the hold",
                     .act = hold,
                     .compensate = release},
                    {.name = "held",
                     .text = "Waits for the ledger to hold it",
                     .kind = StepKind::signal,
                     .payload = saga::data_type<LedgerAnswer>(),
                     .receive = take_hold},
                    {.name = "approve",
                     .text = "Waits for a person, from 10,000 on",
                     .kind = StepKind::approval,
                     .timeout = kApprovalPatience,
                     .when = needs_approval,
                     .permission = std::string(kApprovePayouts)},
                    {.name = "settle",
                     .text = "Posts the hold: the point of no return",
                     .act = settle,
                     .pivot = true},
                    {.name = "settled",
                     .text = "Waits for the ledger to post it",
                     .kind = StepKind::signal,
                     .payload = saga::data_type<LedgerAnswer>(),
                     .receive = take_payment},
                    {.name = "tell", .text = "Tells that it was paid", .act = tell}}};
}

}  // namespace sangam::suites::ledger
