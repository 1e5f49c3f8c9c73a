#pragma once

// LimitAdmission: lets requests in, or says which limit they are over.

#include <array>
#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "kernel/api/admission.h"
#include "kernel/gateway/limits/limiter.h"
#include "kernel/runtime/loop_group.h"
#include "suites/platform/limits/claims_of.h"
#include "suites/platform/limits/limit_book.h"
#include "suites/platform/limits/work_gate.h"

namespace sangam::suites::platform::limits {

// Why requests were turned away, as counted.
enum class TurnedAwayBy : std::uint8_t {
  address,
  tenant,
  operation_class,
  user,
  key,
  calls_a_month,
  load,
  queue_full,
  waited_too_long
};
SANGAM_ENUM(TurnedAwayBy, address, tenant, operation_class, user, key, calls_a_month, load,
            queue_full, waited_too_long)
inline constexpr std::size_t kReasonsToTurnAway = 9;

// Those whose turns are counted: what works in a unit of work on one of the loop's sessions. Lanes
// take turns of their own, streams last, and processes wait for others.
bool takes_turns(const api::AdmissionQuestion& question) noexcept;

// Any loop of the group; made on the main thread before the first request, destroyed after the
// last.
class LimitAdmission final : public api::Admission {
 public:
  LimitAdmission(runtime::LoopGroup& loops, LimitBook& book, gates::Limiter& limiter,
                 gates::GateSettings settings);

  bool admit_now(const api::AdmissionQuestion& question, api::AdmissionNotes& notes) override;
  Task<void> admit(api::AdmissionQuestion question, api::AdmissionNotes& notes) override;
  void require_lookup(std::string_view remote_address) override;
  void count_failure(std::string_view remote_address) noexcept override;
  std::optional<api::WorkPlace> enter_now(const api::AdmissionQuestion& question) override;
  Task<api::WorkPlace> enter(api::AdmissionQuestion question, runtime::Deadline deadline) override;
  void leave(const runtime::EventLoop& loop, std::int32_t tenant) noexcept override;
  std::vector<api::AdmissionForecast> forecast(const api::AdmissionQuestion& question) override;

  // The level that requests of little worth are turned away at (shedder.h). Any thread.
  void set_shedding(int level) noexcept { shedding_.store(level, std::memory_order_relaxed); }
  int shedding() const noexcept { return shedding_.load(std::memory_order_relaxed); }
  std::uint64_t turned_away(TurnedAwayBy reason) const noexcept;
  // Copied on each loop by post(); some milliseconds old. Any thread.
  void look_at_gates();
  std::int64_t at_work() const noexcept;
  std::int64_t waiting() const noexcept;

 private:
  struct OfLoop {
    OfLoop(runtime::EventLoop& loop, gates::GateSettings settings)
        : loop(&loop), gate(loop, settings) {}
    runtime::EventLoop* loop;
    WorkGate gate;
    std::atomic<std::int64_t> at_work{0};
    std::atomic<std::int64_t> waiting{0};
  };

  OfLoop& of(const runtime::EventLoop& loop);
  void require_capacity(const api::AdmissionQuestion& question);
  void require_month(const api::Identity& identity, const Allowed& allowed);
  gates::Claims claims(const LimitPages& pages, const api::AdmissionQuestion& question,
                       std::int64_t now);
  // Throws when refused; notes are filled either way.
  void conclude(const gates::Claims& claims, const gates::Verdict& verdict,
                api::AdmissionNotes& notes, std::int64_t now);
  void count(TurnedAwayBy reason) noexcept;

  LimitBook& book_;
  gates::Limiter& limiter_;
  std::vector<std::unique_ptr<OfLoop>> loops_;
  std::atomic<int> shedding_{0};
  std::array<std::atomic<std::uint64_t>, kReasonsToTurnAway> turned_away_{};
};

}  // namespace sangam::suites::platform::limits
