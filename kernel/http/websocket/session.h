#pragma once

// What a WebSocket is for, as the module sees it that serves it.

#include <cstdint>
#include <string_view>

#include "kernel/http/websocket/close_code.h"

namespace sangam::http::websocket {

class Socket;

// Called on the loop of its connection, one call at a time; each may call the socket, which calls
// nothing back within that. Must not throw.
class Session {
 public:
  virtual ~Session() = default;

  // First. The socket lives until closed().
  virtual void opened(Socket& socket) = 0;
  // A whole message; alive during the call.
  virtual void text(std::string_view message) = 0;
  // By default not taken: closes with unsupported_data.
  virtual void binary(Socket& socket, std::string_view message);
  // The socket was full() and is no longer.
  virtual void drained() {}
  // The server stops: by default closes with going_away.
  virtual void stopping(Socket& socket);
  // Last; the socket must not be used any more. `code` is theirs, or ours if we closed first;
  // no_close when the connection was lost.
  virtual void closed(CloseCode code) = 0;
};

}  // namespace sangam::http::websocket
