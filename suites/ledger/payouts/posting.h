#pragma once

// How a payout moves money: a step asks by an event, in its own transaction; the consumer posts to
// the lane outside any, and answers with a signal. Events of one payout are handled in their order,
// so a void never overtakes its hold.

#include "suites/ledger/payouts/payouts.h"

namespace sangam::suites::ledger {

enum class PayoutPosting : std::uint8_t { hold, post, release };
SANGAM_ENUM(PayoutPosting, hold, post, release)

struct PayoutPostingRequested {
  static constexpr std::string_view kEventType = "ledger.payout.posting_requested";
  static constexpr std::int32_t kEventVersion = 1;
  Uuid saga;
  PayoutPosting posting = PayoutPosting::hold;
  PayoutInput payout;
};
SANGAM_DESCRIBE(PayoutPostingRequested, (saga, "The payout"), (posting, "What to do"),
                (payout, "With what"))

// The signals `held` and `settled`.
struct LedgerAnswer {
  std::string status;
};
SANGAM_DESCRIBE(LedgerAnswer, (status, "created, or why not"))

}  // namespace sangam::suites::ledger
