#pragma once

// Passwords: Argon2id (RFC 9106) with 7 MiB and 5 passes, some six milliseconds of a core each, so
// always on the worker pool and never on an event loop.

#include <string>

#include "base/task.h"
#include "kernel/runtime/worker_pool.h"

namespace sangam::suites::platform {

// Any thread; the pool must outlive it. Both throw Error{unavailable} when the pool is full.
class Passwords {
 public:
  explicit Passwords(runtime::WorkerPool& pool) : pool_(pool) {}

  // The encoded hash with its salt and parameters.
  Task<std::string> hash(runtime::EventLoop& loop, std::string password);
  // An empty hash costs the same and is never right, so that an unknown address takes as long as a
  // wrong password.
  Task<bool> verify(runtime::EventLoop& loop, std::string hash, std::string password);

 private:
  runtime::WorkerPool& pool_;
};

// For programs without loops: setting up the demo. Blocks.
std::string hash_password(const std::string& password);

}  // namespace sangam::suites::platform
