#include "kernel/jobs/testing/job_process.h"

#include <thread>

#include "kernel/clock/clock.h"

namespace sangam::jobs::testing {

using namespace std::chrono_literals;

DispatchSettings quick_settings() { return {.beat = 50ms, .patience = 400ms}; }

JobProcess::JobProcess(const store::Endpoint& endpoint, std::vector<JobModule> modules,
                       DispatchSettings settings, std::size_t loops)
    : loops_(loops) {
  loops_.start();
  pools_.resize(loops);
  for (std::size_t i = 0; i < loops; ++i)
    loops_.call(i, [&, i] {
      pools_[i] =
          std::make_unique<store::Pool>(loops_.loop(i), store::PoolSettings{.endpoint = endpoint});
    });
  service_ = std::make_unique<JobService>(
      loops_, endpoint,
      [this](const runtime::EventLoop& loop) -> store::Pool& {
        for (std::size_t i = 0; i < loops_.size(); ++i)
          if (&loops_.loop(i) == &loop) return *pools_[i];
        std::abort();
      },
      std::move(modules), std::move(settings));
  service_->start();
}

JobProcess::~JobProcess() {
  service_.reset();
  for (std::size_t i = 0; i < pools_.size(); ++i)
    loops_.call(i, [&, i] { pools_[i].reset(); });
  loops_.stop();
}

bool wait_until(const std::function<bool()>& done) {
  const auto deadline = store::testing::soon();
  while (!done()) {
    if (deadline.passed()) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

namespace {

Task<void> enqueue_all(store::testing::Database& database, std::int32_t tenant, std::string kind,
                       int first, int count, JobOptions options) {
  auto work = database.work(tenant);
  const Origin origin{clock::system_now(), "test"};
  const bool plain = !options.run_at && !options.unique_key && !options.id;
  std::vector<std::string> payloads;
  for (int i = first; i < first + count; ++i) {
    const auto payload = "{\"number\":" + std::to_string(i) + "}";
    if (plain) payloads.push_back(payload);
    else enqueue_text(work, kind, payload, origin, options);
  }
  if (plain) enqueue_texts(work, kind, payloads, origin, options);
  co_await work.commit();
}

}  // namespace

void enqueue_numbers(store::testing::Database& database, std::int32_t tenant, std::string kind,
                     int first, int count, JobOptions options) {
  constexpr int kAtOnce = 10'000;
  for (int done = 0; done < count; done += kAtOnce)
    store::testing::run_until_done(database.loop(),
                                   enqueue_all(database, tenant, kind, first + done,
                                               std::min(kAtOnce, count - done), options));
}

}  // namespace sangam::jobs::testing
