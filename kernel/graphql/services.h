#pragma once

// What executions work with, and for whom they work.

#include <string_view>

#include "kernel/api/approval_gate.h"
#include "kernel/api/identity.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/pools.h"
#include "kernel/api/reception.h"
#include "kernel/api/refusals.h"
#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/trace.h"

namespace sangam::graphql_door {

// All of it outlives the executions.
struct Services {
  api::Reception reception;
  const api::PoolDirectory& pools;
  const api::OperationMetrics& metrics;
  api::Refusals& refusals;
  api::ApprovalGate* gate = nullptr;  // null: nothing waits for approval
};

// Who asks, from where, and until when the answer is worth making. Views outlive the execution.
struct Caller {
  api::IdentityPointer identity;  // null: nobody signed in
  telemetry::Trace* trace = nullptr;
  runtime::EventLoop* loop = nullptr;
  std::string_view remote_address;
  std::string_view user_agent;
  std::string_view cookies;
  bool secure = false;
  runtime::Deadline deadline = runtime::Deadline::never();
  api::AdmissionNotes* notes =
      nullptr;  // for what the reply tells of limits; null: nobody reads it
};

}  // namespace sangam::graphql_door
