#include "suites/platform/approvals/gate.h"

#include <algorithm>

#include "kernel/api/json_writer.h"
#include "kernel/api/named_uuid.h"
#include "suites/platform/approvals/shown.h"
#include "suites/platform/approvals/statements.h"

namespace sangam::suites::platform::approvals {

namespace {

struct IdRow {
  Uuid id;
};
SANGAM_DESCRIBE(IdRow, (id, ""))

struct Held {
  Approval approval;
};
SANGAM_DESCRIBE(Held, (approval, "What waits"))

Uuid key_of_request(const api::Call& call, const Uuid& fresh) {
  if (call.idempotency_key().empty()) return fresh;
  return api::named_uuid({call.principal().id_text, call.operation().name, call.idempotency_key()});
}

// The same key means the same request.
void require_same(const vault::TenantKey& key, const ApprovalRow& row, const SealedRow& sealed,
                  const std::string& request) {
  if (SealedRequests::open_request(key, row.id, sealed) != request)
    throw Error{Code::idempotency_mismatch, "This idempotency key was used with another request."};
}

}  // namespace

Task<std::optional<std::string>> Gate::rule_that_holds(api::Call& call, const Rule* rule,
                                                       std::string request) {
  const auto& operation = call.operation();
  if (operation.needs_approval) co_return "";
  if (changes_rules(operation.name)) {
    const bool held = co_await guard_.holds(call, std::move(request));
    co_return held ? std::optional<std::string>("") : std::nullopt;
  }
  if (rule->removed || !rule->condition.holds(request, call.principal().role))
    co_return std::nullopt;
  co_return rule->condition.text();
}

Task<std::optional<api::Reply>> Gate::hold(api::Call& call, api::InputSource& input) {
  const auto& operation = call.operation();
  const auto rules = co_await rules_.of(call);
  const auto found = std::ranges::find(*rules, operation.name, &Rule::operation);
  const auto* rule = found == rules->end() ? nullptr : &*found;
  if (!operation.needs_approval && !rule && !changes_rules(operation.name)) co_return std::nullopt;
  auto request = operation.canonical(input);
  std::optional<ApprovalRow> row;
  if (auto text = co_await rule_that_holds(call, rule, request))
    row = co_await keep(call, std::move(request), std::move(*text));
  else row = co_await kept_before(call, std::move(request));
  if (!row) co_return std::nullopt;
  api::Reply reply;
  reply.status = 202;
  reply.json = api::to_json(Held{shown(*row, call)});
  co_return reply;
}

Task<std::optional<ApprovalRow>> Gate::kept_before(api::Call& call, std::string request) {
  if (call.idempotency_key().empty()) co_return std::nullopt;
  const auto tenant = call.tenant().number;
  store::UnitOfWork work(*call.pools().app, tenant, call.deadline(), store::Mode::read_only);
  work.record_in(call.trace());
  const auto row = co_await work.row<ApprovalRow>(kFindByKey, key_of_request(call, {}));
  if (!row) co_return std::nullopt;
  const auto sealed = co_await work.row<SealedRow>(kReadSealed, row->id);
  co_await work.commit();
  const auto key = co_await requests_.key_of(*call.pools().app, tenant, call.deadline());
  require_same(key, *row, *sealed, request);
  co_return *row;
}

Task<ApprovalRow> Gate::keep(api::Call& call, std::string request, std::string rule) {
  const auto tenant = call.tenant().number;
  const auto& operation = call.operation();
  const auto maker = co_await maker_of(call);
  const auto key = co_await requests_.key_of(*call.pools().app, tenant, call.deadline());
  const auto now = call.system_time();
  const Uuid id = call.new_id();
  const Uuid request_key = key_of_request(call, id);
  store::UnitOfWork work(*call.pools().app, tenant, call.deadline(), store::Mode::read_write);
  work.record_in(call.trace());
  const auto inserted = co_await work.row<IdRow>(
      kInsertApproval, id, operation.name, operation.permission, maker.kind, maker.id, maker.person,
      maker.name, SealedRequests::seal_request(key, id, request), request_key, rule, now,
      Timestamp{now.nanoseconds + kDecideWithin}, std::string(call.if_match()));
  const auto row = co_await work.row<ApprovalRow>(kFindByKey, request_key);
  if (!inserted) {
    const auto sealed = co_await work.row<SealedRow>(kReadSealed, row->id);
    require_same(key, *row, *sealed, request);
    co_return *row;
  }
  call.set_target(ApprovalId{id}.str());
  call.audit_as(work, "held", std::nullopt);
  co_await work.commit();
  co_return *row;
}

}  // namespace sangam::suites::platform::approvals
