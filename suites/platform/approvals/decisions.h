#pragma once

// Decisions: reading what waits, approving and rejecting it. What is approved is done at once, as
// whoever asked, who must still be allowed to.

#include "kernel/api/call.h"
#include "suites/platform/approvals/holdable.h"
#include "suites/platform/approvals/sealed_requests.h"
#include "suites/platform/approvals/types.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform::approvals {

// How long what was approved and interrupted may be gone on with.
inline constexpr std::int64_t kResumeWithin = 12LL * 3'600 * kNanosecondsPerSecond;

class Decisions {
 public:
  Decisions(const Holdable& operations, SealedRequests& requests, const RolePermissions& roles)
      : operations_(operations), requests_(requests), roles_(roles) {}

  // What the caller asked for or may decide.
  Task<api::Page<Approval>> list(api::Call& call, ListApprovals request);
  // With the request and what came of it.
  Task<Approval> get(api::Call& call, OneApproval request);
  // Error{forbidden} for whoever asked, whoever lacks the permission, and for keys, programs with
  // somebody's token, and support. Approving again what was approved does what was left undone, and
  // nothing twice; after kResumeWithin it fails, because nobody can tell any more.
  Task<Approval> approve(api::Call& call, Approve request);
  Task<Approval> reject(api::Call& call, Reject request);

 private:
  struct Outcome;

  Task<ApprovalRow> find(api::Call& call, ApprovalId id);
  Task<ApprovalRow> decide(api::Call& call, ApprovalId id, ApprovalStatus status,
                           std::optional<api::Reason> reason);
  Task<ApprovalRow> carry_out(api::Call& call, ApprovalRow row);
  Task<Outcome> try_it(api::Call& call, ApprovalRow row, std::string request);
  Task<Outcome> run(api::Call& call, ApprovalRow row, std::string request);
  static Outcome failed(const Error& error);
  Task<Approval> described(api::Call& call, ApprovalRow row);

  const Holdable& operations_;
  SealedRequests& requests_;
  const RolePermissions& roles_;
};

}  // namespace sangam::suites::platform::approvals
