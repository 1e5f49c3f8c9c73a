#include "suites/platform/limits/load_watch.h"

#include <algorithm>

#include "kernel/telemetry/log.h"

namespace sangam::suites::platform::limits {

namespace {

constexpr std::chrono::milliseconds kEvery{250};

}  // namespace

LoadWatch::LoadWatch(runtime::LoopGroup& loops, sangam::gateway::limits::ShedSettings settings,
                     std::function<void(int level)> told)
    : loops_(loops), shedder_(settings), told_(std::move(told)) {
  for (std::size_t i = 0; i < loops.size(); ++i)
    probes_.push_back(std::make_unique<Probe>());
  thread_ = std::thread([this] { serve(); });
}

LoadWatch::~LoadWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
  // Behind every probe: when it has run, none is left.
  for (std::size_t i = 0; i < loops_.size(); ++i)
    loops_.call(i, [] {});
}

// What is still on its way is as late as it has been so far.
std::int64_t LoadWatch::look_at_loops(std::int64_t now) {
  std::int64_t worst = 0;
  for (std::size_t i = 0; i < probes_.size(); ++i) {
    auto& probe = *probes_[i];
    if (const auto posted = probe.posted.load(); posted != 0) {
      worst = std::max(worst, now - posted);
      continue;
    }
    worst = std::max(worst, probe.took.load());
    probe.posted = now;
    loops_.loop(i).post([&probe] {
      probe.took = runtime::monotonic_nanoseconds() - probe.posted.load();
      probe.posted = 0;
    });
  }
  return worst;
}

void LoadWatch::serve() {
  std::unique_lock lock(mutex_);
  int level = 0;
  while (!wake_.wait_for(lock, kEvery, [this] { return stopping_; })) {
    const auto now = runtime::monotonic_nanoseconds();
    lag_ = look_at_loops(now);
    cpu_share_ = pressure_.share(now);
    const int next = shedder_.look({lag_, cpu_share_});
    if (next > 0 && level == 0)
      log::warning("requests are turned away for want of processors",
                   {{"lag_ms", std::to_string(lag_ / 1'000'000)}});
    if (next == 0 && level > 0) log::info("nothing is turned away for want of processors any more");
    level = next;
    told_(level);
  }
}

}  // namespace sangam::suites::platform::limits
