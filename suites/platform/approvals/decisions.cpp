#include "suites/platform/approvals/decisions.h"

#include "suites/platform/approvals/maker.h"
#include "suites/platform/approvals/shown.h"
#include "suites/platform/approvals/statements.h"

namespace sangam::suites::platform::approvals {

namespace {

Error no_such_approval() { return {Code::not_found, "There is no such approval."}; }

// Keys and programs have no judgement of their own.
void require_person(const api::Call& call) {
  if (!is_person(call)) throw Error{Code::forbidden, "People decide, signed in themselves."};
}

void require_other(const ApprovalRow& row, const api::Call& call) {
  if (is_own(row, call))
    throw Error{Code::forbidden, "Somebody else decides what you, or a key of yours, asked for."};
  if (!call.principal().may(row.permission))
    throw Error{Code::forbidden, "Deciding needs the permission " + row.permission + "."};
}

Error is_now(const ApprovalRow& row, const api::Call& call) {
  return {Code::conflict, "It is " + std::string(name(shown(row, call).status)) + " already."};
}

// A permission is no 32 hexadecimal digits, so that one list tells of both.
constexpr std::string_view kVisible =
    "exists (select from pg_catalog.unnest(?::text[]) mine where mine in (permission,"
    " replace(maker::text, '-', ''), replace(maker_person::text, '-', '')))";

}  // namespace

Task<api::Page<Approval>> Decisions::list(api::Call& call, ListApprovals request) {
  const auto& me = call.principal();
  api::ListStatement list(
      "approvals.list",
      "select " SANGAM_APPROVAL_COLUMNS " from approvals.approvals where tenant_id = $1", call);
  auto mine = me.permissions;
  mine.push_back(to_hex(me.id));
  list.filter(kVisible, mine);
  const auto now = call.system_time();
  if (request.status == ApprovalStatus::expired) {
    list.filter("status = 'pending' and expires_at <= ?", now);
  } else if (request.status == ApprovalStatus::pending) {
    list.filter("status = 'pending' and expires_at > ?", now);
  } else {
    list.filter("status = ?", request.status);
  }
  list.sorts({{"created_at", "created_at", "int8"}}, {"id", "id", "uuid"});
  auto rows = co_await list.page<ApprovalRow>(call, request.paging);
  api::Page<Approval> page;
  for (const auto& row : rows.items)
    page.items.push_back(shown(row, call));
  page.next = std::move(rows.next);
  co_return page;
}

Task<ApprovalRow> Decisions::find(api::Call& call, ApprovalId id) {
  auto work = call.transaction(store::Mode::read_only);
  const auto row = co_await work.row<ApprovalRow>(kFindApproval, id);
  if (!row || !may_see(*row, call)) throw no_such_approval();
  co_return *row;
}

Task<Approval> Decisions::described(api::Call& call, ApprovalRow row) {
  const auto key =
      co_await requests_.key_of(*call.pools().app, call.tenant().number, call.deadline());
  auto work = call.transaction(store::Mode::read_only);
  const auto sealed = co_await work.row<SealedRow>(kReadSealed, row.id);
  auto approval = shown(row, call);
  approval.request = SealedRequests::open_request(key, row.id, *sealed);
  approval.reply = SealedRequests::open_reply(key, row.id, *sealed);
  co_return approval;
}

Task<Approval> Decisions::get(api::Call& call, OneApproval request) {
  co_return co_await described(call, co_await find(call, request.id));
}

Task<ApprovalRow> Decisions::decide(api::Call& call, ApprovalId id, ApprovalStatus status,
                                    std::optional<api::Reason> reason) {
  auto work = call.transaction();
  const auto row = co_await work.row<ApprovalRow>(
      kDecide, id, status, call.principal().id, call.principal().name, call.system_time(),
      reason ? std::optional(reason->str()) : std::nullopt);
  if (!row) throw is_now(co_await find(call, id), call);
  call.set_target(id.str());
  call.because(reason);
  call.audit(work);
  co_await work.commit();
  co_return *row;
}

Task<Approval> Decisions::reject(api::Call& call, Reject request) {
  require_person(call);
  const auto row = co_await find(call, request.id);
  require_other(row, call);
  co_return co_await described(
      call, co_await decide(call, request.id, ApprovalStatus::rejected, request.reason));
}

Task<Approval> Decisions::approve(api::Call& call, Approve request) {
  require_person(call);
  auto row = co_await find(call, request.id);
  require_other(row, call);
  const bool was_mine = row.decided_by == call.principal().id;
  if (was_mine && (row.status == ApprovalStatus::done || row.status == ApprovalStatus::failed))
    co_return co_await described(call, row);
  if (row.status != ApprovalStatus::approved)
    row = co_await decide(call, request.id, ApprovalStatus::approved, request.reason);
  co_return co_await described(call, co_await carry_out(call, row));
}

}  // namespace sangam::suites::platform::approvals
