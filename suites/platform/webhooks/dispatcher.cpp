#include "suites/platform/webhooks/dispatcher.h"

#include <algorithm>

#include "kernel/clock/clock.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/webhooks/statements.h"

namespace sangam::suites::platform::webhooks {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kDatabasePatience{5};
constexpr std::chrono::minutes kPruneEvery{1};
constexpr std::chrono::seconds kCountEvery{15};
constexpr std::int64_t kPrunedAtOnce = 2'000;
constexpr std::int64_t kDueMost = 1'000;
// A wake-up may come before the commit it tells of.
constexpr int kLooks = 20;

struct DueRow {
  std::int32_t tenant_id = 0;
  Uuid id;
};
SANGAM_DESCRIBE(DueRow, (tenant_id, ""), (id, ""))

struct FailingRow {
  std::int64_t switched_off = 0;
  std::int64_t failing = 0;
};
SANGAM_DESCRIBE(FailingRow, (switched_off, ""), (failing, ""))

}  // namespace

Dispatcher::Dispatcher(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                       http::client::Client& client, vault::Vault& vault,
                       DispatcherSettings settings)
    : loop_(loop),
      relay_(relay),
      settings_(settings),
      shop_{loop, app, client, vault, counters_, [this] { return may_send(); }},
      holder_(clock::new_uuid(clock::system_now())) {}

bool Dispatcher::may_send() const { return !stopping_ && !leads_until_.passed(); }

Task<void> Dispatcher::run() {
  rounds_.ended();
  while (!stopping_) {
    std::string failure;
    try {
      co_await step();
      rounds_.ended();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty()) {
      log::warning("webhooks wait for the database", {{"reason", failure}});
      co_await runtime::sleep(loop_, settings_.poll);
    } else {
      co_await wait();
    }
  }
  rounds_.rest();
  if (!lines_.empty()) {
    Completion<bool> emptied;
    emptied_ = &emptied;
    co_await emptied;
  }
  co_await release_lease();
}

Task<void> Dispatcher::step() {
  if (next_lease_.passed()) co_await hold_lease();
  if (!leads_) {
    woken_.clear();
    co_return;
  }
  if (next_poll_.passed() || !woken_.empty()) co_await find_due();
  if (next_count_.passed()) co_await count_failing();
  if (next_prune_.passed()) co_await prune();
}

// Two thirds of the lease pass before we stop trusting it: renewal has that long.
Task<void> Dispatcher::hold_lease() {
  const auto asked = runtime::monotonic_nanoseconds();
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_write);
  const auto held = co_await work.run_and_commit(kHoldLease, holder_,
                                                 std::chrono::nanoseconds(settings_.lease).count());
  const bool leads = held.rows() > 0;
  if (leads) leads_until_ = Deadline::at(asked + std::chrono::nanoseconds(settings_.lease).count());
  if (leads != leads_) next_poll_ = Deadline::at(0);
  leads_ = leads;
  next_lease_ = Deadline::in(std::chrono::nanoseconds(settings_.lease) / 3);
}

Task<void> Dispatcher::release_lease() {
  try {
    store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                           store::Mode::read_write);
    work.later(kReleaseLease, holder_);
    co_await work.commit();
  } catch (const std::exception& failure) {
    log::warning("the lease of webhooks runs out by itself", {{"reason", failure.what()}});
  }
  leads_ = false;
}

Task<void> Dispatcher::find_due() {
  const auto now = clock::system_now();
  const bool all = next_poll_.passed();
  if (all) next_poll_ = Deadline::in(settings_.poll);
  std::vector<std::int32_t> tenants;
  for (const auto& [tenant, looks] : woken_)
    tenants.push_back(tenant);
  for (auto& [tenant, looks] : woken_)
    --looks;
  std::erase_if(woken_, [](const auto& entry) { return entry.second <= 0; });
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  std::vector<DueRow> rows;
  if (all) rows = co_await work.rows<DueRow>(kFindDue, now, kDueMost);
  else rows = co_await work.rows<DueRow>(kFindDueOf, now, kDueMost, tenants);
  for (const auto& row : rows)
    start({row.tenant_id, row.id});
}

Task<void> Dispatcher::count_failing() {
  next_count_ = Deadline::in(kCountEvery);
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  const auto row = co_await work.row<FailingRow>(kCountFailing);
  counters_.switched_off = row->switched_off;
  counters_.failing = row->failing;
}

Task<void> Dispatcher::prune() {
  next_prune_ = Deadline::in(kPruneEvery);
  const Timestamp before{clock::system_now().nanoseconds -
                         std::chrono::nanoseconds(settings_.keep).count()};
  for (const auto* statement : {&kPruneAttempts, &kPruneMessages, &kPruneReceived}) {
    store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                           store::Mode::read_write);
    work.later(*statement, before, kPrunedAtOnce);
    co_await work.commit();
  }
}

void Dispatcher::start(LineName name) {
  if (!may_send() || lines_.contains(name) || !has_room_for(name.tenant)) return;
  lines_.insert(name);
  counters_.lines = static_cast<std::int64_t>(lines_.size());
  start_detached(serve(name));
}

bool Dispatcher::has_room_for(std::int32_t tenant) const {
  const auto first = lines_.lower_bound({tenant, Uuid{}});
  const auto count = std::ranges::count_if(
      first, lines_.end(), [tenant](const LineName& line) { return line.tenant == tenant; });
  return lines_.size() < settings_.lines &&
         count < static_cast<std::ptrdiff_t>(settings_.lines_a_tenant);
}

Task<void> Dispatcher::serve(LineName name) {
  co_await work_off(shop_, name);
  lines_.erase(name);
  counters_.lines = static_cast<std::int64_t>(lines_.size());
  // What came while the last look was on its way, and lines for which there was no room.
  woken_.try_emplace(name.tenant, 1);
  if (lines_.empty() && emptied_ != nullptr) std::exchange(emptied_, nullptr)->complete(true);
}

void Dispatcher::wake(std::int32_t tenant) {
  loop_.post([this, tenant] {
    woken_[tenant] = kLooks;
    if (waiter_ != nullptr) std::exchange(waiter_, nullptr)->complete(true);
  });
}

// Until a wake-up, or the next look at everything; a little in any case, to gather.
Task<void> Dispatcher::wait() {
  co_await runtime::sleep(loop_, settings_.nudge);
  if (stopping_ || !woken_.empty()) co_return;
  Completion<bool> woken;
  waiter_ = &woken;
  runtime::CoarseTimer timer(
      loop_,
      [](void* self) {
        auto& waiter = static_cast<Dispatcher*>(self)->waiter_;
        if (waiter != nullptr) std::exchange(waiter, nullptr)->complete(true);
      },
      this);
  timer.arm(leads_ ? std::min(next_poll_, next_lease_) : next_lease_);
  co_await woken;
}

void Dispatcher::stop() {
  stopping_ = true;
  if (waiter_ != nullptr) std::exchange(waiter_, nullptr)->complete(true);
}

}  // namespace sangam::suites::platform::webhooks
