#pragma once

// What goes on on a connection once both sides have left HTTP behind (RFC 9110 §7.8, §15.2.2): a
// WebSocket. A handler answers with one as the body of a 101 response; the server sends the head
// and hands the connection over. All that HTTP kept of it is given back then.

#include <memory>
#include <string>

#include "base/task.h"
#include "kernel/http/transport.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http {

struct LoopCounters;

// What is handed over.
struct UpgradedConnection {
  std::unique_ptr<Transport> transport;  // nobody listens to it
  std::string received;                  // already, behind the head of the request
  runtime::EventLoop& loop;
  LoopCounters& counters;  // for bytes; outlives the connection
};

// The protocol that takes over. Belongs to the loop of its connection. Destroyed when serve() has
// returned, or without it when the connection was lost before the head was sent.
class Upgrade {
 public:
  virtual ~Upgrade() = default;

  // Returns when the connection is over, and must then leave nothing behind that uses it. What it
  // throws ends the program.
  virtual Task<void> serve(UpgradedConnection connection) = 0;
  // The server drains: say goodbye and end soon. May come before serve() and within it, once.
  virtual void drain() = 0;
  // Ends now: serve() returns within this call. Only within serve().
  virtual void cut() = 0;
};

}  // namespace sangam::http
