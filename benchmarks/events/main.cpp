// Events from a durable transaction to a consumer's durable effect, and replaying the log.
//
//   bench_events [--seconds S]
//
// outbox_to_consumer: one writer, 100 events a transaction, as fast as a consumer follows; then
// half of that rate, for the latency from before the transaction until the effect is durable.

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <future>
#include <thread>

#include "benchmarks/events/stage.h"
#include "benchmarks/events/writer.h"
#include "kernel/events/postgres_log.h"

namespace sangam::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;
using std::chrono::milliseconds;

// So far a writer without a given rate may be ahead of the consumer.
constexpr std::int64_t kAheadMost = 20'000;

void print(const char* figure, double value, const char* unit) {
  fmt::print("bench=events figure={} ours={:.{}f} unit={} peer=none theirs=- ratio=-\n", figure,
             value, value < 100 ? 2 : 0, unit);
  std::fflush(stdout);
}

struct Measured {
  double per_second = 0;
  double p99_ms = 0;
};

struct Sent {
  std::int64_t last = 0;  // position of its last event
  Clock::time_point due;
};

// Watches the consumer's position, and how late it is for each transaction.
class Follower {
 public:
  explicit Follower(const Stage& stage) : stage_(stage) {}
  void sent(Sent sent) { waiting_.push_back(sent); }
  void look() {
    const auto position = stage_.consumed();
    const auto now = Clock::now();
    for (; !waiting_.empty() && waiting_.front().last <= position; waiting_.pop_front())
      latencies_.push_back(duration<double, std::milli>(now - waiting_.front().due).count());
  }
  bool idle() const { return waiting_.empty(); }
  double p99_ms() {
    std::ranges::sort(latencies_);
    return latencies_.empty() ? 0 : latencies_[latencies_.size() * 99 / 100];
  }

 private:
  const Stage& stage_;
  std::deque<Sent> waiting_;
  std::vector<double> latencies_;
};

// `rate` in events a second; 0: as fast as the consumer follows. `position` goes on over runs.
Measured run_load(Stage& stage, int batch, double rate, double seconds, std::int64_t& position) {
  Writer writer(stage.endpoint(), batch);
  Follower follower(stage);
  const auto first = position;
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(duration<double>(seconds));
  auto due = start;
  while (Clock::now() < end) {
    follower.look();
    const bool wait = rate > 0 ? Clock::now() < due : position - stage.consumed() > kAheadMost;
    if (wait) {
      std::this_thread::sleep_for(std::chrono::microseconds(500));
      continue;
    }
    const auto begun = rate > 0 ? due : Clock::now();
    writer.emit();
    position += batch;
    follower.sent({position, begun});
    if (rate > 0)
      due += std::chrono::duration_cast<Clock::duration>(duration<double>(batch / rate));
  }
  while (!follower.idle()) {
    follower.look();
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
  const double took = duration<double>(Clock::now() - start).count();
  return {static_cast<double>(position - first) / took, follower.p99_ms()};
}

Task<void> read_log(store::Pool& pool, std::int64_t newest, std::promise<std::int64_t>& done) {
  events::PostgresLog log(pool);
  std::int64_t after = 0;
  std::int64_t count = 0;
  while (after < newest) {
    const auto page = co_await log.read({.types = {"bench.happened"}}, after, newest, 5'000);
    if (page.empty()) break;
    after = page.back().position;
    count += static_cast<std::int64_t>(page.size());
  }
  done.set_value(count);
}

void measure_replay(Stage& stage, std::int64_t newest) {
  std::promise<std::int64_t> done;
  auto future = done.get_future();
  const auto start = Clock::now();
  stage.loops().call(0, [&] { start_detached(read_log(stage.relay_pool(), newest, done)); });
  const auto count = future.get();
  const double took = duration<double>(Clock::now() - start).count();
  print("replay", static_cast<double>(count) / took, "per_s");
}

int run(double seconds) {
  Stage stage;
  stage.start_consumer(500);
  std::int64_t position = 0;
  run_load(stage, 100, 0, 1, position);  // warm
  const auto most = run_load(stage, 100, 0, seconds, position);
  print("outbox_to_consumer", most.per_second, "per_s");
  const auto half = run_load(stage, 100, most.per_second / 2, seconds, position);
  print("outbox_to_consumer_p99_at_half", half.p99_ms, "ms");
  const auto single = run_load(stage, 1, 0, seconds, position);
  print("one_a_transaction", single.per_second, "per_s");
  measure_replay(stage, position);
  return 0;
}

}  // namespace
}  // namespace sangam::benchmarks

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  const bool given = count == 3 && std::string_view(words[1]) == "--seconds";
  if (count != 1 && !given) {
    std::fprintf(stderr, "usage: bench_events [--seconds S]\n");
    return 2;
  }
  try {
    return sangam::benchmarks::run(given ? std::stod(words[2]) : 5);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_events: %s\n", failure.what());
    return 1;
  }
}
