#include "suites/platform/usage/meter_service.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/store/database_error.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/usage/days.h"

namespace sangam::suites::platform::usage {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kTellEvery{15};
constexpr std::ptrdiff_t kLookedAtAtOnce = 2'000;  // tenants, for limits that are reached
// Measuring takes at most so much of each round, and rests when nobody is left to be measured.
constexpr milliseconds kMeasureFor{200};
constexpr seconds kMeasureRest{60};
constexpr std::chrono::minutes kForgetEvery{10};
constexpr milliseconds kDrainRest{100};

}  // namespace

MeterService::MeterService(MeterParts parts)
    : parts_(std::move(parts)),
      notices_(parts_.address),
      writer_(clock::new_uuid(clock::system_now())),
      call_writer_(clock::new_uuid(clock::system_now())),
      taken_at_(clock::system_now()) {}

MeterService::~MeterService() { stop(); }

void MeterService::start() {
  SANGAM_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { serve(); });
}

void MeterService::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool MeterService::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

// Until the next round, or midnight: what is counted belongs to the day in which a round began.
void MeterService::wait() {
  const auto now = clock::system_now();
  const auto to_midnight =
      std::chrono::nanoseconds(midnight_after(day_of(now)).nanoseconds - now.nanoseconds);
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, std::min<std::chrono::nanoseconds>(kEvery, to_midnight),
                 [this] { return stopping_; });
}

void MeterService::serve() {
  bool failing = false;
  while (!stopping()) {
    wait();
    std::string failure;
    try {
      round();
      failing = false;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (failure.empty()) continue;
    figures_.reset();
    storage_.reset();
    counters_.failures.fetch_add(1, std::memory_order_relaxed);
    if (!std::exchange(failing, true))
      log::warning("what tenants use cannot be written down", {{"reason", failure}});
  }
  drain();
}

void MeterService::round() {
  take();
  if (!store::has_room()) return;
  if (!figures_) figures_.emplace(parts_.endpoint);
  write();
  write_calls();
  const auto now = clock::system_now();
  tell(now);
  if (!figures_->lead()) return;
  measure(now);
  keep_house(now);
}

void MeterService::take() {
  const auto began = std::exchange(taken_at_, clock::system_now());
  backlog_.add(parts_.meters.take(), day_of(began));
  counters_.waiting = backlog_.waiting();
  counters_.lost = backlog_.lost();
}

void MeterService::write() {
  while (const auto* batch = backlog_.next()) {
    figures_->add(writer_, *batch, clock::system_now());
    for (const auto& figure : batch->figures)
      written_.insert(figure.tenant);
    backlog_.written();
    counters_.batches.fetch_add(1, std::memory_order_relaxed);
  }
  counters_.waiting = backlog_.waiting();
}

// While the database is away calls wait where they were counted.
void MeterService::write_calls() {
  if (calls_.empty()) calls_.fill(parts_.call_times.take());
  while (!calls_.empty()) {
    figures_->add_calls(call_writer_, calls_.next(), clock::system_now());
    calls_.written();
    counters_.batches.fetch_add(1, std::memory_order_relaxed);
  }
}

void MeterService::tell(Timestamp now) {
  if (written_.empty() || !next_telling_.passed()) return;
  const auto end = std::ranges::next(written_.begin(), kLookedAtAtOnce, written_.end());
  const std::vector<std::int32_t> tenants(written_.begin(), end);
  for (const auto& due : figures_->due_notices(tenants, day_of(now)))
    tell_one(due, now);
  written_.erase(written_.begin(), end);
  if (written_.empty()) next_telling_ = Deadline::in(kTellEvery);
}

void MeterService::tell_one(const DueNotice& due, Timestamp now) {
  std::promise<bool> told;
  parts_.loops.loop(0).post(
      [this, &due, now, &told] { start_detached(tell_on_loop(due, now, told)); });
  if (told.get_future().get()) counters_.notices.fetch_add(1, std::memory_order_relaxed);
}

Task<void> MeterService::tell_on_loop(DueNotice due, Timestamp now, std::promise<bool>& told) {
  try {
    told.set_value(co_await notices_.tell(parts_.auth, due, now));
  } catch (...) {
    told.set_exception(std::current_exception());
  }
}

void MeterService::measure(Timestamp now) {
  if (!next_measuring_.passed()) return;
  if (std::exchange(measured_day_, day_of(now)) != measured_day_) measured_to_ = 0;
  const auto until = Deadline::in(kMeasureFor);
  while (!until.passed() && !stopping())
    if (!measure_next(now)) {
      storage_.reset();
      next_measuring_ = Deadline::in(kMeasureRest);
      return;
    }
}

// A tenant that cannot be measured in time keeps its last figure until tomorrow.
bool MeterService::measure_next(Timestamp now) {
  const auto today = day_of(now);
  const auto tenant = figures_->next_to_measure(today, measured_to_);
  if (!tenant) return false;
  measured_to_ = *tenant;
  // A session for each day: tables may have come and gone.
  if (!storage_) storage_.emplace(parts_.endpoint);
  try {
    const auto bytes = storage_->measure(*tenant, [this] { return stopping(); });
    if (!bytes) return false;
    figures_->set_storage(*tenant, today, *bytes);
    written_.insert(*tenant);
    counters_.measured.fetch_add(1, std::memory_order_relaxed);
  } catch (const store::DatabaseError& failure) {
    storage_.reset();
    log::warning("what a tenant stores could not be measured",
                 {{"tenant", std::to_string(*tenant)}, {"reason", failure.what()}});
  }
  return true;
}

void MeterService::keep_house(Timestamp now) {
  if (!next_forgetting_.passed()) return;
  if (!figures_->forget(now)) next_forgetting_ = Deadline::in(kForgetEvery);
}

void MeterService::drain() {
  const auto patience = Deadline::in(kDrainPatience);
  take();
  bool calls_written = false;
  while ((backlog_.waiting() > 0 || !calls_written) && !patience.passed()) {
    try {
      if (!figures_) figures_.emplace(parts_.endpoint);
      write();
      write_calls();
      calls_written = true;
    } catch (const std::exception& failure) {
      log::warning("what tenants used last cannot be written down", {{"reason", failure.what()}});
      figures_.reset();
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kDrainRest);
    }
  }
  // The lock goes with the session, so that the next process need not wait for it.
  figures_.reset();
  storage_.reset();
}

void MeterService::describe(telemetry::Snapshot& out) const {
  const auto number = [](const std::atomic<std::uint64_t>& value) {
    return static_cast<double>(value.load(std::memory_order_relaxed));
  };
  out.counter("sangam_usage_batches_total", "Batches of tenants' figures written",
              number(counters_.batches));
  out.counter("sangam_usage_failures_total", "Rounds of writing figures that failed",
              number(counters_.failures));
  out.gauge("sangam_usage_waiting", "Figures that wait to be written", number(counters_.waiting));
  out.counter("sangam_usage_lost_total", "Counts of tenants' use that were lost for want of room",
              number(counters_.lost) +
                  static_cast<double>(parts_.meters.lost() + parts_.call_times.lost()));
  out.counter("sangam_usage_measured_total", "Tenants whose stored bytes were measured",
              number(counters_.measured));
  out.counter("sangam_usage_notices_total", "Times that owners were told of a limit",
              number(counters_.notices));
}

}  // namespace sangam::suites::platform::usage
