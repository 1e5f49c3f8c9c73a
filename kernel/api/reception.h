#pragma once

// Reception: what every door asks before it serves: who sends a request, whether the tenant lets it
// in from where it comes, and whether it is served now. Nothing here depends on the door.

#include "kernel/api/admission.h"
#include "kernel/api/tenant_gate.h"

namespace sangam::api {

// What it asks outlives it. Any loop; copied freely.
struct Reception {
  Authenticator& authenticator;
  Admission* admission = nullptr;     // null: all are served now
  TenantGate* tenant_gate = nullptr;  // null: nobody else is asked

  // Before the body is read, which a signature may cover. A wrong credential counts against the
  // address that it came from.
  Task<Authentication> identify(const http::Request& request) const;
  // Once a request, when it is known who sent it. `operation` is null where the body names it.
  Task<void> let_in(http::Request& request, const Operation* operation,
                    IdentityPointer identity) const;
  // Once a call: takes what it costs.
  Task<void> admit(AdmissionQuestion question, AdmissionNotes& notes) const;
  // Which changes of an agent of `identity` wait for a person's word; `unless_said` where neither
  // the tenant nor the operators say.
  AgentConfirmation confirmation_of(const runtime::EventLoop& loop, const Identity* identity,
                                    AgentConfirmation unless_said) const;
  // A turn at work, when all that is wanted for it is here.
  Task<WorkPlace> enter(AdmissionQuestion question, runtime::Deadline deadline) const;

 private:
  void note(const AdmissionQuestion& question, AdmissionStep step, const Error& refusal) const;
};

}  // namespace sangam::api
