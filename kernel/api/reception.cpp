#include "kernel/api/reception.h"

#include "base/error.h"
#include "kernel/http/request.h"

namespace sangam::api {

namespace {

// Before it is known what is asked for.
const Operation kUnknown;

// Which limit it was, as errors tell.
AdmissionStep step_of(const Error& refusal) {
  if (refusal.code == Code::quota_exceeded) return AdmissionStep::quota;
  return refusal.code == Code::unavailable ? AdmissionStep::load : AdmissionStep::rates;
}

}  // namespace

Task<Authentication> Reception::identify(const http::Request& request) const {
  if (auto cached = authenticator.find_cached(request))
    co_return Authentication{std::move(cached), {}};
  if (!admission) co_return co_await authenticator.authenticate(request);
  try {
    admission->require_lookup(request.remote_address());
  } catch (const Error& error) {
    note({kUnknown, nullptr, request.remote_address(), request.loop(),
          request.trace()->request_id()},
         AdmissionStep::rates, error);
    throw;
  }
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
  if (!admission) co_return;
  try {
    if (!admission->admit_now(question, notes)) co_await admission->admit(question, notes);
  } catch (const Error& error) {
    note(question, step_of(error), error);
    throw;
  }
}

void Reception::note(const AdmissionQuestion& question, AdmissionStep step,
                     const Error& refusal) const {
  if (tenant_gate) tenant_gate->note(question, step, refusal);
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
  try {
    co_return co_await admission->enter(question, deadline);
  } catch (const Error& error) {
    note(question, AdmissionStep::turns, error);
    throw;
  }
}

}  // namespace sangam::api
