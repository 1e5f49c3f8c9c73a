#pragma once

// What the parts of the door work with.

#include "kernel/api/approval_gate.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/pools.h"
#include "kernel/api/reception.h"
#include "kernel/api/refusals.h"
#include "kernel/mcp/catalogue.h"
#include "kernel/mcp/public_address.h"
#include "kernel/mcp/request_state.h"
#include "kernel/mcp/session_table.h"
#include "kernel/mcp/settings.h"

namespace sangam::mcp {

// All outlives the requests. Any loop.
struct Services {
  api::Reception reception;
  const api::PoolDirectory& pools;
  const api::OperationMetrics& metrics;
  api::Refusals& refusals;
  api::ApprovalGate* gate = nullptr;  // null: nothing waits for approval
  Settings settings;
};

}  // namespace sangam::mcp
