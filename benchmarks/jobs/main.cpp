// bench_jobs: jobs through the queue, in a fresh cluster of ours. Part of the bench `jobs`.
//
//   bench_jobs --data DIRECTORY --jobs N --rounds R
//
// Each round enqueues N jobs that do nothing, in batches of 1,000, and measures the time until the
// last of them is in the history. Half of the rounds run while a snapshot is held. The last line is
// {"enqueued_per_second": …, "done_per_second": …, "held_per_second": …}, medians.

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "base/command_line/command_line.h"
#include "kernel/clock/clock.h"
#include "kernel/jobs/enqueue.h"
#include "kernel/jobs/job_service.h"
#include "kernel/jobs/schema.h"
#include "kernel/store/cluster.h"
#include "kernel/store/migrations.h"
#include "kernel/store/roles.h"
#include "kernel/store/schema.h"

namespace sangam::benchmarks {
namespace {

using namespace std::chrono_literals;

constexpr int kEnqueuedAtOnce = 1'000;
constexpr std::int32_t kTenant = 1;

runtime::Deadline patience() { return runtime::Deadline::in(5min); }
double seconds_since(std::int64_t start) {
  return static_cast<double>(runtime::monotonic_nanoseconds() - start) / 1e9;
}

// A database with one event loop and the job service on it.
class Bench {
 public:
  explicit Bench(const std::string& data) : cluster_({.directory = data}), loops_(1) {
    cluster_.start(patience());
    store::bootstrap(cluster_.maintenance_endpoint(), cluster_.endpoint(), "sangam", patience());
    store::migrate(cluster_.endpoint(), {store::schema(), jobs::schema()}, patience());
    loops_.start();
    loops_.call(0, [&] {
      pool_ = std::make_unique<store::Pool>(loops_.loop(0),
                                            store::PoolSettings{.endpoint = cluster_.endpoint()});
    });
    std::vector<jobs::JobModule> modules;
    modules.push_back(
        {.handlers = {{.kind = "bench.nothing", .handle = do_nothing}}, .schedules = {}});
    service_ = std::make_unique<jobs::JobService>(
        loops_, cluster_.endpoint(),
        [this](const runtime::EventLoop&) -> store::Pool& { return *pool_; }, std::move(modules));
    service_->start();
    wait([&] { return service_->counters().shards > 0; });
  }
  ~Bench() {
    service_.reset();
    loops_.call(0, [&] { pool_.reset(); });
    loops_.stop();
    cluster_.stop();
  }

  struct Round {
    double enqueued = 0;  // jobs a second
    double done = 0;
  };

  // From the first batch that is enqueued until the last job is done: both go on at the same time.
  Round measure(int count) {
    const auto before = service_->counters().done.load();
    const auto start = runtime::monotonic_nanoseconds();
    for (int i = 0; i < count; i += kEnqueuedAtOnce)
      enqueue(std::min(kEnqueuedAtOnce, count - i));
    Round round{.enqueued = count / seconds_since(start), .done = 0};
    wait([&] { return service_->counters().done == before + static_cast<std::uint64_t>(count); });
    round.done = count / seconds_since(start);
    return round;
  }

  store::Endpoint endpoint() const { return cluster_.endpoint(); }

 private:
  static Task<void> do_nothing(jobs::Job&) { co_return; }
  static void wait(const std::function<bool()>& done) {
    while (!done())
      std::this_thread::sleep_for(1ms);
  }

  void enqueue(int count) {
    std::atomic<bool> done{false};
    loops_.loop(0).post([&] { start_detached(enqueue_all(count, done)); });
    wait([&] { return done.load(); });
  }
  Task<void> enqueue_all(int count, std::atomic<bool>& done) {
    store::UnitOfWork work(*pool_, kTenant, patience(), store::Mode::read_write);
    jobs::enqueue_texts(work, "bench.nothing",
                        std::vector<std::string>(static_cast<std::size_t>(count), "{\"n\":1}"),
                        {clock::system_now(), "bench"});
    co_await work.commit();
    done = true;
  }

  store::Cluster cluster_;
  runtime::LoopGroup loops_;
  std::unique_ptr<store::Pool> pool_;
  std::unique_ptr<jobs::JobService> service_;
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

int run(const std::string& data, int jobs, int rounds) {
  Bench bench(data);
  bench.measure(jobs / 4);
  std::vector<double> enqueued, done, held;
  for (int i = 0; i < rounds; ++i) {
    const auto round = bench.measure(jobs);
    enqueued.push_back(round.enqueued);
    done.push_back(round.done);
  }
  store::BatchConnection holder(bench.endpoint().as(store::Role::migrate), patience());
  holder.script("begin isolation level repeatable read; select count(*) from pg_class", patience());
  for (int i = 0; i < rounds; ++i)
    held.push_back(bench.measure(jobs).done);
  holder.script("commit", patience());
  fmt::print(
      "{{\"enqueued_per_second\": {:.0f}, \"done_per_second\": {:.0f}, \"held_per_second\": "
      "{:.0f}}}\n",
      median(enqueued), median(done), median(held));
  return 0;
}

}  // namespace
}  // namespace sangam::benchmarks

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  sangam::command_line::Program program("bench_jobs", "Jobs through the queue, in process");
  std::string data;
  int jobs = 100'000;
  int rounds = 3;
  program.option("--data", data, "Data directory").required();
  program.option("--jobs", jobs, "Jobs a round").between(1'000, 10'000'000);
  program.option("--rounds", rounds, "Rounds of each sort").positive();
  const auto given = sangam::command_line::words_of(count, words);
  if (const auto stopped = program.parse(given)) return *stopped;
  try {
    return sangam::benchmarks::run(data, jobs, rounds);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_jobs: %s\n", failure.what());
    return 1;
  }
}
