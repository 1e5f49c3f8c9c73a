#include "kernel/gateway/limits/sharer.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "base/assert.h"
#include "kernel/gateway/limits/redis_link.h"
#include "kernel/runtime/cross_thread.h"
#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/log.h"

namespace sangam::gateway::limits {

namespace {

using runtime::monotonic_nanoseconds;
using std::chrono::milliseconds;

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kReconnectFirst = 100 * kMillisecond;
constexpr std::int64_t kReconnectMost = 5'000 * kMillisecond;

std::int64_t nanoseconds(milliseconds duration) {
  return std::chrono::nanoseconds(duration).count();
}

// A request that waits; in its coroutine's frame.
struct Waiter {
  Waiter(runtime::EventLoop& loop, std::int64_t deadline) : answered(loop), deadline(deadline) {}
  runtime::CrossThread<bool> answered;
  std::int64_t deadline;
};

// A bucket, and for how many requests it is to be asked for: one a mention.
using Mentions = std::vector<Bucket*>;

}  // namespace

struct Sharer::State {
  State(SharerSettings given, std::atomic<bool>& flag)
      : settings(std::move(given)), answers(flag), wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    SANGAM_ASSERT(wake >= 0);
  }
  ~State() { ::close(wake); }

  const SharerSettings settings;
  std::atomic<bool>& answers;
  const int wake;

  // What loops hand over.
  std::mutex mutex;
  bool accepting = false;  // somebody will complete who waits
  bool stopping = false;
  Mentions mentioned;
  std::vector<Waiter*> arrived;

  // Of the thread.
  std::optional<RedisLink> link;
  std::int64_t connect_at = 0;
  std::int64_t backoff = kReconnectFirst;
  std::int64_t sent_at = 0;  // of what is under way; of connecting: when it began
  std::int64_t tick_at = 0;
  bool told = false;  // that Redis is gone
  Mentions asks;
  std::vector<LeaseItem> returns;
  std::vector<LeaseItem> under_way;
  std::vector<Waiter*> unsent;
  std::vector<Waiter*> sent;
  std::set<Bucket*> active;  // with leases, or debts
  runtime::CompletionBatch completions;
  std::thread thread;

  std::atomic<std::uint64_t> batches{0};
  std::atomic<std::uint64_t> leased{0};
  std::atomic<std::uint64_t> returned{0};
  std::atomic<std::uint64_t> late{0};
  std::atomic<std::uint64_t> losses{0};

  void notify() const;
  void serve();
  bool take_arrivals();
  int patience_of_poll(std::int64_t now) const;
  void wait_for_news(std::int64_t now);
  void connect(std::int64_t now);
  void lose(const std::string& reason, std::int64_t now);
  void become_ready();
  void tick(std::int64_t now);
  void send(std::int64_t now);
  std::vector<LeaseItem> next_batch();
  void answer(const std::vector<LeaseGrant>& grants, std::int64_t now);
  void expire(std::int64_t now);
  void complete(std::vector<Waiter*>& waiters, bool answered);
};

void Sharer::State::notify() const {
  const std::uint64_t one = 1;
  // Full only when it is to wake up anyway.
  [[maybe_unused]] const auto written = ::write(wake, &one, sizeof one);
}

void Sharer::State::complete(std::vector<Waiter*>& waiters, bool answered) {
  for (auto* waiter : waiters)
    completions.add(waiter->answered, answered);
  waiters.clear();
}

// False when it is to stop.
bool Sharer::State::take_arrivals() {
  const std::lock_guard lock(mutex);
  asks.insert(asks.end(), mentioned.begin(), mentioned.end());
  mentioned.clear();
  unsent.insert(unsent.end(), arrived.begin(), arrived.end());
  arrived.clear();
  return !stopping;
}

