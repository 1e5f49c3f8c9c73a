#pragma once

// One operation called at a server, by its kind: a reply, all pages of a list, a stream, a file
// that goes or comes.

#include "apps/sangam/client/call_options.h"
#include "apps/sangam/client/exit_code.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

// Prints the reply to standard output, everything else to standard error. Throws ClientError.
ExitCode run_call(const api::Operation& operation, const CallOptions& options);

}  // namespace sangam::apps::client
