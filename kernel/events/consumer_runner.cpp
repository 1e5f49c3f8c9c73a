#include "kernel/events/consumer_runner.h"

#include <algorithm>
#include <set>

#include "base/assert.h"
#include "kernel/events/backoff.h"
#include "kernel/events/statements.h"
#include "kernel/telemetry/log.h"

namespace sangam::events {

namespace {

using runtime::Deadline;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kDatabasePatience{10};
// How often requeued dead letters and replays are looked for.
constexpr milliseconds kLookEvery{500};
// Between two tries to reach the database, and how often such a rest is looked at.
constexpr milliseconds kFirstRest{50};
constexpr milliseconds kLongestRest{2'000};
constexpr milliseconds kRestSlice{50};
// A position that passed events of other types only is saved after so many of them, and so long: a
// consumer that has nothing to do is not shown as behind.
constexpr std::int64_t kSaveEvery = 10'000;
constexpr seconds kSavePause{1};

struct TenantRow {
  std::int32_t tenant_id = 0;
};
SANGAM_DESCRIBE(TenantRow, (tenant_id, ""))

// Every older version that is accepted must have a way to the newest.
bool has_upcasters(const Consumer& consumer) {
  for (const auto& accepted : consumer.accepts)
    for (auto version = accepted.oldest; version < accepted.newest; ++version)
      if (std::ranges::none_of(consumer.upcasters, [&](const api::Upcaster& upcaster) {
            return upcaster.type == accepted.type && upcaster.from == version;
          }))
        return false;
  return true;
}

void require_sound(const Consumer& consumer) {
  SANGAM_ASSERT(!consumer.name.empty() && !consumer.types.empty() && consumer.handle);
  SANGAM_ASSERT(consumer.name.find('#') == std::string::npos);
  SANGAM_ASSERT(consumer.tries > 0 && consumer.concurrency > 0);
  SANGAM_ASSERT(consumer.batch > 0 && consumer.batch <= Consumer::kBatchMost);
  SANGAM_ASSERT(has_upcasters(consumer));
}

}  // namespace

ConsumerRunner::ConsumerRunner(runtime::EventLoop& loop, store::Pool& app, store::Pool& relay,
                               const LogHead& head, Consumer consumer)
    : loop_(loop),
      consumer_(std::move(consumer)),
      relay_(relay),
      head_(head),
      log_(relay),
      deliverer_(
          {loop, app}, consumer_, counters_, [this] { return may_work(); },
          [this](std::string error) { return tell_trouble(std::move(error)); }),
      mender_(deliverer_, consumer_, app, relay, [this] { return may_work(); }),
      replayer_(deliverer_, consumer_, log_, relay) {
  require_sound(consumer_);
}

Task<void> ConsumerRunner::run() {
  int failures = 0;
  while (!stopping_) {
    std::string failure;
    bool worked = false;
    try {
      worked = co_await step();
      failures = 0;
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty()) {
      if (failures++ == 0)
        log::warning("a consumer waits for its database",
                     {{"consumer", consumer_.name}, {"reason", failure}});
      co_await rest(failures);
    } else if (!worked) {
      co_await wait();
    }
  }
}

// Whatever the term: a new one that cannot be joined must not make a loop of it.
Task<void> ConsumerRunner::rest(int failures) {
  const auto end = Deadline::in(pause_after(failures, kFirstRest, kLongestRest));
  while (!stopping_ && !end.passed())
    co_await runtime::sleep(loop_, std::min<std::chrono::nanoseconds>(end.remaining(), kRestSlice));
}

// False when there is nothing to do.
Task<bool> ConsumerRunner::step() {
  const auto term = head_.term.load();
  if (term == 0) co_return false;
  if (term != term_) co_await join(term);
  co_await look_after();
  const bool news = co_await step_news();
  const bool replayed = may_work() && co_await replayer_.step(counters_.position);
  co_return news || replayed;
}

// Handles one batch.
Task<bool> ConsumerRunner::step_news() {
  const auto target = head_.position.load();
  if (counters_.position >= target) {
    co_await save_when_due();
    co_return false;
  }
  const auto limit = consumer_.batch > 1 ? kLargeConsumerBatch : kConsumerBatch;
  auto events =
      co_await log_.read({.types = consumer_.types}, counters_.position.load(), target, limit);
  const bool all = events.size() < static_cast<std::size_t>(limit);
  // Behind the last event of our types there are only others.
  const auto end = all ? target : events.back().position;
  co_await leave_out_others(events);
  if (!events.empty()) {
    const auto done = co_await deliverer_.deliver(std::move(events));
    if (done > counters_.position) co_await advance(done);
  }
  if (may_work() && end > counters_.position) {
    counters_.position = end;
    co_await save_when_due();
  }
  co_return true;
}

// Events of tenants whom the consumer does not concern.
Task<void> ConsumerRunner::leave_out_others(std::vector<Event>& events) {
  if (!consumer_.concerned || events.empty()) co_return;
  std::set<std::int32_t> tenants;
  for (const auto& event : events)
    tenants.insert(event.tenant_id);
  store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                         store::Mode::read_only);
  const auto rows = co_await work.rows<TenantRow>(
      *consumer_.concerned, std::vector<std::int32_t>(tenants.begin(), tenants.end()));
  for (const auto& row : rows)
    tenants.erase(row.tenant_id);
  std::erase_if(events, [&](const Event& event) { return tenants.contains(event.tenant_id); });
}

// What others asked for, and what they should know.
Task<void> ConsumerRunner::look_after() {
  if (!next_look_.passed()) co_return;
  next_look_ = Deadline::in(kLookEvery);
  co_await mender_.mend();
  co_await replayer_.look();
}

// Moving on clears it. That the database is away may be the trouble itself.
Task<void> ConsumerRunner::tell_trouble(std::string error) {
  try {
    store::UnitOfWork work(relay_, store::kNoTenant, Deadline::in(kDatabasePatience),
                           store::Mode::read_write);
    work.later(kTellFailing, consumer_.name, error);
    co_await work.commit();
  } catch (const std::exception& failure) {
    log::warning("a consumer cannot tell its trouble",
                 {{"consumer", consumer_.name}, {"reason", failure.what()}, {"trouble", error}});
  }
}

// Another process may have moved on in our stead: the database knows.
Task<void> ConsumerRunner::join(std::int64_t term) {
  const auto standing = co_await log_.join(consumer_.name);
  if (standing.lost_to > standing.position)
    log::error("events were dropped before their consumer had read them",
               {{"consumer", consumer_.name},
                {"from", std::to_string(standing.position + 1)},
                {"to", std::to_string(standing.lost_to)}});
  saved_ = standing.position;
  counters_.position = standing.position;
  term_ = term;
}

Task<void> ConsumerRunner::advance(std::int64_t position) {
  SANGAM_ASSERT(position >= counters_.position);
  counters_.position = position;
  co_await log_.save(consumer_.name, position);
  saved_ = position;
  next_save_ = Deadline::in(kSavePause);
}

Task<void> ConsumerRunner::save_when_due() {
  const auto position = counters_.position.load();
  if (position - saved_ >= kSaveEvery || (position > saved_ && next_save_.passed()))
    co_await advance(position);
}

Task<void> ConsumerRunner::wait() {
  if (!woken_ && !stopping_) {
    Completion<bool> completion;
    waiter_ = &completion;
    co_await completion;
  }
  woken_ = false;
}

void ConsumerRunner::wake() {
  woken_ = true;
  if (waiter_) std::exchange(waiter_, nullptr)->complete(true);
}

void ConsumerRunner::stop() {
  stopping_ = true;
  wake();
}

bool ConsumerRunner::may_work() const { return !stopping_ && head_.term == term_; }

}  // namespace sangam::events
