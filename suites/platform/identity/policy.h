#pragma once

// What a tenant asks of those who sign in.

#include "base/scalars.h"
#include "kernel/api/call.h"
#include "suites/platform/identity/identity_cache.h"

namespace sangam::suites::platform {

enum class SecondFactor : std::uint8_t { optional, required, passkey };
SANGAM_ENUM(SecondFactor, optional, required, passkey)

struct SignInPolicy {
  Bounded<300, 2'592'000> session_idle_seconds{7'200};
  Bounded<900, 7'776'000> session_absolute_seconds{43'200};
  SecondFactor second_factor = SecondFactor::optional;
  Bounded<8, 64> password_min_length{8};
  bool emergency_access = false;
};
SANGAM_DESCRIBE(SignInPolicy,
                (session_idle_seconds,
                 "A session without requests ends after this; 2 hours unless set"),
                (session_absolute_seconds, "Every session ends after this; 12 hours unless set"),
                (second_factor,
                 "optional; required: a code or a passkey; passkey: nothing that can be phished"),
                (password_min_length, "Characters of a new password, at least"),
                (emergency_access,
                 "Whether operators of the platform may look in an emergency, without asking; every"
                 " owner is told at once"))

struct ChangeSignInPolicy {
  std::optional<Bounded<300, 2'592'000>> session_idle_seconds;
  std::optional<Bounded<900, 7'776'000>> session_absolute_seconds;
  std::optional<SecondFactor> second_factor;
  std::optional<Bounded<8, 64>> password_min_length;
  std::optional<bool> emergency_access;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(ChangeSignInPolicy,
                (session_idle_seconds, "A session without requests ends after this"),
                (session_absolute_seconds, "Every session ends after this"),
                (second_factor, "optional, required or passkey"),
                (password_min_length, "Characters of a new password, at least"),
                (emergency_access, "Whether operators may look in an emergency"),
                (reason, "Why, for the audit"))

// Whether a session that began by `methods` (values of amr) lacks what is asked for. Whoever an
// identity provider vouches for has done what the provider asks.
bool lacks_factor(SecondFactor asked, const std::vector<std::string>& methods);

// The policy of a tenant; the defaults when it has set none. `work` is of the role auth.
Task<SignInPolicy> read_policy(store::UnitOfWork& work, std::int32_t tenant);

class SignInPolicies {
 public:
  explicit SignInPolicies(IdentityCache& cache) : cache_(cache) {}

  Task<SignInPolicy> get(api::Call& call, Nothing);
  // New sessions follow the limits at once; that a second factor is asked for, old ones too.
  Task<SignInPolicy> change(api::Call& call, ChangeSignInPolicy request);

 private:
  IdentityCache& cache_;
};

}  // namespace sangam::suites::platform
