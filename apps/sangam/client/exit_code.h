#pragma once

// What programs that call `sangam` may rely on: how a command ended.

#include <span>
#include <string_view>

namespace sangam::apps::client {

// The number of each stays for ever; docs/guides/command_line.md explains them.
enum ExitCode : int {
  kExitDone = 0,
  kExitFailed = 1,        // what none of the others is
  kExitUsage = 2,         // the command line is wrong; nothing was sent
  kExitNoReply = 3,       // no server, or no reply
  kExitInvalid = 4,       // the request breaks a rule of its fields: 400, 413, 414, 415, 431
  kExitNotSignedIn = 5,   // no credential, or it does not hold: 401
  kExitForbidden = 6,     // known, and may not: 403
  kExitNotFound = 7,      // 404, 405
  kExitConflict = 8,      // the state of things or a rule of the business says no: 409, 412, 422
  kExitTryLater = 9,      // 408, 429, 503, 504, 507
  kExitServerFault = 10,  // 500 and others of the server
};

// For help and manuals, in order.
struct ExitMeaning {
  ExitCode code;
  std::string_view text;
};
std::span<const ExitMeaning> exit_codes();

// Of a reply that is no success. 0 is for no reply.
ExitCode exit_code_of(int http_status) noexcept;

}  // namespace sangam::apps::client
