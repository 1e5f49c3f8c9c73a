#pragma once

// `sangam call NAME --field value …`: any operation from the command line, against a running
// server.

#include <span>
#include <string>

#include "kernel/api/operation.h"

namespace sangam::apps {

// Exit codes of commands that talk to a server.
enum ExitCode : int {
  kExitDone = 0,
  kExitRefused = 1,  // the server answered with a problem
  kExitUsage = 2,    // the command line is wrong
  kExitNoReply = 3,  // no server, or no reply
};

// `args` come after "call": an operation's name and its fields, --list, or NAME --help. Prints the
// reply to standard output, everything else to standard error.
int run_call_command(std::span<const api::Operation* const> operations,
                     std::span<const std::string> args);

}  // namespace sangam::apps
