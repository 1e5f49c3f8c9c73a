#pragma once

// Sealer: links the audit's entries into chains and signs checkpoints, on a thread and a database
// session of its own. Every process runs one; an advisory lock of the session lets one of them
// seal, and the others take over when it ends.
//
// An entry is sealed once its transaction is older than every running one, so in the order of
// transactions; within one by time and id. A transaction that stays open holds sealing back.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "kernel/audit/sealer_session.h"
#include "kernel/runtime/deadline.h"
#include "kernel/telemetry/rounds.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::audit {

// Monotonic counters and gauges, read by any thread.
struct SealerCounters {
  std::atomic<std::uint64_t> entries{0};      // sealed
  std::atomic<std::uint64_t> batches{0};      // transactions that sealed any
  std::atomic<std::uint64_t> checkpoints{0};  // signed
  std::atomic<std::uint64_t> sessions{0};     // opened
  std::atomic<std::uint64_t> failures{0};     // sessions given up
  std::atomic<std::int64_t> newest_sealed_at{
      0};                            // nanoseconds: when a batch last left none waiting
  std::atomic<bool> sealing{false};  // whether this process has the lock
};

struct SealerSettings {
  std::string conninfo;  // of the role sangam_relay
  SigningKey key;
  std::chrono::nanoseconds sign_every = std::chrono::minutes(1);
  // Entries of this process that no request writes; asked for now and then, and at the end. The
  // sealer keeps what it cannot write and tries again.
  std::function<std::vector<OwnEntry>(Timestamp now, bool last)> own_entries;
};

// start and stop belong to one thread; the rest to any.
class Sealer {
 public:
  explicit Sealer(SealerSettings settings);
  ~Sealer();  // stops

  void start();
  // Seals and signs what can be, for kDrainPatience at most, then ends the thread. Idempotent.
  void stop();

  const SealerCounters& counters() const noexcept { return counters_; }
  PublicKey public_key() const { return settings_.key.public_key(); }
  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;
  // Whether it comes round, and how far behind it is. Any thread.
  telemetry::HealthVerdict health() const;

  static constexpr std::chrono::seconds kDrainPatience{5};

 private:
  void serve();
  std::chrono::milliseconds step();
  std::int64_t seal(bool sign_all);
  void write_own_entries(bool last);
  void lose_session(const std::exception& failure);
  void drain();
  void wait(std::chrono::milliseconds duration);

  const SealerSettings settings_;
  SealerCounters counters_;
  telemetry::Rounds rounds_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;

  // Of the thread.
  std::optional<SealerSession> session_;
  std::vector<OwnEntry> own_entries_;
  std::chrono::milliseconds idle_{1};
  std::chrono::milliseconds failing_{0};
  runtime::Deadline next_own_entries_ = runtime::Deadline::at(0);
  std::thread thread_;
};

}  // namespace sangam::audit
