#pragma once

// One keep-alive connection that carries one request at a time.

#include <cstdint>
#include <string>
#include <string_view>

#include <netinet/in.h>

#include "benchmarks/load/response_parser.h"

namespace sangam::benchmarks::load {

// Non-blocking; the owner waits for readiness of `descriptor()` and calls `on_ready`. Not movable,
// because the owner's poller points at it.
class Connection {
 public:
  enum class Event {
    none,      // more to wait for
    opened,    // may send
    answered,  // a complete response; may send again
    failed     // closed, or not HTTP; call open again
  };

  Connection() = default;
  ~Connection() { close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Starts connecting. False when the system refuses at once; then there is no descriptor.
  bool open(const sockaddr_in& address);
  void close() noexcept;

  // Sends what it can at once; the rest waits for readiness. `started` is when the request's
  // latency begins, in nanoseconds. Only while idle.
  Event send(std::string_view request, std::int64_t started);

  // `buffer` is scratch space shared by all connections of a thread.
  Event on_ready(bool readable, bool writable, std::string& buffer);

  int descriptor() const noexcept { return descriptor_; }
  bool is_open() const noexcept { return descriptor_ >= 0; }
  bool is_connecting() const noexcept { return state_ == State::connecting; }
  bool is_busy() const noexcept { return state_ == State::sending || state_ == State::waiting; }
  bool wants_to_write() const noexcept {
    return state_ == State::connecting || state_ == State::sending;
  }
  std::int64_t started() const noexcept { return started_; }
  int status() const noexcept { return parser_.status(); }
  std::uint64_t take_received() noexcept;

 private:
  enum class State { closed, connecting, idle, sending, waiting };

  Event finish_connecting();
  Event continue_sending();
  Event receive(std::string& buffer);
  Event answered();

  int descriptor_ = -1;
  State state_ = State::closed;
  ResponseParser parser_;
  std::string unsent_;
  std::int64_t started_ = 0;
  std::uint64_t received_ = 0;
};

}  // namespace sangam::benchmarks::load
