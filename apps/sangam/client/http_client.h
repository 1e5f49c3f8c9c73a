#pragma once

// One blocking HTTP request to a running server, for commands a person waits for. Never on a
// server's thread. Certificates are verified: against the system's authorities, or those in the PEM
// file that SANGAM_CA names.

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
  // Gets a successful reply that is not JSON, piece by piece; without it the reply is kept.
  std::function<void(std::string_view piece)> write_body;
};

struct ClientReply {
  int status = 0;
  std::string content_type;
  std::string body;  // empty when it went to write_body
};

// The fault is the reason why no reply came, for people.
std::expected<ClientReply, std::string> send_request(const ClientRequest& request);

}  // namespace sangam::apps::client