int Sharer::State::patience_of_poll(std::int64_t now) const {
  auto until = link ? tick_at : connect_at;
  for (const auto* list : {&unsent, &sent})
    if (!list->empty()) until = std::min(until, list->front()->deadline);
  return static_cast<int>(std::clamp<std::int64_t>((until - now) / kMillisecond + 1, 0, 1'000));
}

void Sharer::State::wait_for_news(std::int64_t now) {
  pollfd watched[2] = {{.fd = wake, .events = POLLIN, .revents = 0},
                       {.fd = -1, .events = POLLIN, .revents = 0}};
  if (link) {
    watched[1].fd = link->descriptor();
    if (link->wants_to_write()) watched[1].events |= POLLOUT;
  }
  ::poll(watched, 2, patience_of_poll(now));
  std::uint64_t count = 0;
  [[maybe_unused]] const auto read = ::read(wake, &count, sizeof count);
  if (!link) return;
  const auto events = watched[1].revents;
  const bool failed = (events & (POLLERR | POLLHUP | POLLNVAL)) != 0;
  const auto moved = link->move((events & POLLIN) != 0 || failed, (events & POLLOUT) != 0);
  const auto then = monotonic_nanoseconds();
  if (!moved) return lose(moved.error(), then);
  if (*moved) answer(**moved, then);
  const bool waits = !under_way.empty() || !answers.load(std::memory_order_relaxed);
  if (link->is_ready() && !answers.load(std::memory_order_relaxed)) become_ready();
  else if (waits && then - sent_at > nanoseconds(settings.answer_patience))
    lose("it does not answer", then);
}

void Sharer::State::connect(std::int64_t now) {
  if (link || now < connect_at) return;
  link.emplace(settings.redis);
  sent_at = now;
  tick_at = now + kTickNanoseconds;
}

void Sharer::State::become_ready() {
  {
    const std::lock_guard lock(mutex);
    accepting = true;
  }
  answers = true;
  backoff = kReconnectFirst;
  if (std::exchange(told, false)) log::info("limits are shared again");
}

void Sharer::State::lose(const std::string& reason, std::int64_t now) {
  link.reset();
  const bool had = answers.exchange(false);
  {
    const std::lock_guard lock(mutex);
    accepting = false;
  }
  take_arrivals();
  if (had) losses.fetch_add(1, std::memory_order_relaxed);
  if (!std::exchange(told, true))
    log::warning("Redis is gone: limits are counted by each process for itself",
                 {{"reason", reason}});
  for (auto* bucket : active)
    forget(*bucket);
  for (auto* bucket : asks)
    forget(*bucket);
  active.clear();
  asks.clear();
  returns.clear();
  under_way.clear();
  complete(unsent, false);
  complete(sent, false);
  connect_at = now + backoff;
  backoff = std::min(backoff * 2, kReconnectMost);
}

void Sharer::State::tick(std::int64_t now) {
  if (!link || now < tick_at) return;
  tick_at = now + kTickNanoseconds;
  for (auto each = active.begin(); each != active.end();) {
    if (auto item = give_back(**each)) {
      returned.fetch_add(static_cast<std::uint64_t>(std::max(item->back, 0)),
                         std::memory_order_relaxed);
      returns.push_back(*item);
    }
    each = is_quiet(**each) ? active.erase(each) : std::next(each);
  }
}

std::vector<LeaseItem> Sharer::State::next_batch() {
  std::vector<LeaseItem> items;
  const auto back = std::min(returns.size(), RedisLink::kItemsMost);
  items.assign(returns.begin(), returns.begin() + static_cast<std::ptrdiff_t>(back));
  returns.erase(returns.begin(), returns.begin() + static_cast<std::ptrdiff_t>(back));
  std::ranges::sort(asks);
  auto each = asks.begin();
  while (each != asks.end() && items.size() < RedisLink::kItemsMost) {
    const auto end = std::find_if(each, asks.end(), [each](auto* other) { return other != *each; });
    items.push_back(ask_for(**each, static_cast<std::int32_t>(end - each)));
    each = end;
  }
  asks.erase(asks.begin(), each);
  return items;
}

void Sharer::State::send(std::int64_t now) {
  if (!link || !link->is_ready() || (asks.empty() && returns.empty())) return;
  under_way = next_batch();
  link->send(under_way);
  sent_at = now;
  sent.insert(sent.end(), unsent.begin(), unsent.end());
  unsent.clear();
}

void Sharer::State::answer(const std::vector<LeaseGrant>& grants, std::int64_t now) {
  SANGAM_ASSERT(grants.size() == under_way.size());
  std::uint64_t granted = 0;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    apply(under_way[i], grants[i], now);
    active.insert(under_way[i].bucket);
    granted += static_cast<std::uint64_t>(grants[i].granted);
  }
  under_way.clear();
  batches.fetch_add(1, std::memory_order_relaxed);
  leased.fetch_add(granted, std::memory_order_relaxed);
  complete(sent, true);
}

// They came in the order of their deadlines.
void Sharer::State::expire(std::int64_t now) {
  for (auto* list : {&unsent, &sent}) {
    const auto end =
        std::ranges::find_if(*list, [now](const Waiter* waiter) { return waiter->deadline > now; });
    std::vector<Waiter*> expired(list->begin(), end);
    list->erase(list->begin(), end);
    late.fetch_add(expired.size(), std::memory_order_relaxed);
    complete(expired, false);
  }
}

void Sharer::State::serve() {
  while (take_arrivals()) {
    const auto now = monotonic_nanoseconds();
    connect(now);
    tick(now);
    send(now);
    expire(now);
    completions.flush();
    wait_for_news(now);
    completions.flush();
  }
  {
    const std::lock_guard lock(mutex);
    accepting = false;
  }
  answers = false;
  take_arrivals();
  complete(unsent, false);
  complete(sent, false);
  completions.flush();
}

Sharer::Sharer(SharerSettings settings)
    : state_(std::make_unique<State>(std::move(settings), answers_)) {
  state_->thread = std::thread([this] { state_->serve(); });
}

Sharer::~Sharer() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->notify();
  state_->thread.join();
}

void Sharer::ask(Bucket& bucket) {
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->accepting) return forget(bucket);
    state_->mentioned.push_back(&bucket);
  }
  state_->notify();
}

Task<void> Sharer::wait(std::span<const Claim> claims, runtime::EventLoop& loop) {
  Waiter waiter(loop, monotonic_nanoseconds() + nanoseconds(state_->settings.patience));
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->accepting) co_return;
    for (const auto& claim : claims)
      if (claim.bucket->leased.load(std::memory_order_relaxed) <= 0)
        state_->mentioned.push_back(claim.bucket);
    state_->arrived.push_back(&waiter);
  }
  state_->notify();
  co_await waiter.answered;
}

SharerCounts Sharer::counts() const noexcept {
  const auto& s = *state_;
  return {.batches = s.batches,
          .leased = s.leased,
          .returned = s.returned,
          .late = s.late,
          .losses = s.losses};
}

}  // namespace sangam::gateway::limits
