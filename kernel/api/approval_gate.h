#pragma once

// ApprovalGate: decides whether a call is done now or kept until somebody else has approved of it.
// Implemented by whoever keeps approvals; asked for every command and posting of a tenant, after
// permission was checked and before anything is done.

#include <optional>

#include "base/task.h"
#include "kernel/api/call.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/operation.h"

namespace sangam::api {

// Any loop.
class ApprovalGate {
 public:
  virtual ~ApprovalGate() = default;
  // Nothing: do it now. Else the reply in its place: it was kept, durably, and what is kept had no
  // fault. Throws Error when the request has one, or cannot wait.
  virtual Task<std::optional<Reply>> hold(Call& call, InputSource& input) = 0;
};

}  // namespace sangam::api
