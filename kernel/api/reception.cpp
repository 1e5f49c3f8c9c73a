#include "kernel/api/reception.h"

#include "base/error.h"
#include "kernel/http/request.h"

namespace sangam::api {

Task<Authentication> Reception::identify(const http::Request& request) const {
  if (auto cached = authenticator.find_cached(request))
    co_return Authentication{std::move(cached), {}};
  if (!admission) co_return co_await authenticator.authenticate(request);
  admission->require_lookup(request.remote_address());
  try {
    co_return co_await authenticator.authenticate(request);
  } catch (const Error& error) {
    if (error.code == Code::unauthenticated) admission->count_failure(request.remote_address());
    throw;
  }
}

Task<void> Reception::let_in(http::Request& request, const Operation* operation,
                             IdentityPointer identity) const {
  if (tenant_gate && tenant_gate->active())
    co_await tenant_gate->admit(request, operation, std::move(identity));
}

Task<void> Reception::admit(AdmissionQuestion question, AdmissionNotes& notes) const {
  if (admission && !admission->admit_now(question, notes))
    co_await admission->admit(question, notes);
}

AgentConfirmation Reception::confirmation_of(const runtime::EventLoop& loop,
                                             const Identity* identity,
                                             AgentConfirmation unless_said) const {
  if (!tenant_gate || !identity) return unless_said;
  const auto said = tenant_gate->confirmation_of(loop, *identity);
  return said == AgentConfirmation::inherit ? unless_said : said;
}

Task<WorkPlace> Reception::enter(AdmissionQuestion question, runtime::Deadline deadline) const {
  if (!admission) co_return WorkPlace();
  if (auto place = admission->enter_now(question)) co_return std::move(*place);
  co_return co_await admission->enter(question, deadline);
}

}  // namespace sangam::api
