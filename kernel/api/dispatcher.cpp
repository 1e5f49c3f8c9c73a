#include "kernel/api/dispatcher.h"

#include "base/assert.h"
#include "kernel/api/entity_tag.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/named_uuid.h"
#include "kernel/store/bytes.h"
#include "kernel/store/database_error.h"
#include "kernel/store/kernel_statements.h"
#include "kernel/store/sqlstate.h"

namespace sangam::api {

namespace {

class ReplySink final : public OutputSink {
 public:
  explicit ReplySink(Reply& reply) : reply_(reply) {}
  void write(const Type& type, const void* value) override {
    if (!type.fields || !type.fields().empty()) write_json(type, value, reply_.json);
  }
  void write(Download download) override { reply_.download = std::move(download); }

 private:
  Reply& reply_;
};

struct StoredReply {
  std::int32_t status = 0;
  std::string headers;
  store::Bytes body;
};
SANGAM_DESCRIBE(StoredReply, (status, "HTTP status"), (headers, "ETag, if any"),
                (body, "JSON text"))

bool claims_key(const Call& call) {
  return call.operation().kind == Kind::command && !call.idempotency_key().empty() &&
         !call.operation().keyed_by_content && call.signed_in();
}

// Keys are of one principal and one operation.
Uuid claim_of(const Call& call) {
  return named_uuid({call.principal().id_text, call.operation().name, call.idempotency_key()});
}

Task<Reply> read_stored_reply(Call& call) {
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_only);
  work.record_in(call.trace());
  auto stored = co_await work.row<StoredReply>(store::kReadReply, claim_of(call));
  if (!stored) throw Error{Code::idempotency_conflict, "The first request has not ended yet."};
  Reply reply;
  reply.status = stored->status;
  reply.json = std::move(stored->body.value);
  reply.replayed = true;
  reply.facts.etag = std::move(stored->headers);
  co_return reply;
}

void fill_status(const Call& call, Reply& reply) {
  const bool nothing = reply.json.empty() && !reply.download;
  reply.status = reply.facts.status != 0 ? reply.facts.status
                 : nothing && call.operation().success_status == 200
                     ? 204
                     : call.operation().success_status;
}

Task<Reply> run_command(Call& call, InputSource& input, std::string content_hash) {
  const bool keyed = claims_key(call);
  const auto& operation = call.operation();
  const store::Bytes hash{std::move(content_hash)};
  if (keyed) call.work().first(store::kClaim, claim_of(call), hash);
  Reply reply;
  ReplySink sink(reply);
  co_await operation.run(operation.service, call, input, sink);
  reply.facts = std::move(call.reply());
  fill_status(call, reply);
  if (call.signed_in()) call.audit(call.work());
  if (keyed)
    call.later(store::kKeepReply, claim_of(call), hash, reply.status, reply.facts.etag,
               store::Bytes{reply.json});
  co_await call.work().commit();
  call.run_after_commit();
  co_return reply;
}

// Who saw restricted data is on record before they see it: one round trip more, durable. The read
// itself keeps its own kind of transaction.
Task<void> record_read(Call& call) {
  store::UnitOfWork work(*call.pools().app, call.tenant().number, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  work.spend_reserve();
  call.audit(work);
  co_await work.commit();
}

Task<Reply> run_plain(Call& call, InputSource& input) {
  const auto& operation = call.operation();
  Reply reply;
  ReplySink sink(reply);
  co_await operation.run(operation.service, call, input, sink);
  if (call.has_open_work()) co_await call.work().commit();
  // Of an agent everything is on record; lanes see to that themselves.
  const bool of_agent = call.agent() && operation.kind != Kind::posting && !call.audited();
  if ((is_recorded_read(operation) || of_agent) && call.signed_in() && call.identity().tenant)
    co_await record_read(call);
  reply.facts = std::move(call.reply());
  fill_status(call, reply);
  if (has_entity_tag(operation) && reply.facts.etag.empty()) reply.facts.etag = etag_of(reply.json);
  co_return reply;
}

void require_served(const Operation& operation, TenantStatus status) {
  if (status == TenantStatus::active) return;
  if (status == TenantStatus::suspended && !operation.while_suspended)
    throw Error{Code::tenant_suspended, "Your tenant is suspended: its owners can read why."};
  if (status != TenantStatus::suspended && !operation.while_closed)
    throw Error{Code::tenant_closed, "Your tenant is closed: an owner may open it again."};
}

Error idempotency_error(const store::DatabaseError& error) {
  if (error.is(store::sqlstate::kClaimBusy))
    return {Code::idempotency_conflict, "A request with this idempotency key is being served."};
  SANGAM_ASSERT(error.is(store::sqlstate::kClaimOtherBody));
  return {Code::idempotency_mismatch, "This idempotency key was used with another request."};
}

}  // namespace

void authorize(const Operation& operation, const Identity* identity, Timestamp now) {
  if (operation.audience == Audience::everyone) return;
  if (!identity) throw Error{Code::unauthenticated, "This needs a sign-in or an API key."};
  require_served(operation, identity->tenant_status);
  const bool on_platform = identity->tenant->number == kPlatformTenant;
  if (operation.audience != Audience::signed_in &&
      on_platform != (operation.audience == Audience::platform))
    throw Error{Code::forbidden, on_platform ? "Platform operators act for no tenant."
                                             : "This is for operators of the platform."};
  if (!operation.permission.empty() && !identity->principal.may(operation.permission))
    throw Error{Code::forbidden, "This needs the permission " + operation.permission + "."};
  if (identity->impersonation && (operation.step_up || operation.personal))
    throw Error{Code::forbidden, "Support may not do this in somebody's place."};
  if (!identity->session) return;
  if (identity->session->must_enrol && !operation.before_enrolment)
    throw Error{Code::enrolment_needed, "Your tenant asks for a second factor: set one up."};
  const auto age = now.nanoseconds - identity->session->proven_at.nanoseconds;
  if (operation.step_up && age > kProofNanoseconds)
    throw Error{Code::step_up_needed, "Prove again that it is you."};
}

Task<Reply> dispatch(Call& call, InputSource& input, std::string content_hash) {
  if (call.operation().kind != Kind::command) co_return co_await run_plain(call, input);
  bool replay = false;
  try {
    co_return co_await run_command(call, input, std::move(content_hash));
  } catch (const store::DatabaseError& error) {
    replay = error.is(store::sqlstate::kClaimDone);
    if (!replay && !error.is(store::sqlstate::kClaimBusy) &&
        !error.is(store::sqlstate::kClaimOtherBody))
      throw;
    if (!replay) throw idempotency_error(error);
  }
  co_return co_await read_stored_reply(call);
}

}  // namespace sangam::api
