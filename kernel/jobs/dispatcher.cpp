#include "kernel/jobs/dispatcher.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/statements.h"
#include "kernel/metering/meters.h"
#include "kernel/store/database_error.h"
#include "kernel/store/disk_reserve.h"
#include "kernel/telemetry/log.h"

namespace sangam::jobs {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

// How long the queue rests between two looks: longer while nothing comes.
constexpr milliseconds kShortestRest{5};
constexpr milliseconds kLongestRest{50};
constexpr milliseconds kReconnectRest{250};
// Outcomes are gathered this long, so that they are settled together.
constexpr milliseconds kGather{2};
constexpr milliseconds kDueEvery{100};
constexpr milliseconds kCancelledEvery{500};
constexpr milliseconds kSchedulesEvery{500};
constexpr milliseconds kMeasureEvery{50};
constexpr seconds kFullLookEvery{60};
constexpr std::chrono::hours kRotateEvery{1};
// Of jobs in flight, whatever the rate, and of jobs claimed at once.
constexpr std::size_t kMostInFlight = 4'000;
constexpr std::size_t kMostClaimed = 1'000;
constexpr std::size_t kBacklogReads = 8;
// A transaction that enqueued may commit this late behind the run_at it wrote.
constexpr std::int64_t kPromotionOverlap = 60 * kNanosecondsPerSecond;

}  // namespace

Dispatcher::Dispatcher(DispatchSettings settings, Give give, std::vector<DeclaredSchedule> declared)
    : settings_(std::move(settings)),
      give_(std::move(give)),
      declared_(std::move(declared)),
      worker_(clock::new_uuid(clock::system_now())),
      watch_(std::chrono::nanoseconds(settings_.patience).count()),
      target_(settings_.places * settings_.concurrency) {
  SANGAM_ASSERT(settings_.places > 0 && settings_.concurrency > 0);
}

Dispatcher::~Dispatcher() { stop(); }

void Dispatcher::start() {
  SANGAM_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { serve(); });
}

void Dispatcher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Dispatcher::tell(Outcome outcome) {
  const std::lock_guard lock(mutex_);
  told_.push_back(std::move(outcome));
  if (told_.size() >= wake_at_) wake_.notify_one();
}

void Dispatcher::set_clock_offset(std::int32_t tenant, std::int64_t nanoseconds) {
  const std::lock_guard lock(mutex_);
  offsets_[tenant] = nanoseconds;
}

Timestamp Dispatcher::now() const { return settings_.now ? settings_.now() : clock::system_now(); }

bool Dispatcher::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

// While stopping it goes on until what runs has ended and is written down, or the database is away.
void Dispatcher::serve() {
  rounds_.ended();
  while (!stopping() || busy()) {
    milliseconds rest = kReconnectRest;
    // Outcomes that cannot be written down are no reason to hurry.
    auto wake_at = std::numeric_limits<std::size_t>::max();
    try {
      rest = step();
      rounds_.ended();
      wake_at = std::max<std::size_t>(in_flight_.size() / 2, 1);
    } catch (const store::DatabaseError& error) {
      if (error.is(kShardsLost)) next_beat_ = Deadline::at(0);
      else lose_session(error);
    } catch (const std::exception& failure) {
      lose_session(failure);
    }
    wait(rest, wake_at);
  }
  rounds_.rest();
  hand_over();
}

// What runs uses what is behind the loops, so its end is waited for; not so the database.
bool Dispatcher::busy() const {
  const bool unsettled = !pending_.outcomes.empty() && session_.has_value();
  return in_flight_.size() > 0 || unsettled;
}

milliseconds Dispatcher::step() {
  if (stopping()) in_flight_.tell_stopping();
  if (!session_) {
    if (stopping()) {
      collect_outcomes();
      return kShortestRest;
    }
    session_.emplace(settings_.conninfo);
    counters_.sessions.fetch_add(1, std::memory_order_relaxed);
    next_beat_ = Deadline::at(0);
  }
  intake_.advance_to(runtime::monotonic_nanoseconds());
  if (next_beat_.passed()) keep_membership();
  collect_outcomes();
  if (epochs_.empty()) return kLongestRest;
  keep_schedules();
  keep_house();
  prepare();
  if (has_work()) {
    absorb(session_->exchange(pending_, intake_.positions()));
    counters_.exchanges.fetch_add(1, std::memory_order_relaxed);
    // Not before it is written down: what is not will be done again.
    for (const auto& outcome : pending_.outcomes)
      count(outcome);
    pending_ = {};
  }
  const bool more = intake_.size() > 0 && in_flight_.size() < target_ * 3 / 4;
  if (more || intake_.has_backlog()) return in_flight_.size() < target_ ? milliseconds(0) : kGather;
  return in_flight_.size() > 0 ? kGather : idle_;
}

