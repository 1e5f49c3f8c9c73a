#include "kernel/api/call.h"

#include <algorithm>

#include "base/assert.h"
#include "base/json_text.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/named_uuid.h"
#include "kernel/api/operation.h"
#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"

namespace sangam::api {

namespace {

constexpr std::chrono::seconds kStreamTransaction{10};

store::Mode mode_of(Kind kind) {
  return kind == Kind::query ? store::Mode::read_only : store::Mode::read_write;
}

}  // namespace

Call::Call(Parts parts) : parts_(std::move(parts)), now_(parts_.system_time) {
  if (parts_.identity && parts_.identity->tenant)
    now_.nanoseconds += parts_.identity->tenant->clock_offset_nanoseconds.load();
}

const Identity& Call::identity() const {
  if (!parts_.identity) throw Error{Code::unauthenticated, "This needs a sign-in or an API key."};
  return *parts_.identity;
}

const std::shared_ptr<Tenant>& Call::shared_tenant() const {
  const auto& tenant = identity().tenant;
  if (!tenant) throw Error{Code::forbidden, "This belongs to a tenant, and you act for none."};
  return tenant;
}

const Tenant& Call::tenant() const { return *shared_tenant(); }

Uuid Call::new_id() const { return clock::new_uuid(now_); }

Uuid Call::keyed_id(std::string_view purpose) const {
  if (parts_.idempotency_key.empty()) return new_id();
  return named_uuid(
      {principal().id_text, operation().name, purpose, std::string_view(parts_.idempotency_key)});
}

// A stream goes on for as long as somebody follows it, and no transaction does.
store::UnitOfWork Call::transaction(store::Mode mode) const {
  const bool is_stream = parts_.operation->kind == Kind::stream;
  const auto deadline = is_stream
                            ? std::min(parts_.deadline, runtime::Deadline::in(kStreamTransaction))
                            : parts_.deadline;
  const bool with_tenant = parts_.identity && parts_.identity->tenant;
  auto* pool =
      parts_.operation->database_role == store::Role::auth ? parts_.pools.auth : parts_.pools.app;
  store::UnitOfWork work(*pool, with_tenant ? parts_.identity->tenant->number : store::kNoTenant,
                         deadline, mode);
  work.record_in(parts_.trace);
  return work;
}

store::UnitOfWork& Call::work() {
  const auto kind = parts_.operation->kind;
  SANGAM_ASSERT(kind != Kind::process && kind != Kind::stream);
  if (work_) return *work_;
  work_.emplace(transaction(mode_of(kind)));
  if (shares_trips_) work_->share_trips();
  return *work_;
}

// Members of the audit's detail that name who else had a part in it.
std::optional<std::string> Call::with_others(const std::optional<std::string>& detail) const {
  std::string members;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!members.empty()) members += ',';
    append_json_string(name, members);
    members += ':';
    append_json_string(value, members);
  };
  if (const auto& support = identity().impersonation) add("impersonated_by", support->operator_id);
  if (parts_.approved) {
    add("approval", parts_.approved->approval);
    add("approved_by", parts_.approved->approved_by);
  }
  if (parts_.agent) {
    add("agent", parts_.agent->name.empty() ? "unknown" : parts_.agent->name);
    if (!parts_.agent->version.empty()) add("agent_version", parts_.agent->version);
    if (parts_.agent->confirmed) add("confirmed", "yes");
  }
  if (members.empty()) return detail;
  if (!detail) return "{" + members + "}";
  SANGAM_ASSERT(detail->starts_with('{') && detail->size() > 2);
  return "{" + members + "," + detail->substr(1);
}

void Call::audit_as(store::UnitOfWork& work, std::string_view outcome,
                    const std::optional<std::string>& detail) const {
  audited_ = true;
  work.later(store::kAudit, new_id(), now_, principal().id_text, name(principal().kind),
             operation().name, parts_.request_id, target_, outcome, with_others(detail));
}

void Call::emit_described(std::string_view stream, std::string_view type, std::int32_t version,
                          const Type& described, const void* event) {
  std::string payload;
  write_json(described, event, payload);
  later(store::kEmit, new_id(), stream, type, version, payload, now_);
}

}  // namespace sangam::api
