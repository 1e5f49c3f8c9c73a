#pragma once

// Inspector: has requests judged by the firewall (engine/rule_engine.h) in processes of their own,
// which can do nothing else, by threads of its own, so that event loops never wait for it; and no
// more requests at a time than its queue holds.

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/task.h"
#include "kernel/gateway/firewall/message.h"
#include "kernel/runtime/worker_pool.h"
#include "kernel/telemetry/metrics.h"

namespace sangam::sandbox {
class Resident;
}

namespace sangam::gateway::firewall {

struct InspectorSettings {
  // The program that judges, with its arguments: apps/sangam_firewall.
  std::vector<std::string> command;
  std::size_t threads = 1;  // and processes
  std::size_t queue_limit = 128;
  std::uint32_t patience_ms = 2'000;  // for one request; the first waits for the rules to be read
};

// Any loop. Destroy it when no request waits for it.
class Inspector {
 public:
  explicit Inspector(InspectorSettings settings);
  ~Inspector();
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;

  // On `loop`. Throws Error{unavailable} when the queue is full or the firewall failed: whoever
  // asks says what that means.
  Task<Verdict> inspect(runtime::EventLoop& loop, Message message);
  // The same on the calling thread, which waits: at start, to see that the firewall works. Throws
  // std::runtime_error with what is wrong.
  Verdict inspect_now(const Message& message);

 private:
  std::unique_ptr<sandbox::Resident> take();
  void give_back(std::unique_ptr<sandbox::Resident> resident);

  const InspectorSettings settings_;
  telemetry::Histogram& duration_;
  telemetry::Counter& hostile_;
  telemetry::Counter& busy_;
  telemetry::Counter& failed_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<sandbox::Resident>> idle_;  // as many as threads at most
  std::unique_ptr<runtime::WorkerPool> pool_;             // last: its threads use the others
};

// The program that judges, beside the one that runs, reading the rules in `folder`.
std::vector<std::string> firewall_command(const std::filesystem::path& folder);

}  // namespace sangam::gateway::firewall