void Dispatcher::keep_membership() {
  const auto census = session_->beat(worker_);
  const auto moment = runtime::monotonic_nanoseconds();
  watch_.see(census.workers, moment);
  reconcile(census);
  auto plan = plan_shards(worker_, census, watch_, moment);
  if (!stopping()) take_shards(plan);
  give_up_shards(plan.give_up);
  const auto dead = watch_.dead(moment);
  if (!dead.empty()) session_->forget(dead);
  refresh_held();
  counters_.waiting_since = intake_.waiting_since().value_or(0);
  next_beat_ = Deadline::in(settings_.beat);
  if (epochs_.size() < census.shards.size() / (watch_.alive_count(moment) + 1))
    next_beat_ = Deadline::in(settings_.beat / 4);
}

// What the database says of our shards counts, whatever we believe.
void Dispatcher::reconcile(const Census& census) {
  for (const auto& shard : census.shards) {
    const auto held = epochs_.find(shard.shard);
    if (held == epochs_.end()) continue;
    if (shard.owner != worker_ || shard.epoch != held->second) lose_shard(shard.shard);
  }
}

void Dispatcher::lose_shard(std::int16_t shard) {
  log::warning("another process dispatches a shard of jobs", {{"shard", std::to_string(shard)}});
  epochs_.erase(shard);
  std::erase(leaving_, shard);
  intake_.remove_shard(shard);
  in_flight_.abandon(shard);
  const auto of_shard = [shard](std::int32_t tenant) { return shard_of(tenant) == shard; };
  std::erase_if(pending_.outcomes, [&](const auto& o) { return of_shard(o.job->tenant); });
  std::erase_if(pending_.finished_claims, [&](const auto& c) { return of_shard(c.tenant); });
  std::erase_if(pending_.wanted, [&](const auto& job) { return of_shard(job.tenant); });
}

void Dispatcher::take_shards(const ShardPlan& plan) {
  for (const auto& shard : plan.take) {
    if (epochs_.contains(shard.shard)) continue;
    const auto epoch = session_->take(shard.shard, shard.owner, worker_, now());
    if (!epoch) continue;
    epochs_[shard.shard] = *epoch;
    intake_.add_shard(shard.shard);
    next_arrivals_ = Deadline::at(0);
    next_full_look_ = Deadline::at(0);
  }
}

// A shard goes when nothing of it runs.
void Dispatcher::give_up_shards(const std::vector<std::int16_t>& shards) {
  leaving_ = shards;
  std::vector<std::int16_t> free;
  for (const auto shard : shards) {
    if (!epochs_.contains(shard)) continue;
    if (intake_.serves(shard)) intake_.remove_shard(shard);
    const bool wanted = std::ranges::any_of(
        pending_.wanted, [&](const auto& job) { return shard_of(job.tenant) == shard; });
    if (in_flight_.size_of(shard) == 0 && pending_.outcomes.empty() && !wanted)
      free.push_back(shard);
  }
  if (free.empty()) return;
  session_->release(free, worker_);
  for (const auto shard : free)
    epochs_.erase(shard);
}

void Dispatcher::refresh_held() {
  for (const auto& [shard, epoch] : epochs_)
    if (!intake_.serves(shard) && std::ranges::find(leaving_, shard) == leaving_.end()) {
      intake_.add_shard(shard);
      next_arrivals_ = Deadline::at(0);
    }
  counters_.shards = static_cast<std::int64_t>(epochs_.size());
}

void Dispatcher::collect_outcomes() {
  std::vector<Outcome> told;
  {
    const std::lock_guard lock(mutex_);
    told.swap(told_);
  }
  for (auto& outcome : told) {
    if (!in_flight_.settle(outcome, pending_.finished_claims)) continue;
    pending_.outcomes.push_back(std::move(outcome));
  }
  measure(told.size());
}

