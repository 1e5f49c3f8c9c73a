#include "suites/platform/single_sign_on/upkeep.h"

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/single_sign_on/domain_proof.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kTick{300};  // how long stop() may take, but for what is under way
constexpr seconds kSweepEvery{30};
constexpr seconds kLookEvery{5};
constexpr seconds kPatience{5};
constexpr std::int64_t kSweptAtOnce = 1'000;
constexpr int kSweepsMost = 20;  // a turn
constexpr std::int64_t kDomainsAtOnce = 10;

Timestamp after(Timestamp now, std::chrono::nanoseconds duration) {
  return {now.nanoseconds + duration.count()};
}

}  // namespace

void Upkeep::start() {
  SANGAM_ASSERT(!running_);
  running_ = true;
  loops_.call(0, [this] { start_detached(run()); });
}

void Upkeep::stop() {
  if (!std::exchange(running_, false)) return;
  loops_.call(0, [this] { stopping_ = true; });
  ended_.get_future().wait();
}

Task<void> Upkeep::run() {
  bool failing = false;
  while (!stopping_) {
    std::string failure;
    try {
      co_await work_off();
      failing = false;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && !std::exchange(failing, true))
      log::warning("sign-ins and domains are not looked after", {{"reason", failure}});
    co_await runtime::sleep(loops_.loop(0), kTick);
  }
  ended_.set_value();
}

Task<void> Upkeep::work_off() {
  if (!store::has_room()) co_return;
  if (next_sweep_.passed()) {
    next_sweep_ = Deadline::in(kSweepEvery);
    co_await sweep();
  }
  if (next_look_.passed()) {
    next_look_ = Deadline::in(kLookEvery);
    co_await look_at_domains();
  }
}

Task<void> Upkeep::sweep() {
  for (const auto* statement : {&kSweepRequests, &kSweepAssertions})
    for (int turn = 0; turn < kSweepsMost && !stopping_; ++turn) {
      store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience),
                             store::Mode::read_write);
      const auto swept = co_await work.run(*statement, clock::system_now(), kSweptAtOnce);
      co_await work.commit();
      if (swept.rows() < kSweptAtOnce) break;
    }
}

// Whoever takes a domain has an hour to look at it; then it is another's turn.
Task<void> Upkeep::look_at_domains() {
  const auto now = clock::system_now();
  std::vector<DomainRow> due;
  {
    store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience),
                           store::Mode::read_write);
    due = co_await work.rows<DomainRow>(kTakeDueDomains, now, after(now, kMissingProofEvery),
                                        kDomainsAtOnce);
    co_await work.commit();
  }
  auto& names = outbound_.tools_of(loops_.loop(0)).names;
  for (const auto& row : due) {
    if (stopping_) co_return;
    const auto texts = co_await names.find(record_name(row), Deadline::in(kPatience));
    const auto standing = judge(texts, row, now);
    if (standing == Standing::lost) {
      co_await withdraw(auth_, row, now, Deadline::in(kPatience));
    } else if (standing != Standing::unknown) {
      const bool proven = standing == Standing::proven;
      store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience),
                             store::Mode::read_write);
      work.later(kRecheckDomain, row.tenant_id, row.id, now, proven,
                 after(now, proven ? kProofEvery : kMissingProofEvery));
      co_await work.commit();
    }
  }
}

}  // namespace sangam::suites::platform::single_sign_on
