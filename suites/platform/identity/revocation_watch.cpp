#include "suites/platform/identity/revocation_watch.h"

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/identity/account_statements.h"
#include "suites/platform/identity/factors/statements.h"
#include "suites/platform/identity/session_statements.h"

namespace sangam::suites::platform {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;

constexpr milliseconds kLookEvery{300};
constexpr std::chrono::seconds kPatience{5};
constexpr std::chrono::seconds kTidyEvery{30};
constexpr std::int64_t kSecond = kNanosecondsPerSecond;
// A row may be committed this long after its time was taken: no write transaction lasts longer,
// and clocks of processes may differ.
constexpr std::int64_t kLateness = 15 * kSecond;
constexpr std::int64_t kKept = 60 * kSecond;
constexpr std::int64_t kFailuresKept = 3'600 * kSecond;

struct RevocationRow {
  std::int64_t position = 0;
  std::int32_t tenant_id = 0;
  RevokedSubject subject = RevokedSubject::tenant;
  Uuid id;
};
SANGAM_DESCRIBE(RevocationRow, (position, ""), (tenant_id, ""), (subject, ""), (id, ""))

Timestamp before(Timestamp now, std::int64_t nanoseconds) {
  return {now.nanoseconds - nanoseconds};
}

}  // namespace

void RevocationWatch::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  loops_.call(0, [this] { start_detached(run()); });
}

void RevocationWatch::stop() {
  if (!std::exchange(running_, false)) return;
  loops_.call(0, [this] { stopping_ = true; });
  ended_.get_future().wait();
}

Task<void> RevocationWatch::run() {
  bool failing = false;
  while (!stopping_) {
    std::string failure;
    try {
      co_await look();
      if (next_tidying_.passed()) co_await tidy();
      failing = false;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && !std::exchange(failing, true))
      log::warning("revocations cannot be read", {{"reason", failure}});
    co_await runtime::sleep(loops_.loop(0), kLookEvery);
  }
  ended_.set_value();
}

Task<void> RevocationWatch::look() {
  store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience), store::Mode::read_only);
  const auto rows =
      co_await work.rows<RevocationRow>(kReadRevocations, before(clock::system_now(), kLateness));
  std::set<std::int64_t> present;
  for (const auto& row : rows) {
    present.insert(row.position);
    if (!seen_.contains(row.position))
      cache_.evict({.subject = row.subject, .tenant = row.tenant_id, .id = row.id});
  }
  seen_ = std::move(present);
}

Task<void> RevocationWatch::tidy() {
  next_tidying_ = Deadline::in(kTidyEvery);
  if (!store::has_room()) co_return;
  const auto now = clock::system_now();
  store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience), store::Mode::read_write);
  work.later(kPruneRevocations, before(now, kKept));
  work.later(kPruneFailures, before(now, kFailuresKept));
  work.later(kPruneSessions, now);
  work.later(kPruneTokens, now);
  work.later(factors::kPruneChallenges, now);
  co_await work.commit();
}

}  // namespace sangam::suites::platform