// Enough in flight that the places never wait for the next round trip, and no more: what is claimed
// does not take turns any longer.
void Dispatcher::measure(std::size_t settled) {
  settled_lately_ += settled;
  if (!next_measure_.passed()) return;
  const auto least = settings_.places * settings_.concurrency;
  target_ = std::clamp(settled_lately_ * 2, least, std::max(least, kMostInFlight));
  settled_lately_ = 0;
  next_measure_ = Deadline::in(kMeasureEvery);
}

HeldShards Dispatcher::held() const {
  HeldShards held{.worker = worker_, .shards = {}, .epochs = {}};
  for (const auto& [shard, epoch] : epochs_) {
    held.shards.push_back(shard);
    held.epochs.push_back(epoch);
  }
  return held;
}

void Dispatcher::prepare() {
  const auto moment = now();
  pending_.held = held();
  pending_.now = moment;
  pending_.read_arrivals = !stopping() && (next_arrivals_.passed() || intake_.size() < target_);
  pending_.backlog = stopping() ? std::vector<BacklogRead>() : intake_.backlog(kBacklogReads);
  choose_jobs();
  choose_chores(moment);
}

// What was wanted and not answered is asked for again, under the same claim.
void Dispatcher::choose_jobs() {
  if (!pending_.wanted.empty() || stopping() || !store::has_room()) return;
  const auto load = in_flight_.size();
  if (load >= target_) return;
  const auto room = target_ - load;
  if (load > 0 && room < target_ / 4 && room < intake_.size()) return;
  // A job that was cancelled and tried again has arrived twice.
  std::unordered_set<Uuid> seen;
  for (const auto& job : intake_.take(std::min(room, kMostClaimed)))
    if (!in_flight_.contains(job.id) && seen.insert(job.id).second) pending_.wanted.push_back(job);
  pending_.claim = clock::new_uuid(clock::system_now());
}

void Dispatcher::choose_chores(Timestamp moment) {
  pending_.promote = has_due_ && !stopping();
  pending_.ask_due = !pending_.promote && next_due_.passed() && !stopping();
  if (pending_.ask_due) {
    // Everything is looked at now and then, and when the clock was put back.
    if (next_full_look_.passed() || moment < last_look_) {
      due_bound_ = {};
      next_full_look_ = Deadline::in(kFullLookEvery);
    }
    last_look_ = moment;
    next_due_ = Deadline::in(kDueEvery);
  }
  if (pending_.ask_due || pending_.promote) {
    pending_.sandboxes = sandbox_clocks(moment);
    pending_.promoted_until = due_bound_;
  }
  pending_.read_cancelled = in_flight_.size() > 0 && next_cancelled_.passed();
  if (pending_.read_cancelled) next_cancelled_ = Deadline::in(kCancelledEvery);
}

SandboxClocks Dispatcher::sandbox_clocks(Timestamp moment) const {
  SandboxClocks clocks;
  const std::lock_guard lock(mutex_);
  for (const auto& [tenant, offset] : offsets_) {
    if (!epochs_.contains(shard_of(tenant))) continue;
    clocks.tenants.push_back(tenant);
    clocks.nows.push_back(moment.nanoseconds + offset);
  }
  return clocks;
}

bool Dispatcher::has_work() const {
  return pending_.writes() || pending_.ask_due || pending_.read_cancelled ||
         pending_.read_arrivals || !pending_.backlog.empty();
}

void Dispatcher::absorb(Exchanged answer) {
  for (const auto& arrival : answer.arrivals)
    intake_.arrive(arrival);
  for (std::size_t i = 0; i < answer.backlog.size(); ++i)
    intake_.fill(pending_.backlog[i], answer.backlog[i]);
  if (pending_.read_arrivals) {
    const bool came = !answer.arrivals.empty();
    idle_ = came ? kShortestRest : std::min(idle_ * 2, kLongestRest);
    next_arrivals_ = Deadline::in(came ? milliseconds(0) : idle_);
  }
  if (pending_.ask_due) {
    has_due_ = answer.due;
    // Nothing waits before: what is committed later was written a short while ago at most.
    if (!has_due_)
      due_bound_ = std::max(due_bound_, Timestamp{pending_.now.nanoseconds - kPromotionOverlap});
  }
  // There may be more than one look's worth: the next look says.
  if (pending_.promote) {
    has_due_ = false;
    next_due_ = Deadline::at(0);
    next_arrivals_ = Deadline::at(0);
  }
  in_flight_.cancel(answer.cancelled);
  counters_.claimed.fetch_add(answer.claimed.size(), std::memory_order_relaxed);
  hand_out(std::move(answer.claimed));
  counters_.running = static_cast<std::int64_t>(in_flight_.size());
  counters_.ready = static_cast<std::int64_t>(intake_.size());
}

