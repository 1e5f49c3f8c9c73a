#include "benchmarks/lane/driver.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "kernel/clock/clock.h"
#include "kernel/runtime/event_loop.h"

namespace sangam::benchmarks {

namespace {

using engines::ledger::TransferStatus;
using std::chrono::steady_clock;
using suites::ledger::TransferRequest;

// What the requests under way share; used on the loop's thread.
struct Run {
  runtime::EventLoop& loop;
  lane::LaneGroup& lanes;
  const MeasuredLedger& ledger;
  const DriverSettings& settings;
  TransferSource source;
  steady_clock::time_point begin;  // of what is measured
  steady_clock::time_point end;
  std::size_t running = 0;
  std::size_t transfers = 0;
  std::vector<double> latencies_ms{};
  std::exception_ptr failure{};
};

void require_created(const TransferRequest& request) {
  for (const auto& outcome : request.outcomes)
    if (outcome.result.status != TransferStatus::created)
      throw std::runtime_error("a transfer was refused: " +
                               std::string(name(outcome.result.status)));
}

Task<void> send_one(Run& run) {
  TransferRequest request(run.loop, run.ledger.tenant);
  run.source.fill(request.items, run.settings.batch);
  const auto now = clock::system_now();
  request.audit = {.id = clock::new_uuid(now),
                   .at = now,
                   .actor = "bench",
                   .actor_kind = "system",
                   .operation = "ledger.transfers.create_batch",
                   .request_id = "bench",
                   .target = "bench"};
  const auto started = steady_clock::now();
  co_await run.lanes.serve(request, run.ledger.sandbox);
  const std::chrono::duration<double, std::milli> taken = steady_clock::now() - started;
  require_created(request);
  if (started < run.begin) co_return;
  run.transfers += run.settings.batch;
  run.latencies_ms.push_back(taken.count());
}

Task<void> keep_sending(Run& run) {
  try {
    while (!run.failure && steady_clock::now() < run.end)
      co_await send_one(run);
  } catch (...) {
    run.failure = std::current_exception();
  }
  if (--run.running == 0) run.loop.stop();
}

}  // namespace

double Measured::percentile_ms(double share) const {
  const auto last = static_cast<double>(latencies_ms.size() - 1);
  return latencies_ms[static_cast<std::size_t>(last * share)];
}

Measured measure(lane::LaneGroup& lanes, const MeasuredLedger& ledger, Case which,
                 const DriverSettings& settings) {
  runtime::EventLoop loop;
  const auto begin =
      steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(settings.warm_up);
  const auto seed = static_cast<std::uint64_t>(clock::system_now().nanoseconds);
  Run run{loop,
          lanes,
          ledger,
          settings,
          TransferSource(ledger, which, seed),
          begin,
          begin + std::chrono::duration_cast<steady_clock::duration>(settings.duration)};
  run.running = settings.under_way;
  for (std::size_t i = 0; i < settings.under_way; ++i)
    loop.post([&run] { start_detached(keep_sending(run)); });
  loop.run();
  if (run.failure) std::rethrow_exception(run.failure);
  const std::chrono::duration<double> taken = steady_clock::now() - begin;
  std::ranges::sort(run.latencies_ms);
  return {static_cast<double>(run.transfers) / taken.count(), std::move(run.latencies_ms)};
}

}  // namespace sangam::benchmarks
