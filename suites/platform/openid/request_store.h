#pragma once

// Requests of clients that wait: pushed, or for a person. Known by a handle that only its holder
// has. Private to this folder.

#include <optional>
#include <string>

#include "base/scalars.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/openid/types.h"

namespace sangam::suites::platform::openid {

struct RequestRow {
  ClientId client_id;
  bool pushed = false;
  std::string parameters;
  Timestamp created_at;
  Timestamp expires_at;
};
SANGAM_DESCRIBE(RequestRow, (client_id, ""), (pushed, ""), (parameters, ""), (created_at, ""),
                (expires_at, ""))

// Keeps it and returns its handle.
Task<std::string> keep_request(store::Pool& auth, ClientId client, bool pushed,
                               std::string parameters, std::chrono::seconds life,
                               runtime::Deadline deadline);
// A pushed request of this client, which is then gone; nothing when there is none, or not any more.
Task<std::optional<std::string>> take_pushed_request(store::Pool& auth, ClientId client,
                                                     std::string handle,
                                                     runtime::Deadline deadline);

}  // namespace sangam::suites::platform::openid
