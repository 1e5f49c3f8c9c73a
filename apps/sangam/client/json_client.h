#pragma once

// JSON requests to a running server, for commands that need several. Blocking.

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "apps/sangam/client/call_options.h"
#include "apps/sangam/client/http_client.h"

namespace sangam::apps::client {

// A problem document, or no answer at all; what() is for people, with the fields at fault.
struct ClientError : std::runtime_error {
  using std::runtime_error::runtime_error;
  int status = 0;  // 0: no answer
};

class JsonClient {
 public:
  // Throws ClientError when no server is named.
  explicit JsonClient(const CallOptions& options);

  // `path` is below /api/v1. `key` makes the request repeatable; empty for none. Throws
  // ClientError.
  boost::json::value get(std::string_view path) const;
  boost::json::value post(std::string_view path, const boost::json::value& body,
                          std::string_view key) const;
  // Any other request, with its answer as it came. Throws ClientError for what is not 2xx.
  ClientReply send(ClientRequest request, std::string_view path) const;

 private:
  ServerAddress server_;
};

}  // namespace sangam::apps::client
