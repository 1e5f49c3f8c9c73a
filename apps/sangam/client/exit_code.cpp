#include "apps/sangam/client/exit_code.h"

namespace sangam::apps::client {

namespace {

constexpr ExitMeaning kMeanings[] = {
    {kExitDone, "Done"},
    {kExitFailed, "Failed, for a reason that none of the others is"},
    {kExitUsage, "The command line is wrong; nothing was sent"},
    {kExitNoReply, "No server, or no reply"},
    {kExitInvalid, "The request breaks a rule of its fields (400, 413, 414, 415, 431)"},
    {kExitNotSignedIn, "No credential, or it does not hold (401)"},
    {kExitForbidden, "Known, and may not (403)"},
    {kExitNotFound, "Not there (404, 405)"},
    {kExitConflict, "The state of things or a rule of the business says no (409, 412, 422)"},
    {kExitTryLater, "Not now: try again later (408, 429, 503, 504, 507)"},
    {kExitServerFault, "A fault of the server (500 and others)"},
};

}  // namespace

std::span<const ExitMeaning> exit_codes() { return kMeanings; }

ExitCode exit_code_of(int http_status) noexcept {
  switch (http_status) {
    case 0:
      return kExitNoReply;
    case 400:
    case 413:
    case 414:
    case 415:
    case 431:
      return kExitInvalid;
    case 401:
      return kExitNotSignedIn;
    case 403:
      return kExitForbidden;
    case 404:
    case 405:
      return kExitNotFound;
    case 409:
    case 412:
    case 422:
      return kExitConflict;
    case 408:
    case 429:
    case 503:
    case 504:
    case 507:
      return kExitTryLater;
    default:
      return http_status >= 500 ? kExitServerFault : kExitFailed;
  }
}

}  // namespace sangam::apps::client
