#include "apps/sangam/client/exit_code.h"

namespace sangam::apps::client {

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
