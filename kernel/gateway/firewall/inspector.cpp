#include "kernel/gateway/firewall/inspector.h"

#include <stdexcept>

#include "kernel/gateway/firewall/codec.h"
#include "kernel/sandbox/resident.h"
#include "kernel/telemetry/registry.h"

namespace sangam::gateway::firewall {

namespace {

using telemetry::registry;

constexpr std::string_view kProgram = "sangam_firewall";

sandbox::SandboxLimits limits_of(const InspectorSettings& settings) {
  sandbox::SandboxLimits limits;
  // Of a process that stays: days of computing, then a fresh one.
  limits.cpu_seconds = 10 * 86'400;
  limits.wall_ms = settings.patience_ms;
  limits.output_bytes = std::size_t{1} << 20;
  return limits;
}

}  // namespace

Inspector::Inspector(InspectorSettings settings)
    : settings_(std::move(settings)),
      duration_(registry().histogram("sangam_gateway_firewall_seconds",
                                     "Time in which the firewall judged a request")),
      hostile_(registry().counter("sangam_gateway_firewall_hostile_total",
                                  "Requests that the firewall found hostile")),
      busy_(registry().counter("sangam_gateway_firewall_busy_total",
                               "Requests that found the firewall's queue full")),
      failed_(registry().counter("sangam_gateway_firewall_failed_total",
                                 "Requests that the firewall could not judge")),
      pool_(std::make_unique<runtime::WorkerPool>(runtime::WorkerPoolSettings{
          .threads = settings_.threads, .queue_limit = settings_.queue_limit})) {}

Inspector::~Inspector() = default;

std::unique_ptr<sandbox::Resident> Inspector::take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty())
    return std::make_unique<sandbox::Resident>(settings_.command, limits_of(settings_));
  auto resident = std::move(idle_.back());
  idle_.pop_back();
  return resident;
}

void Inspector::give_back(std::unique_ptr<sandbox::Resident> resident) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(resident));
}

Verdict Inspector::inspect_now(const Message& message) {
  auto resident = take();
  const auto answer = resident->ask(encode(message));
  give_back(std::move(resident));
  if (!answer)
    throw std::runtime_error("The firewall failed: " + sandbox::describe(answer.error()));
  auto verdict = decode_verdict(*answer);
  if (!verdict) throw std::runtime_error("The firewall's answer cannot be read");
  return std::move(*verdict);
}

Task<Verdict> Inspector::inspect(runtime::EventLoop& loop, Message message) {
  if (pool_->is_full()) {
    busy_.add();
    throw runtime::pool_busy();
  }
  const auto started = runtime::monotonic_nanoseconds();
  bool failed = false;
  Verdict verdict;
  try {
    verdict = co_await runtime::run_on<Verdict>(
        *pool_, loop, [this, message = std::move(message)] { return inspect_now(message); });
  } catch (const std::runtime_error&) {
    failed = true;
  }
  if (failed) {
    failed_.add();
    throw Error{Code::unavailable, "The firewall could not judge this request."};
  }
  duration_.record(runtime::monotonic_nanoseconds() - started);
  if (verdict.hostile) hostile_.add();
  co_return verdict;
}

std::vector<std::string> firewall_command(const std::filesystem::path& folder) {
  const auto own = std::filesystem::read_symlink(sandbox::kOwnProgram);
  return {(own.parent_path() / kProgram).string(), folder.string()};
}

}  // namespace sangam::gateway::firewall
