#pragma once

// The HTTP/1.1 server: one acceptor a loop (SO_REUSEPORT), keep-alive and pipelining, limits and
// deadlines on everything a client may do. It knows nothing of operations: it calls one handler.
// Messages are framed by RFC 9112; whatever two implementations could read differently (request
// smuggling) is refused with 400 and the connection closed.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/http/counters.h"
#include "kernel/http/handler.h"
#include "kernel/http/limits.h"
#include "kernel/http/transport.h"
#include "kernel/runtime/event_loop.h"
#include "kernel/runtime/loop_group.h"

namespace sangam::http {

// The machine's clock.
std::int64_t system_unix_seconds();

struct ServerSettings {
  std::string address = "127.0.0.1";  // numeric, IPv4 or IPv6
  std::uint16_t port = 0;             // 0 takes a free one; see Server::port()
  Limits limits;
  Deadlines deadlines;
  TransportLayer* layer =
      nullptr;  // around each connection: TLS; null for none; outlives the server
  // Wall-clock seconds since 1970, for the Date field.
  std::int64_t (*unix_seconds)() = &system_unix_seconds;
};

// A listening server. Construct it with the loops running or not yet started; it accepts once they
// run. Thread: construct, drain and destroy on one thread that is none of the loops'.
class Server {
 public:
  // Binds and listens; throws std::system_error when the address is taken.
  Server(runtime::LoopGroup& loops, ServerSettings settings, RequestHandler& handler);
  // Drains without patience when drain() was not called. The loops must still run.
  ~Server();

  std::uint16_t port() const noexcept;

  // Stops accepting, closes idle connections, lets requests under way finish with `Connection:
  // close`, and cuts what is left after `patience`. Returns when no connection is left; a handler
  // still running then is waited for.
  void drain(milliseconds patience);

  // One for each loop, in their order.
  std::vector<const LoopCounters*> counters() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sangam::http
