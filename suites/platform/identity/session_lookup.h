#pragma once

// What a session's token stands for, and the renewal of tokens. A token is replaced every half
// hour: the reply offers the next one, which becomes the token when it is used. One that was
// replaced is good for a minute more, for requests on their way; after that only a thief has it,
// and the session ends.

#include <optional>
#include <string>

#include "base/id.h"
#include "kernel/api/identity.h"
#include "kernel/store/unit_of_work.h"
#include "suites/platform/identity/policy.h"
#include "suites/platform/identity/token_bytes.h"

namespace sangam::suites::platform {

enum class TokenPlace : std::uint8_t { current, next, previous };
SANGAM_ENUM(TokenPlace, current, next, previous)

struct FoundSession {
  Uuid id;
  std::int32_t tenant_id = 0;
  Uuid user_id;
  std::optional<Uuid> account_id;
  std::string name;
  std::string role;
  std::string email;
  Timestamp seen_at;
  Timestamp renewed_at;
  std::int64_t idle_nanoseconds = 0;
  Timestamp expires_at;
  Timestamp proven_at;
  std::string methods;
  TokenPlace token = TokenPlace::current;
  std::optional<Timestamp> previous_until;
  SecondFactor second_factor = SecondFactor::optional;
  bool active = false;
  api::TenantStatus tenant_status = api::TenantStatus::active;
  std::optional<Uuid> impersonator;  // an operator, who acts as the user
  std::optional<std::string> impersonator_name;
  bool emergency = false;  // the operator may only look
};
SANGAM_DESCRIBE(FoundSession, (id, ""), (tenant_id, ""), (user_id, ""), (account_id, ""),
                (name, ""), (role, ""), (email, ""), (seen_at, ""), (renewed_at, ""),
                (idle_nanoseconds, ""), (expires_at, ""), (proven_at, ""), (methods, ""),
                (token, ""), (previous_until, ""), (second_factor, ""), (active, ""),
                (tenant_status, ""), (impersonator, ""), (impersonator_name, ""), (emergency, ""))

// Whether the session goes on at `now`: neither limit is passed, and the user is active.
bool is_alive(const FoundSession& session, Timestamp now) noexcept;
// A token that was replaced, too long ago for an honest browser to send it.
bool is_stolen(const FoundSession& session, Timestamp now) noexcept;
// Until when the token of `session` stands for it, unless it is used.
Timestamp good_until(const FoundSession& session) noexcept;
// Whether using it is to be written down: once a minute, and when the token is to change.
bool wants_writing(const FoundSession& session, Timestamp now) noexcept;

// Writes that it was used, takes an offered token, and offers the next when it is time: the token
// to send, or empty. `pool` is of the role auth.
Task<std::string> keep_up(store::Pool& pool, FoundSession session, TokenHash token, Timestamp now);
// Ends a session whose replaced token came back, and says so in the audit.
Task<void> end_stolen(store::Pool& pool, FoundSession session, Timestamp now);

}  // namespace sangam::suites::platform
