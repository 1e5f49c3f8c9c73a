#include "suites/platform/identity/session_lookup.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"
#include "suites/platform/identity/open_session.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

namespace {

constexpr std::int64_t kSecond = kNanosecondsPerSecond;
constexpr std::int64_t kSeenEvery = 60 * kSecond;
constexpr std::int64_t kRenewEvery = 1'800 * kSecond;
constexpr std::int64_t kGrace = 60 * kSecond;
// An offer that nobody took is made again: its reply was lost.
constexpr std::int64_t kOfferAgainAfter = 60 * kSecond;
constexpr std::chrono::seconds kPatience{5};

Timestamp plus(Timestamp time, std::int64_t nanoseconds) {
  return {time.nanoseconds + nanoseconds};
}

bool wants_renewal(const FoundSession& session, Timestamp now) noexcept {
  return session.token == TokenPlace::current && plus(session.renewed_at, kRenewEvery) < now;
}

}  // namespace

bool is_alive(const FoundSession& session, Timestamp now) noexcept {
  return session.active && now < session.expires_at &&
         now < plus(session.seen_at, session.idle_nanoseconds);
}

bool is_stolen(const FoundSession& session, Timestamp now) noexcept {
  return session.token == TokenPlace::previous &&
         session.previous_until.value_or(Timestamp{0}) < now;
}

Timestamp good_until(const FoundSession& session) noexcept {
  const auto end = std::min(session.expires_at, plus(session.seen_at, session.idle_nanoseconds));
  if (session.token != TokenPlace::previous) return end;
  return std::min(end, session.previous_until.value_or(Timestamp{0}));
}

bool wants_writing(const FoundSession& session, Timestamp now) noexcept {
  return session.token == TokenPlace::next || wants_renewal(session, now) ||
         plus(session.seen_at, kSeenEvery) < now;
}

Task<std::string> keep_up(store::Pool& pool, FoundSession session, TokenHash token, Timestamp now) {
  store::UnitOfWork work(pool, store::kNoTenant, runtime::Deadline::in(kPatience),
                         store::Mode::read_write);
  std::string offered;
  if (session.token == TokenPlace::next) {
    work.later(kTakeToken, to_bytes(token), now, plus(now, kGrace));
  } else if (wants_renewal(session, now)) {
    offered = make_session_token();
    const auto row = co_await work.row<IdRow>(kOfferToken, session.id, hash_bytes(offered), now,
                                              plus(now, -kOfferAgainAfter));
    if (!row) offered.clear();  // another request was offered one just now
  } else {
    work.later(kTouchSession, session.id, now);
  }
  work.later(kMarkSeen, session.tenant_id, session.user_id, now);
  co_await work.commit();
  co_return offered;
}

Task<void> end_stolen(store::Pool& pool, FoundSession session, Timestamp now) {
  store::UnitOfWork work(pool, session.tenant_id, runtime::Deadline::in(kPatience),
                         store::Mode::read_write);
  work.later(kEndSession, session.id);
  record_revocation(work, EndedSessionRow{session.id, session.tenant_id}.revocation(), now);
  work.later(store::kAudit, clock::new_uuid(now), now, UserId{session.user_id}.str(), "user",
             "session.token_reused", "", SessionId{session.id}.str(), "refused",
             std::optional<std::string>());
  co_await work.commit();
}

}  // namespace sangam::suites::platform
