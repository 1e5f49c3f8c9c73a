#pragma once

// JSON requests to a running server, for commands that need several. Blocking. What goes wrong is a
// ClientError: a problem document with the fields at fault, or no answer at all.

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/connection.h"

namespace sangam::apps::client {

class JsonClient {
 public:
  // Throws ClientError when no server is named.
  explicit JsonClient(const ServerOptions& options) : connection_(options) {}

  // `path` is below /api/v1. `key` makes the request repeatable; empty for none. Throws
  // ClientError.
  boost::json::value get(std::string_view path);
  boost::json::value post(std::string_view path, const boost::json::value& body,
                          std::string_view key);
  // Any other request, with its answer as it came. Throws ClientError for what is not 2xx.
  ClientReply send(ClientRequest request, std::string_view path);

 private:
  Connection connection_;
};

}  // namespace sangam::apps::client
