#include "suites/platform/identity/open_session.h"

#include "kernel/clock/clock.h"
#include "suites/platform/identity/session_cookie.h"
#include "suites/platform/identity/session_statements.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

namespace {

// A header's bytes are in no known encoding.
std::string printable(std::string text) {
  for (auto& c : text)
    if (c < ' ' || c > '~') c = '?';
  return text;
}

}  // namespace

OpenedSession open_session(store::UnitOfWork& work, const NewSession& session) {
  const auto& now = session.now;
  const auto token = make_session_token();
  const SessionId id{clock::new_uuid(now)};
  const Timestamp expires{now.nanoseconds +
                          session.policy.session_absolute_seconds * kNanosecondsPerSecond};
  work.later(kInsertSession, id, hash_bytes(token), session.account, session.tenant, session.user,
             now, session.policy.session_idle_seconds * kNanosecondsPerSecond, expires,
             join_words(session.methods), printable(session.device), session.address);
  work.later(kMarkSeen, session.tenant, session.user, now);
  return {id, token, expires};
}

std::string session_cookie(std::string_view token, Timestamp expires_at, Timestamp now,
                           bool secure) {
  return set_cookie(Cookie::session, token,
                    (expires_at.nanoseconds - now.nanoseconds) / kNanosecondsPerSecond, secure);
}

}  // namespace sangam::suites::platform
