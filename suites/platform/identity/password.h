#pragma once

// Passwords: Argon2id (RFC 9106) with 7 MiB and 5 passes, some six milliseconds of a core each, so
// always on the worker pool and never on an event loop.

#include <optional>
#include <string>

#include "base/task.h"
#include "kernel/runtime/worker_pool.h"
#include "suites/platform/identity/breached_passwords.h"
#include "suites/platform/identity/policy.h"

namespace sangam::suites::platform {

struct NewPassword {
  std::string pointer;  // of the field it came in
  std::string password;
  std::string email;  // whose
  SignInPolicy policy;
};

// Any thread; the pool must outlive it. All throw Error{unavailable} when the pool is full.
class Passwords {
 public:
  // `breached` may be null: then only its own rules refuse a password.
  Passwords(runtime::WorkerPool& pool, const BreachedPasswords* breached)
      : pool_(pool), breached_(breached) {}

  // The encoded hash, with its salt and parameters, of a password that somebody chose. Throws
  // Error{invalid} at the pointer for one that is too short, the address, or known from breaches.
  Task<std::string> hash_new(runtime::EventLoop& loop, NewPassword chosen);
  // Throws Error{unavailable} when verify would: before anything else is done for the request.
  void require_room() const;
  // An empty hash costs the same and is never right, so that an unknown address takes as long as a
  // wrong password.
  Task<bool> verify(runtime::EventLoop& loop, std::string hash, std::string password);
  // The hash to keep instead, when `hash` (of that password) was made with weaker parameters than
  // today's.
  Task<std::optional<std::string>> rehash(runtime::EventLoop& loop, std::string hash,
                                          std::string password);

 private:
  runtime::WorkerPool& pool_;
  const BreachedPasswords* breached_;
};

// For programs without loops: setting up the demo. Blocks.
std::string hash_password(const std::string& password);

}  // namespace sangam::suites::platform
