#include "suites/platform/single_sign_on/sign_on_audit.h"

#include "kernel/api/audit_detail.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/operation.h"
#include "kernel/store/kernel_statements.h"

namespace sangam::suites::platform::single_sign_on {

void audit_member(const api::Call& call, store::UnitOfWork& work, UserId user,
                  const MemberFacts& before, const MemberFacts& after) {
  api::AuditDetail detail;
  detail.add_change(type_of<MemberFacts>, &before, &after);
  work.later(store::kAudit, call.new_id(), call.now(), user.str(), "user", call.operation().name,
             call.request_id(), user.str(), "done", detail.json());
}

Witness witness_of(ConnectionId connection, const Person& person) {
  return {.connection = connection.str(),
          .subject = person.subject,
          .email = person.email,
          .fault = std::nullopt};
}

Task<void> audit_refused(api::Call& call, std::int32_t tenant, Witness witness, Error refusal) {
  store::UnitOfWork work(*call.pools().auth, tenant, call.deadline(), store::Mode::read_write);
  work.record_in(call.trace());
  witness.fault =
      refusal.fields.empty() ? std::string(name(refusal.code)) : refusal.fields.front().code;
  work.later(store::kAudit, call.new_id(), call.now(), witness.connection, "system",
             call.operation().name, call.request_id(), witness.connection, "refused",
             std::optional(api::to_json(witness)));
  co_await work.commit();
}

}  // namespace sangam::suites::platform::single_sign_on
