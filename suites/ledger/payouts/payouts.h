#pragma once

// Payouts: money leaves an account in steps that may take days, as a saga. The amount is held, a
// person approves it above a limit, the hold is posted, and an event tells that it was paid.
// Whatever fails before the posting voids the hold. Start here.
//
//   hold ──> held ──> [approve] ──> settle ──> settled ──> tell
//     │        signal   a person     pivot      signal     ledger.payout.paid
//     └─ undone by voiding the hold

#include "kernel/api/module.h"
#include "kernel/events/consumer.h"
#include "kernel/lane/lane_group.h"
#include "kernel/saga/start.h"
#include "suites/ledger/accounts/types.h"

namespace sangam::suites::ledger {

// An amount of so many whole units of its asset, or more, needs approval.
inline constexpr std::int64_t kApprovalFromWholeUnits = 10'000;
inline constexpr std::string_view kApprovePayouts = "ledger.payouts:approve";

struct CreatePayout {
  AccountId debit_account;
  AccountId credit_account;
  Amount amount;
  std::optional<Reference> reference;
};
SANGAM_DESCRIBE(CreatePayout, (debit_account, "Where the amount is held and goes out"),
                (credit_account, "Where it comes in"), (amount, "What is paid"),
                (reference, "Shown on statements"))

struct PayoutStarted {
  saga::SagaId id;
  TransferId hold;
  TransferId payment;
};
SANGAM_DESCRIBE(PayoutStarted, (id, "The saga that pays it: read it to follow its progress"),
                (hold, "The hold that it begins with"), (payment, "The transfer it ends with"))

// What a payout knows from its beginning.
struct PayoutInput {
  AccountId debit_account;
  AccountId credit_account;
  Amount amount;
  std::optional<std::string> reference;
  bool sandbox = false;
  std::string actor;
  std::string actor_kind;
  std::string request_id;
};
SANGAM_DESCRIBE(PayoutInput, (debit_account, "Where the amount goes out"),
                (credit_account, "Where it comes in"), (amount, "What is paid"),
                (reference, "Shown on statements"), (sandbox, "Whether the tenant is a sandbox"),
                (actor, "Who asked"), (actor_kind, "What the actor is"),
                (request_id, "Of the request"))

// What it learns on its way: what the ledger said.
struct PayoutState {
  std::optional<std::string> hold_status;
  std::optional<std::string> payment_status;
};
SANGAM_DESCRIBE(PayoutState, (hold_status, "What the ledger said to the hold"),
                (payment_status, "What it said to the posting"))

struct PayoutPaid {
  static constexpr std::string_view kEventType = "ledger.payout.paid";
  static constexpr std::int32_t kEventVersion = 1;
  saga::SagaId payout;
  TransferId payment;
  Amount amount;
};
SANGAM_DESCRIBE(PayoutPaid, (payout, "The payout"), (payment, "The transfer that paid it"),
                (amount, "What was paid"))

// Ids of the transfers of a payout: derived, so that every repetition means the same ones.
TransferId payout_hold(const Uuid& saga);
TransferId payout_payment(const Uuid& saga);

// Any loop. The lanes and the registry must outlive it.
class Payouts {
 public:
  // Adds its definition to `registry`.
  Payouts(lane::LaneGroup& lanes, saga::Registry& registry);

  Task<PayoutStarted> create(api::Call& call, CreatePayout request);

  // Posts what payouts ask for and signals what the ledger said. It refers to this object.
  events::Consumer consumer();

 private:
  Task<void> post(events::Delivery& delivery);

  lane::LaneGroup& lanes_;
  saga::Registry& registry_;
};

// The steps. Without state: the consumer does what they ask for.
saga::Definition payout_definition();

void declare(api::Module& module, Payouts& payouts);

}  // namespace sangam::suites::ledger
