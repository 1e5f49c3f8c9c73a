#pragma once

// What the server calls for every request.

#include <exception>

#include "base/task.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace sangam::http {

// Serves requests of all loops at once: called on each loop's own thread, so it either keeps no
// state of its own or keeps it per loop (request.loop()). Must outlive the server.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;

  // The request lives until the task ends. A thrown Error becomes a problem document with its code;
  // any other exception becomes 500 without its text.
  virtual Task<Response> handle(Request& request) = 0;

  // Told of every exception other than Error that left handle(), before 500 is sent: for the log.
  virtual void failed(const Request& /*request*/, const std::exception_ptr& /*cause*/) noexcept {}
};

}  // namespace sangam::http
