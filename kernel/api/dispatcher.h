#pragma once

// Dispatcher: runs one operation for one caller, the same for every door. It checks audience and
// permission, opens the call, and wraps the handler in what its kind promises: idempotency claim,
// audit row and stored reply travel inside the unit of work of a command.

#include <string>

#include "base/task.h"
#include "kernel/api/body.h"
#include "kernel/api/call.h"
#include "kernel/api/operation.h"

namespace sangam::api {

// A finished operation: a JSON text, or a download.
struct Reply {
  int status = 200;
  std::string json;  // empty for downloads and for operations that return nothing
  std::optional<Download> download;
  ReplyFacts facts;
  bool replayed = false;  // the stored reply of an earlier request with the same key
};

// Throws Error{unauthenticated, forbidden, tenant_suspended, tenant_closed, enrolment_needed or
// step_up_needed} unless the identity
// may run the operation. `now` is machine time.
void authorize(const Operation& operation, const Identity* identity, Timestamp now);

// Runs it. `content_hash` (32 bytes) tells a repeated request from another one that reuses its
// idempotency key. Throws Error; the unit of work is then rolled back.
Task<Reply> dispatch(Call& call, InputSource& input, std::string content_hash);

}  // namespace sangam::api