void Dispatcher::hand_out(std::vector<ClaimedJobPointer> jobs) {
  std::vector<std::vector<ClaimedJobPointer>> hands(settings_.places);
  {
    const std::lock_guard lock(mutex_);
    for (auto& job : jobs)
      if (const auto offset = offsets_.find(job->tenant); offset != offsets_.end())
        job->clock_offset = offset->second;
  }
  for (auto& job : jobs) {
    std::size_t place = 0;
    for (std::size_t i = 1; i < settings_.places; ++i)
      if (in_flight_.load(i) < in_flight_.load(place)) place = i;
    in_flight_.add(job, place);
    hands[place].push_back(std::move(job));
  }
  for (std::size_t i = 0; i < hands.size(); ++i)
    if (!hands[i].empty()) give_(i, std::move(hands[i]));
}

void Dispatcher::count(const Outcome& outcome) {
  const auto add = [](std::atomic<std::uint64_t>& counter) {
    counter.fetch_add(1, std::memory_order_relaxed);
  };
  const auto& job = *outcome.job;
  const bool dead = outcome.fate == Fate::hopeless ||
                    (outcome.fate == Fate::failed && job.attempts + 1 >= job.tries);
  const auto meter = [&job](metering::Outcome how) {
    metering::meters().count(job.tenant, metering::Meter::jobs, how);
  };
  switch (outcome.fate) {
    case Fate::done:
    case Fate::committed:
      add(counters_.done);
      meter(metering::Outcome::succeeded);
      break;
    case Fate::cancelled:
      add(counters_.cancelled);
      meter(metering::Outcome::refused);
      break;
    case Fate::lost:
      add(counters_.lost);
      break;
    default:
      add(counters_.failed);
  }
  if (!dead) return;
  add(counters_.dead);
  meter(metering::Outcome::failed);
  log::error("a job is dead", {{"tenant", std::to_string(job.tenant)},
                               {"job", to_hex(job.id)},
                               {"kind", job.kind},
                               {"reason", outcome.error.value_or("")}});
}

void Dispatcher::keep_schedules() {
  if (stopping() || !next_schedules_.passed() || !store::has_room()) return;
  const auto moment = now();
  if (!declared_kept_) keep_declared(session_->connection(), declared_, moment);
  declared_kept_ = true;
  const auto made = fire_due(session_->connection(), held(), moment, sandbox_clocks(moment));
  counters_.fired.fetch_add(made, std::memory_order_relaxed);
  if (made > 0) next_arrivals_ = Deadline::at(0);
  next_schedules_ = Deadline::in(kSchedulesEvery);
}

void Dispatcher::keep_house() {
  if (stopping() || !next_rotation_.passed()) return;
  const auto moment = now();
  const auto kept = std::chrono::nanoseconds(settings_.keep).count();
  session_->rotate(moment, {moment.nanoseconds - kept});
  next_rotation_ = Deadline::in(kRotateEvery);
}

void Dispatcher::lose_session(const std::exception& failure) {
  if (session_ && !stopping())
    log::warning("the dispatcher of jobs lost its database", {{"reason", failure.what()}});
  session_.reset();
}

void Dispatcher::wait(milliseconds duration, std::size_t outcomes) {
  if (duration == milliseconds(0)) return;
  std::unique_lock lock(mutex_);
  const bool was_stopping = stopping_;
  wake_at_ = outcomes;
  wake_.wait_for(lock, duration,
                 [&] { return stopping_ != was_stopping || told_.size() >= wake_at_; });
}

// So that the next process need not wait until our beat has stood still.
void Dispatcher::hand_over() {
  if (!session_ || epochs_.empty()) return;
  std::vector<std::int16_t> shards;
  for (const auto& [shard, epoch] : epochs_)
    shards.push_back(shard);
  try {
    session_->release(shards, worker_);
    session_->forget({worker_});
  } catch (const std::exception& failure) {
    lose_session(failure);
  }
  session_.reset();
  epochs_.clear();
}

}  // namespace sangam::jobs
