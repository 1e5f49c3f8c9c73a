#pragma once

// TenantGate: what a tenant says of requests to it: who may send them, and what agents must have a
// person's word for.

#include "base/task.h"
#include "kernel/api/agent_confirmation.h"
#include "kernel/api/identity.h"

namespace sangam {
struct Error;
}
namespace sangam::runtime {
class EventLoop;
}

namespace sangam::api {

struct AdmissionQuestion;
enum class AdmissionStep : std::uint8_t;
struct Operation;

// Any loop.
class TenantGate {
 public:
  virtual ~TenantGate() = default;
  // Whether there is anything to ask; nearly free.
  virtual bool active() const noexcept = 0;
  // Once it is known who asks for what, and before anything is done. Throws the Error with which
  // the request is refused. `operation` is null where the body names
  // it, `identity` when nobody signed in.
  virtual Task<void> admit(http::Request& request, const Operation* operation,
                           IdentityPointer identity) = 0;
  // What the tenant wants, or else the operators; `inherit` when neither says. On `loop`'s thread.
  virtual AgentConfirmation confirmation_of(const runtime::EventLoop& loop,
                                            const Identity& identity) const = 0;
  // A limit refused a call: for who asks what was blocked. Nearly free in a flood.
  virtual void note(const AdmissionQuestion& question, AdmissionStep step,
                    const Error& refusal) noexcept = 0;
};

}  // namespace sangam::api
