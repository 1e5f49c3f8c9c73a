#pragma once

// A blocking TCP client that sends exactly the bytes it is told to, for tests of the server.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/assert.h"

namespace sangam::http::testing {

using std::chrono::milliseconds;

// A response taken apart.
struct RawResponse {
  int status = 0;
  std::string head;  // with the empty line
  std::string body;  // chunked coding removed

  bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
};

// One connection to 127.0.0.1.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    SANGAM_ASSERT(::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~RawClient() { ::close(fd_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  int descriptor() const noexcept { return fd_; }

  // False when the server has closed the connection before everything was sent.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void finish_sending() { ::shutdown(fd_, SHUT_WR); }

  // The next response, or nothing when the connection ends or `patience` passes first. Responses to
  // HEAD are told apart by `no_body`.
  std::optional<RawResponse> receive(bool no_body = false,
                                     milliseconds patience = milliseconds{5000}) {
    const auto end_of_head = fill_until("\r\n\r\n", 0, patience);
    if (!end_of_head) return std::nullopt;
    RawResponse response;
    response.head = buffer_.substr(0, *end_of_head);
    buffer_.erase(0, *end_of_head);
    response.status = std::atoi(response.head.c_str() + 9);
    if (no_body || response.status == 204 || response.status == 304 || response.status < 200) {
      return response;
    }
    if (response.has("Transfer-Encoding: chunked")) {
      if (!receive_chunks(response.body, patience)) return std::nullopt;
    } else if (const auto at = response.head.find("Content-Length: "); at != std::string::npos) {
      const auto length = std::strtoull(response.head.c_str() + at + 16, nullptr, 10);
      while (buffer_.size() < length) {
        if (!fill(patience)) return std::nullopt;
      }
      response.body = buffer_.substr(0, length);
      buffer_.erase(0, length);
    } else {
      while (fill(patience)) {
      }
      response.body = std::exchange(buffer_, {});
    }
    return response;
  }

  // Whether the server ends the connection within `patience`, without sending anything more.
  bool closed(milliseconds patience = milliseconds{5000}) {
    return buffer_.empty() && !fill(patience) && ended_;
  }

  // The next `count` bytes; fewer when the connection ends or `patience` passes first.
  std::string receive_bytes(std::size_t count, milliseconds patience = milliseconds{5000}) {
    while (buffer_.size() < count && fill(patience)) {
    }
    std::string bytes = buffer_.substr(0, count);
    buffer_.erase(0, bytes.size());
    return bytes;
  }

  // Everything received until the end of the connection.
  std::string receive_all(milliseconds patience = milliseconds{5000}) {
    while (fill(patience)) {
    }
    return std::exchange(buffer_, {});
  }

 private:
  bool fill(milliseconds patience) {
    pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
    char bytes[65536];
    const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
    if (count <= 0) {
      ended_ = true;
      return false;
    }
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  std::optional<std::size_t> fill_until(std::string_view mark, std::size_t from,
                                        milliseconds patience) {
    while (true) {
      const std::size_t at = buffer_.find(mark, from);
      if (at != std::string::npos) return at + mark.size();
      if (!fill(patience)) return std::nullopt;
    }
  }

  bool receive_chunks(std::string& body, milliseconds patience) {
    while (true) {
      const auto line = fill_until("\r\n", 0, patience);
      if (!line) return false;
      const auto size = std::strtoull(buffer_.c_str(), nullptr, 16);
      while (buffer_.size() < *line + size + 2) {
        if (!fill(patience)) return false;
      }
      body += buffer_.substr(*line, size);
      buffer_.erase(0, *line + size + 2);
      if (size == 0) return true;
    }
  }

  int fd_;
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace sangam::http::testing
