#include "kernel/lane/lane.h"

#include <algorithm>
#include <future>

#include "base/assert.h"
#include "kernel/clock/clock.h"
#include "kernel/store/sqlstate.h"
#include "kernel/telemetry/log.h"

namespace sangam::lane {

namespace {

using runtime::Deadline;
using std::chrono::seconds;

constexpr seconds kDatabasePatience{30};
// A process that was killed a moment ago may still have its session.
constexpr seconds kHeldPatience{3};
constexpr std::chrono::milliseconds kHeldPause{50};
constexpr std::chrono::milliseconds kConnectPause{50};

// What a batch names is looked up row by row, through an index. A plan that was made while a
// partition was empty may use the wrong one, which nobody feels until there are thousands of rows:
// each batch is planned anew, for a fraction of a millisecond.
constexpr std::string_view kPlanning =
    "set plan_cache_mode = force_custom_plan;"
    "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

Deadline database_deadline() { return Deadline::in(kDatabasePatience); }

}  // namespace

Lane::Lane(LaneSettings settings, EngineFactory& engines)
    : settings_(std::move(settings)), engines_(engines) {}

Lane::~Lane() { stop(); }

void Lane::add_shard(std::int32_t shard) {
  const std::lock_guard lock(mutex_);
  auto& slot = shards_[shard];
  if (!slot) slot = std::make_unique<Shard>(shard, settings_.address);
}

void Lane::prepare() {
  const auto patience = Deadline::in(kHeldPatience);
  for (auto& [number, shard] : shards_) {
    while (!shard->engine) {
      try {
        get_ready(*shard);
      } catch (const store::DatabaseError& error) {
        if (!error.is(store::sqlstate::kShardHeld) || patience.passed()) throw;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kHeldPause, [] { return false; });
      }
    }
  }
}

// Everything that belongs to the lane is made on its thread, engines and what they share included.
void Lane::start() {
  SANGAM_ASSERT(!thread_.joinable());
  std::promise<void> prepared;
  auto outcome = prepared.get_future();
  thread_ = std::thread([this, &prepared] {
    try {
      prepare();
    } catch (...) {
      prepared.set_exception(std::current_exception());
      return;
    }
    prepared.set_value();
    serve();
  });
  outcome.get();
}

void Lane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Lane::submit(std::int32_t shard, Request& request) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = shards_.find(shard);
    if (stopping_ || found == shards_.end() || !found->second->queue.push(request)) {
      counters_.refused.fetch_add(1, std::memory_order_relaxed);
      return false;
    }
    counters_.waiting.fetch_add(1, std::memory_order_relaxed);
  }
  wake_.notify_one();
  return true;
}

void Lane::set_clock_offset(std::int32_t shard, std::int64_t nanoseconds) {
  {
    const std::lock_guard lock(mutex_);
    shards_.at(shard)->clock_offset = nanoseconds;
  }
  wake_.notify_one();
}

void Lane::serve() {
  while (Shard* shard = wait_for_work()) {
    Requests requests;
    {
      const std::lock_guard lock(mutex_);
      requests = take_requests(*shard);
    }
    run_batch(*shard, requests);
    completions_.flush();
  }
}

bool Lane::is_due(const Shard& shard) const {
  if (!shard.queue.empty()) return true;
  if (!shard.engine || !shard.pause.passed()) return false;
  if (shard.flush_due != 0 && Deadline::at(shard.flush_due).passed()) return true;
  const auto due = shard.engine->next_due();
  return due && due->nanoseconds <= clock::system_now().nanoseconds + shard.clock_offset;
}

// The earliest time at which a shard becomes due by itself.
Deadline Lane::next_due() const {
  auto earliest = Deadline::never();
  for (const auto& [number, shard] : shards_) {
    if (!shard->engine) continue;
    auto next = Deadline::never();
    if (shard->flush_due != 0) next = Deadline::at(shard->flush_due);
    if (const auto due = shard->engine->next_due()) {
      const auto wait = due->nanoseconds - clock::system_now().nanoseconds - shard->clock_offset;
      next = std::min(next, Deadline::in(std::chrono::nanoseconds(std::max(wait, 0L))));
    }
    earliest = std::min(earliest, std::max(next, shard->pause));
  }
  return earliest;
}

// The next shard in turn that has something to do; null when the lane stops and nothing waits.
Lane::Shard* Lane::wait_for_work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    auto turn = shards_.upper_bound(last_served_);
    for (std::size_t i = 0; i < shards_.size(); ++i, ++turn) {
      if (turn == shards_.end()) turn = shards_.begin();
      if (!is_due(*turn->second)) continue;
      last_served_ = turn->first;
      return turn->second.get();
    }
    if (stopping_) return nullptr;
    const auto wait = std::min<std::chrono::nanoseconds>(next_due().remaining(), seconds(60));
    wake_.wait_for(lock, wait);
  }
}

// As many as may fit into one batch; what does not fit after all is put back.
Lane::Requests Lane::take_requests(Shard& shard) {
  Requests requests;
  std::size_t commands = 0;
  const auto now = runtime::monotonic_nanoseconds();
  while (commands < kBatchRows && !shard.queue.empty()) {
    requests.push_back(shard.queue.pop());
    commands += requests.back()->size() - requests.back()->done();
    if (requests.back()->taken_ == 0) requests.back()->taken_ = now;
  }
  counters_.waiting.fetch_sub(static_cast<std::int64_t>(requests.size()),
                              std::memory_order_relaxed);
  return requests;
}

// Connected, owned and rebuilt.
void Lane::get_ready(Shard& shard) {
  if (!connection_) connect();
  if (!shard.session.held()) {
    const auto lost = shard.session.take_over(*connection_, database_deadline());
    // Memory is still true unless another process owned the shard in between.
    if (lost == LostBatch::unknown) shard.engine.reset();
  }
  if (shard.engine) return;
  auto engine = engines_.make();
  engine->rebuild(*connection_, shard.session.position());
  shard.engine = std::move(engine);
  // What was not written behind before the last owner's end.
  const auto& position = shard.session.position();
  if (position.last > position.flushed) shard.flush_due = Deadline::in(kFlushInterval).time();
}

// False when that does not work now.
bool Lane::make_ready(Shard& shard) {
  if (!connection_ && !connect_pause_.passed()) return false;
  try {
    get_ready(shard);
    return true;
  } catch (const std::exception& failure) {
    log::error("a lane cannot serve its shard",
               {{"shard", std::to_string(shard.session.shard())}, {"reason", failure.what()}});
    // A mere no, as when another process has the shard, leaves the session and its other locks.
    if (!dynamic_cast<const store::DatabaseError*>(&failure)) {
      connection_.reset();
      connect_pause_ = Deadline::in(kConnectPause);
    }
    return false;
  }
}

// A new session holds no locks: every shard is taken again before its next batch.
void Lane::connect() {
  {
    const std::lock_guard lock(mutex_);
    for (auto& [number, shard] : shards_)
      shard->session.lock_lost();
  }
  counters_.reconnects.fetch_add(1, std::memory_order_relaxed);
  connection_ = std::make_unique<store::BatchConnection>(settings_.conninfo, database_deadline());
  connection_->script(std::string(kPlanning), database_deadline());
}

}  // namespace sangam::lane
