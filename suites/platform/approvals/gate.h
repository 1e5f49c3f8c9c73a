#pragma once

// Gate: where a call comes to wait. Asked for every command and posting of a tenant.

#include "kernel/api/approval_gate.h"
#include "suites/platform/approvals/maker.h"
#include "suites/platform/approvals/rule_book.h"
#include "suites/platform/approvals/rule_guard.h"
#include "suites/platform/approvals/sealed_requests.h"

namespace sangam::suites::platform::approvals {

// How long somebody may take to decide.
inline constexpr std::int64_t kDecideWithin = 7LL * 86'400 * kNanosecondsPerSecond;

// Any loop.
class Gate final : public api::ApprovalGate {
 public:
  Gate(RuleBook& rules, RuleGuard guard, SealedRequests& requests)
      : rules_(rules), guard_(guard), requests_(requests) {}

  // 202 with the approval. The same request under the same Idempotency-Key finds the same approval,
  // also when it would not wait any more; Error{idempotency_mismatch} for another one.
  Task<std::optional<api::Reply>> hold(api::Call& call, api::InputSource& input) override;

 private:
  // Nothing when it is done now.
  Task<std::optional<std::string>> rule_that_holds(api::Call& call, const Rule* rule,
                                                   std::string request);
  Task<ApprovalRow> keep(api::Call& call, std::string request, std::string rule);
  // What the caller asked for under the same key before.
  Task<std::optional<ApprovalRow>> kept_before(api::Call& call, std::string request);

  RuleBook& rules_;
  RuleGuard guard_;
  SealedRequests& requests_;
};

}  // namespace sangam::suites::platform::approvals
