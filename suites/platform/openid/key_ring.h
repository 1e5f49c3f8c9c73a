#pragma once

// KeyRing: keeps the signing keys of this process what the database says, makes the first, and the
// next when its time has come.

#include <memory>
#include <mutex>

#include "base/task.h"
#include "kernel/runtime/deadline.h"
#include "kernel/store/pool.h"
#include "kernel/vault/vault.h"
#include "suites/platform/openid/signing_keys.h"

namespace sangam::suites::platform::openid {

using KeysPointer = std::shared_ptr<const SigningKeys>;

// Any loop; `auth` is always a pool of that role on the calling loop.
class KeyRing {
 public:
  // Rows are read again after this long, so that every process knows a key before it signs.
  static constexpr std::int64_t kTrustNanoseconds = 30 * kNanosecondsPerSecond;

  explicit KeyRing(vault::Vault* vault) : vault_(vault) {}

  // No statement while they are fresh. Makes the first key. Takes a session: not inside a unit of
  // work. Throws Error{unavailable}, Error{deadline_exceeded}.
  Task<KeysPointer> keys(store::Pool& auth, runtime::Deadline deadline);
  // A new generation. At once: it signs from now on and the older ones are gone, with everything
  // that they signed; otherwise they overlap. Returns its number.
  Task<std::int64_t> rotate(store::Pool& auth, bool at_once, runtime::Deadline deadline);

 private:
  KeysPointer fresh(Timestamp now);
  Task<KeysPointer> read(store::Pool& auth, runtime::Deadline deadline);
  Task<void> add(store::Pool& auth, const SigningKeys& known, bool at_once,
                 runtime::Deadline deadline);

  vault::Vault* vault_;
  std::mutex mutex_;
  KeysPointer keys_;
  Timestamp read_at_;
};

}  // namespace sangam::suites::platform::openid
