#pragma once

// Connection: one server, spoken to as whoever the command line says. A sign-in that is about to
// end is refreshed before it is used, by one program at a time: a refresh token is good once, and
// one that comes twice ends the sign-in everywhere.

#include <string>

#include "apps/sangam/client/http_client.h"
#include "apps/sangam/client/server_address.h"

namespace sangam::apps::client {

class Connection {
 public:
  // Throws ClientError when no server is named, or its profile cannot be read.
  explicit Connection(const ServerOptions& options);
  // For tests: another store, another way to the server.
  Connection(const ServerOptions& options, ProfileStore store, Send send);

  const std::string& url() const noexcept { return server_.url; }
  const ServerAddress& server() const noexcept { return server_; }

  // Sends with the credential; `request.url` is the rest of the address. When a sign-in turns out
  // to be over, it is refreshed and the request sent once more, unless it read its body from a
  // function. Throws ClientError when the sign-in cannot be refreshed, and when no reply comes.
  ClientReply send(ClientRequest request);
  // The value of the Authorization header; empty: none. Refreshes. Throws ClientError.
  std::string authorization();

 private:
  // A fresh access token, from whichever program was first. `refused`: one that does not hold.
  std::string renewed(const std::string& refused);

  ProfileStore store_;
  Send send_;
  ServerAddress server_;
  Profile profile_;  // of server_.profile
};

}  // namespace sangam::apps::client
