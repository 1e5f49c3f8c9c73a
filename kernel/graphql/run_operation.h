#pragma once

// Running one declared operation for a field: the same as at every door. Audience and permission,
// approval, idempotency, audit, metrics and the caller's count.

#include <expected>
#include <string>

#include "base/error.h"
#include "base/task.h"
#include "engines/graphql/value.h"
#include "kernel/api/call.h"
#include "kernel/api/dispatcher.h"
#include "kernel/graphql/plan.h"
#include "kernel/graphql/services.h"

namespace sangam::graphql_door {

struct Ran {
  api::Reply reply;
  bool held = false;  // kept until somebody else approves: the reply says of what
};

// `plan` and `arguments` outlive the task. Does not throw.
Task<std::expected<Ran, Error>> run_operation(const Services& services, const Caller& caller,
                                              const RootPlan& plan,
                                              const graphql::Value::Object& arguments);

// Takes what the call costs. Throws when it is too much.
Task<void> admit(const Services& services, Caller caller, const api::Operation& operation);
// What a call of `operation` refers to, beyond its request.
api::Call::Parts call_parts(const Services& services, const Caller& caller,
                            const api::Operation& operation);
// Counts it, for /metrics and for the caller's tenant. `started`: monotonic nanoseconds.
void record_call(const Services& services, const Caller& caller, const api::Operation& operation,
                 int status, std::int64_t started);
// What went wrong, as callers may know it; what they may not is logged. `cause` is not null.
Error error_of(const std::exception_ptr& cause, const telemetry::Trace& trace);

// At most 500 bytes of a text, whole characters: what an audit row says was asked for.
std::string cut_target(std::string text);

}  // namespace sangam::graphql_door
