// What payouts ask the ledger for, and its answers.

#include "base/assert.h"
#include "kernel/api/named_uuid.h"
#include "kernel/clock/clock.h"
#include "suites/ledger/accounts/lane_requests.h"
#include "suites/ledger/payouts/posting.h"

namespace sangam::suites::ledger {

namespace {

using engines::ledger::TransferStatus;

TransferId released(const Uuid& saga) {
  return {api::named_uuid_beside(saga, {"payout", "release", to_hex(saga)})};
}

TransferId transfer_of(const PayoutPostingRequested& asked) {
  switch (asked.posting) {
    case PayoutPosting::hold:
      return payout_hold(asked.saga);
    case PayoutPosting::post:
      return payout_payment(asked.saga);
    case PayoutPosting::release:
      return released(asked.saga);
  }
  SANGAM_ASSERT(false);
}

TransferItem to_item(const PayoutPostingRequested& asked) {
  TransferItem item;
  item.id = transfer_of(asked).value;
  if (asked.posting == PayoutPosting::hold) {
    item.debit_account = asked.payout.debit_account.value;
    item.credit_account = asked.payout.credit_account.value;
    item.amount = asked.payout.amount;
    item.code = 1;
    item.flags = flag_bits({TransferFlag::pending});
    item.reference = asked.payout.reference.value_or("");
    return item;
  }
  const bool posts = asked.posting == PayoutPosting::post;
  item.pending_id = payout_hold(asked.saga).value;
  item.flags = flag_bits(
      {posts ? TransferFlag::post_pending_transfer : TransferFlag::void_pending_transfer});
  return item;
}

lane::AuditEntry audit_of(const PayoutPostingRequested& asked) {
  const auto now = clock::system_now();
  return {.id = clock::new_uuid(now),
          .at = now,
          .actor = asked.payout.actor,
          .actor_kind = asked.payout.actor_kind,
          .operation = "ledger.payouts.create",
          .request_id = asked.payout.request_id,
          .target = transfer_of(asked).str()};
}

// The first answer and every later one to the same transfer say the same.
std::string status_of(const TransferOutcome& outcome) {
  if (outcome.has_row()) return std::string(name(TransferStatus::created));
  const auto status = outcome.result.status;
  if (outcome.fault && status == TransferStatus::amount_must_not_be_negative)
    return std::string(outcome.fault->code);
  return std::string(
      name(status == TransferStatus::id_already_failed ? outcome.result.original_status : status));
}

std::string_view signal_of(PayoutPosting posting) {
  return posting == PayoutPosting::hold ? "held" : "settled";
}

}  // namespace

Task<void> Payouts::post(events::Delivery& delivery) {
  const auto asked = delivery.payload<PayoutPostingRequested>();
  TransferRequest posting(delivery.loop(), delivery.tenant());
  posting.items.push_back(to_item(asked));
  posting.audit = audit_of(asked);
  // A transaction of ours would wait for a batch that may wait for our session.
  SANGAM_ASSERT(!delivery.has_open_work());
  co_await lanes_.serve(posting, asked.payout.sandbox);
  SANGAM_ASSERT(posting.outcomes.size() == 1);
  // Nobody waits for a release: a hold that never was, or is gone, needs none.
  if (asked.posting == PayoutPosting::release) co_return;
  saga::signal(delivery.work(), asked.saga, delivery.event().id, signal_of(asked.posting),
               LedgerAnswer{status_of(posting.outcomes.front())});
}

events::Consumer Payouts::consumer() {
  return {.name = "ledger.payouts",
          .types = {std::string(PayoutPostingRequested::kEventType)},
          .handle = [this](events::Delivery& delivery) { return post(delivery); },
          .concurrency = 64};  // they meet again in a batch of the lane
}

}  // namespace sangam::suites::ledger
