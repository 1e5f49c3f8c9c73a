#pragma once

// Sending a file as the body of an upload, with a bar. The one place that knows how: a way that
// goes on after a cut would be chosen here.

#include <string>

#include "apps/sangam/client/connection.h"

namespace sangam::apps::client {

// `path` "-" is standard input. `request` is complete but for its body. Throws ClientError.
ClientReply send_file(Connection& connection, ClientRequest request, const std::string& path);

}  // namespace sangam::apps::client
