#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/audit_detail.h"
#include "kernel/api/list.h"

namespace sangam::suites::platform::approvals {

struct ApprovalResource {
  static constexpr std::string_view kIdPrefix = "apr";
};
using ApprovalId = Id<ApprovalResource>;

enum class ApprovalStatus : std::uint8_t { pending, approved, done, failed, rejected, expired };
SANGAM_ENUM(ApprovalStatus, pending, approved, done, failed, rejected, expired)

// What the rows of approvals.approvals say without what is sealed.
struct ApprovalRow {
  Uuid id;
  std::string operation;
  std::string permission;
  std::string maker_kind;
  Uuid maker;
  Uuid maker_person;
  std::string maker_name;
  std::string rule;
  ApprovalStatus status = ApprovalStatus::pending;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Uuid> decided_by;
  std::optional<std::string> decided_by_name;
  std::optional<Timestamp> decided_at;
  std::optional<std::string> reason;
  std::optional<std::int32_t> reply_status;
  std::string if_match;
};
SANGAM_DESCRIBE(ApprovalRow, (id, ""), (operation, ""), (permission, ""), (maker_kind, ""),
                (maker, ""), (maker_person, ""), (maker_name, ""), (rule, ""), (status, ""),
                (created_at, ""), (expires_at, ""), (decided_by, ""), (decided_by_name, ""),
                (decided_at, ""), (reason, ""), (reply_status, ""), (if_match, ""))

struct Approval {
  ApprovalId id;
  std::string operation;
  ApprovalStatus status = ApprovalStatus::pending;
  std::string maker;
  std::string maker_name;
  bool own = false;
  std::string rule;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<UserId> decided_by;
  std::optional<std::string> decided_by_name;
  std::optional<Timestamp> decided_at;
  std::optional<std::string> reason;
  std::optional<std::string> request;
  std::optional<std::int32_t> reply_status;
  std::optional<std::string> reply;
};
SANGAM_DESCRIBE(Approval, (id, "The approval"), (operation, "What is to be done"),
                (status,
                 "pending; approved and being done; done; failed: it was refused when it was to be"
                 " done; rejected; expired"),
                (maker, "Who asked: a user or an API key"), (maker_name, "For people"),
                (own, "Whether you, or a key of yours, asked: then somebody else decides"),
                (rule, "The condition that made it wait; empty: it always does"),
                (created_at, "When it was asked"), (expires_at, "Until when it can be decided"),
                (decided_by, "Who decided"), (decided_by_name, "For people"),
                (decided_at, "When they did"), (reason, "Why, as they said"),
                (request, "What was asked, as JSON text; of one approval, not in lists"),
                (reply_status, "HTTP status of what came of it"),
                (reply, "What came of it, as JSON text; of one approval, not in lists"))

struct OneApproval {
  ApprovalId id;
};
SANGAM_DESCRIBE(OneApproval, (id, "The approval"))

struct ListApprovals {
  std::optional<ApprovalStatus> status;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListApprovals, (status, "Only those that stand so"), (paging, "Which page"))

struct Approve {
  ApprovalId id;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(Approve, (id, "The approval"), (reason, "Why, for the audit"))

struct Reject {
  ApprovalId id;
  api::Reason reason;
};
SANGAM_DESCRIBE(Reject, (id, "The approval"), (reason, "Why; whoever asked reads it"))

struct ApprovalRule {
  std::string operation;
  std::string condition;
  bool built_in = false;
};
SANGAM_DESCRIBE(ApprovalRule, (operation, "What waits for approval"),
                (condition, "When, in CEL over `request` and `role`; empty: always"),
                (built_in, "Whether the platform asks for it, whatever your rules say"))

struct ApprovalRules {
  std::vector<ApprovalRule> items;
  std::vector<std::string> operations;
};
SANGAM_DESCRIBE(ApprovalRules, (items, "By operation"), (operations, "Those that rules may be of"))

struct SetApprovalRule {
  Text<1, 120> operation;
  std::optional<Text<0, 2000>> condition;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(SetApprovalRule, (operation, "What waits for approval"),
                (condition, "When, in CEL over `request` and `role`; always unless given"),
                (reason, "Why, for the audit"))

struct RemoveApprovalRule {
  Text<1, 120> operation;
};
SANGAM_DESCRIBE(RemoveApprovalRule, (operation, "What waits no longer"))

}  // namespace sangam::suites::platform::approvals
