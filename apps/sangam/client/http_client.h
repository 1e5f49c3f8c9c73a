#pragma once

// One blocking HTTP request to a running server, for commands a person waits for. Never on a
// server's thread. Certificates are verified: against the system's authorities, or those in the PEM
// file that SANGAM_CA names.

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::apps::client {

struct ClientRequest {
  std::string url;
  std::string method;
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
  // Streams a body in place of `body`: fills the buffer and returns the bytes written, 0 at the
  // end.
  std::function<std::size_t(char* buffer, std::size_t size)> read_body;
  std::int64_t body_size = -1;  // of what read_body gives, in bytes; -1: not known
  // Gets a successful reply that is not JSON, piece by piece; without it the reply is kept. `total`
  // is the size of all pieces, -1 when not known. False: no more of it.
  std::function<bool(std::string_view piece, std::int64_t total)> write_body;
  // A reply whose bytes stop coming for so long is given up.
  long stall_seconds = 320;
};

struct ClientReply {
  int status = 0;
  std::string content_type;
  std::string body;      // empty when it went to write_body
  bool stopped = false;  // by write_body
};

// The fault is the reason why no reply came, for people.
std::expected<ClientReply, std::string> send_request(const ClientRequest& request);

// The same as a value, for what is tested without a server.
using Send = std::function<std::expected<ClientReply, std::string>(const ClientRequest&)>;

}  // namespace sangam::apps::client
