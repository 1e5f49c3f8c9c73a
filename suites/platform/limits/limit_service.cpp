#include "suites/platform/limits/limit_service.h"

#include <fmt/format.h>

#include "kernel/clock/clock.h"
#include "kernel/store/unit_of_work.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/limits/book_reader.h"
#include "suites/platform/usage/days.h"
#include "suites/platform/usage/month.h"

namespace sangam::suites::platform::limits {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kBeat{100};
constexpr seconds kLookEvery{1};
// As often as figures are written.
constexpr seconds kMonthsEvery{5};
constexpr seconds kPatience{5};

std::uint64_t random_seed() {
  const auto id = clock::new_uuid(clock::system_now());
  // The second half is random.
  return bucket_key(gates::Level::address, id, 0);
}

}  // namespace

LimitService::LimitService(runtime::LoopGroup& loops, store::Pool& auth, LimitsModule& module,
                           const LimitServiceSettings& settings)
    : loops_(loops),
      auth_(auth),
      module_(module),
      limiter_({.shared = settings.shared}, random_seed()),
      admission_(loops, module.book, limiter_, settings.gate) {
  module_.place.live = this;
  watch_.emplace(loops, settings.shed, [this](int level) {
    admission_.set_shedding(level);
    admission_.look_at_gates();
  });
  loops_.call(0, [this] { start_detached(run()); });
  first_look_.get_future().wait();
}

LimitService::~LimitService() {
  watch_.reset();
  loops_.call(0, [this] { stopping_ = true; });
  ended_.get_future().wait();
  module_.place.live = nullptr;
  // Behind all that was posted here.
  for (std::size_t i = 0; i < loops_.size(); ++i)
    loops_.call(i, [] {});
}

Task<void> LimitService::run() {
  bool failing = false;
  bool first = true;
  while (!stopping_) {
    std::string failure;
    try {
      if (look_soon_.exchange(false) || next_look_.passed()) co_await look();
      if (next_months_.passed()) co_await read_months();
      failing = false;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && !std::exchange(failing, true))
      log::warning("limits cannot be read: those that were known hold", {{"reason", failure}});
    if (std::exchange(first, false)) first_look_.set_value();
    co_await runtime::sleep(loops_.loop(0), kBeat);
  }
  ended_.set_value();
}

Task<void> LimitService::look() {
  next_look_ = Deadline::in(kLookEvery);
  store::UnitOfWork work(auth_, store::kNoTenant, Deadline::in(kPatience), store::Mode::read_only);
  const auto version = co_await read_version(work);
  if (version == version_) co_return;
  // What is read is that version or a later one, which is then read once more.
  module_.book.replace(co_await read_pages(work));
  version_ = version;
}

Task<void> LimitService::read_months() {
  next_months_ = Deadline::in(kMonthsEvery);
  const auto now = clock::system_now();
  const auto month = usage::month_of(usage::day_of(now)).days;
  if (std::exchange(month_, month) != month) module_.book.forget_months();
  for (const auto& [tenant, count] : module_.book.months()) {
    const auto since = count->since.load();
    const auto read = co_await usage::served_calls(auth_, tenant, now, Deadline::in(kPatience));
    // What came between is in neither yet, or in both: at most what is served in a few seconds.
    count->read = std::max(read, count->read.load());
    count->since -= since;
  }
}

telemetry::HealthVerdict LimitService::health() const {
  const int level = admission_.shedding();
  if (level > 0)
    return {telemetry::HealthState::degraded,
            fmt::format("requests are turned away for want of processors, level {} of {}", level,
                        gates::Shedder::kLevelsMost)};
  if (limiter_.is_to_share() && !limiter_.shares())
    return {telemetry::HealthState::degraded,
            "Redis does not answer: limits are counted by each process for itself"};
  return {};
}

