#pragma once

// `sangam call NAME --field value …`: any operation from the command line, against a running
// server.

#include <span>
#include <string>

#include "apps/sangam/client/exit_code.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

// `args` come after "call": an operation's name and its fields, --list, or NAME --help. Prints the
// reply to standard output, everything else to standard error.
int run_call_command(std::span<const api::Operation* const> operations,
                     std::span<const std::string> args);

}  // namespace sangam::apps::client
