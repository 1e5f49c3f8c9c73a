#include "suites/platform/approvals/shown.h"

#include "suites/platform/approvals/maker.h"

namespace sangam::suites::platform::approvals {

bool is_own(const ApprovalRow& row, const api::Call& call) {
  const auto& caller = call.principal().id;
  return row.maker == caller || row.maker_person == caller;
}

bool may_see(const ApprovalRow& row, const api::Call& call) {
  return is_own(row, call) || call.principal().may(row.permission);
}

Approval shown(const ApprovalRow& row, const api::Call& call) {
  const bool late = row.status == ApprovalStatus::pending && row.expires_at <= call.system_time();
  Approval approval;
  approval.id = {row.id};
  approval.operation = row.operation;
  approval.status = late ? ApprovalStatus::expired : row.status;
  approval.maker = Maker{row.maker_kind, row.maker, row.maker_person, row.maker_name}.text();
  approval.maker_name = row.maker_name;
  approval.own = is_own(row, call);
  approval.rule = row.rule;
  approval.created_at = row.created_at;
  approval.expires_at = row.expires_at;
  if (row.decided_by) approval.decided_by = UserId{*row.decided_by};
  approval.decided_by_name = row.decided_by_name;
  approval.decided_at = row.decided_at;
  approval.reason = row.reason;
  approval.reply_status = row.reply_status;
  return approval;
}

}  // namespace sangam::suites::platform::approvals