EffectiveLimits LimitService::effective(const api::Identity& identity) {
  const auto& pages = module_.book.pages();
  const auto& allowed = pages.of(identity.tenant->number);
  const auto now = runtime::monotonic_nanoseconds();
  EffectiveLimits all;
  all.plan = allowed.plan;
  all.shared = limiter_.shares();
  const auto add = [&](LimitKind kind, gates::Rate rate, std::uint64_t key) {
    if (!rate.limits()) return;
    auto& bucket = limiter_.identities().find(key, now);
    const auto left = gates::Limiter::tokens_left({&bucket, rate, {}}, all.shared, now);
    all.limits.push_back({kind, rate.quota, static_cast<std::int32_t>(rate.window_seconds),
                          std::clamp<std::int64_t>(left, 0, rate.quota)});
  };
  const auto number = static_cast<std::uint64_t>(identity.tenant->number);
  add(LimitKind::tenant, allowed.rate(LimitKind::tenant),
      bucket_key(gates::Level::tenant, number, 0));
  for (const auto kind : {LimitKind::read, LimitKind::write, LimitKind::bulk})
    add(kind, allowed.rate(kind),
        bucket_key(gates::Level::operation_class, number, static_cast<std::uint64_t>(kind)));
  if (identity.principal.kind == api::PrincipalKind::api_key)
    add(LimitKind::key, pages.of_key(allowed, identity.principal.id),
        bucket_key(gates::Level::key, identity.principal.id));
  else
    add(LimitKind::user, allowed.rate(LimitKind::user),
        bucket_key(gates::Level::user, identity.principal.id));
  if (allowed.at_work > 0) all.at_work = allowed.at_work;
  if (allowed.calls_a_month)
    all.calls_a_month = MonthlyQuota{module_.book.month_of(identity.tenant->number)->total(),
                                     *allowed.calls_a_month};
  return all;
}

LimitsState LimitService::state() {
  LimitsState state;
  state.to_be_shared = limiter_.is_to_share();
  state.shared = limiter_.shares();
  state.shedding = admission_.shedding();
  state.loop_lag_ms = watch_->lag_nanoseconds() / kNanosecondsPerMillisecond;
  state.cpu_pressure = watch_->cpu_share();
  state.at_work = admission_.at_work();
  state.waiting = admission_.waiting();
  const auto now = runtime::monotonic_nanoseconds();
  state.buckets = static_cast<std::int64_t>(limiter_.identities().in_use(now) +
                                            limiter_.addresses().in_use(now));
  for (std::size_t i = 0; i < kReasonsToTurnAway; ++i) {
    const auto reason = static_cast<TurnedAwayBy>(i);
    state.turned_away.push_back(
        {std::string(name(reason)), static_cast<std::int64_t>(admission_.turned_away(reason))});
  }
  return state;
}

void LimitService::describe(telemetry::Snapshot& out) const {
  for (std::size_t i = 0; i < kReasonsToTurnAway; ++i) {
    const auto reason = static_cast<TurnedAwayBy>(i);
    out.counter("sangam_limits_turned_away_total", "Requests that were turned away",
                static_cast<double>(admission_.turned_away(reason)),
                {{"reason", std::string(name(reason))}});
  }
  out.gauge("sangam_limits_shedding", "Level at which requests are turned away under load, 0 to 3",
            admission_.shedding());
  out.gauge("sangam_limits_at_work", "Calls at work", static_cast<double>(admission_.at_work()));
  out.gauge("sangam_limits_waiting", "Calls that wait for their turn",
            static_cast<double>(admission_.waiting()));
  out.gauge("sangam_limits_alone",
            "1 while limits that are to be shared are counted by this process for itself",
            limiter_.is_to_share() && !limiter_.shares() ? 1 : 0);
  if (!limiter_.is_to_share()) return;
  const auto counts = limiter_.shared_counts();
  const auto number = [](std::uint64_t value) { return static_cast<double>(value); };
  out.counter("sangam_limits_batches_total", "Batches of leases that Redis answered",
              number(counts.batches));
  out.counter("sangam_limits_leased_total", "Tokens leased from Redis", number(counts.leased));
  out.counter("sangam_limits_returned_total", "Tokens given back unused", number(counts.returned));
  out.counter("sangam_limits_late_total", "Requests for which Redis did not answer in time",
              number(counts.late));
  out.counter("sangam_limits_losses_total", "Times that Redis was lost", number(counts.losses));
}

}  // namespace sangam::suites::platform::limits
