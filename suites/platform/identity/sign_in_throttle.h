#pragma once

// Guessing gets slower with every failure, and nobody can be kept out by another's failures.
// Counted apart are an address tried from one network, a network whatever it tries, and a browser
// that signed in to the very account before: who knows an account only by its address never spends
// the tries of its owner. Failures are forgotten after an hour without; only a known browser's are
// forgotten by success, or one's own account would wash away the guesses at another's.

#include <map>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/task.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

using ThrottleKeys = std::vector<store::Bytes>;

// Of somebody unknown who tries an address.
ThrottleKeys stranger_keys(std::string_view email, std::string_view remote_address);
// Of a browser, by its token, or a session, by its id, that is known to the account.
ThrottleKeys device_keys(std::string_view device, const Uuid& account);
// Of whoever knows an account's password and lacks its second factor.
ThrottleKeys code_keys(const Uuid& account);
// An IPv4 address as it is; of an IPv6 address the first 64 bits, which one customer gets.
std::string network_of(std::string_view remote_address);
// How long after the last of so many failures the next try is let in, in seconds: the first few at
// once, then doubling, 15 minutes at most.
std::int64_t pause_after(std::int32_t failures, std::int32_t free) noexcept;

// How long each of some keys is shut.
class SignInPauses {
 public:
  // `work` is of the role auth.
  static Task<SignInPauses> read(store::UnitOfWork& work, ThrottleKeys keys, Timestamp now);

  bool admit(const ThrottleKeys& keys) const { return wait_of(keys) == 0; }
  // Throws Error{too_many_requests} with Retry-After unless all of the keys are open.
  void require(const ThrottleKeys& keys) const;

 private:
  std::int64_t wait_of(const ThrottleKeys& keys) const;

  std::map<std::string, std::int64_t> nanoseconds_by_key_;
};

void count_failure(store::UnitOfWork& work, const ThrottleKeys& keys, Timestamp now);
void forget_failures(store::UnitOfWork& work, const ThrottleKeys& keys);

}  // namespace sangam::suites::platform
