#pragma once

// MultiDriver: libcurl's multi interface driven by our event loop: its descriptors are watched, its
// timer is kept, and each transfer is a coroutine. Only this folder's .cpp files use it.

#include <memory>

#include "base/task.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::http::client {

// Belongs to its loop's thread.
class MultiDriver {
 public:
  // Connections at most, and of one origin; further transfers wait for one.
  MultiDriver(runtime::EventLoop& loop, long connections, long connections_an_origin);
  ~MultiDriver();  // nothing may be under way
  MultiDriver(const MultiDriver&) = delete;
  MultiDriver& operator=(const MultiDriver&) = delete;

  // Runs the easy handle `easy` (a CURL*) and returns its CURLcode. Uses CURLOPT_PRIVATE.
  Task<int> perform(void* easy);
  // Ends a transfer under way with `code`; its coroutine resumes inside this call. Not from inside
  // a callback of libcurl.
  void abandon(void* easy, int code);

  struct State;

 private:
  std::shared_ptr<State> state_;  // with the waits that Asio still holds
};

}  // namespace sangam::http::client
