#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "base/assert.h"
#include "kernel/sandbox/child_watch.h"
#include "kernel/sandbox/sandbox.h"
#include "kernel/sandbox/start_child.h"

namespace sangam::sandbox {

namespace {

class Run {
 public:
  Run(Child child, std::string_view input, const SandboxLimits& limits)
      : child_(std::move(child)),
        input_(input),
        limits_(limits),
        deadline_(make_timer(limits.wall_ms)) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() { SANGAM_ASSERT(reaped_); }

  std::expected<std::string, SandboxError> result() {
    std::optional<SandboxFailure> stopped;
    try {
      stopped = exchange();
    } catch (...) {
      reap(true);
      throw;
    }
    const int status = reap(stopped.has_value());
    if (stopped) return std::unexpected(SandboxError{*stopped});
    if (auto error = error_of_status(status)) return std::unexpected(*error);
    return std::move(output_);
  }

 private:
  // Moves bytes both ways until the child has ended and its output is read, or a bound is reached.
  std::optional<SandboxFailure> exchange() {
    const SigpipeBlock no_signal;
    if (!deadline_.is_open()) return SandboxFailure::cannot_start;
    if (input_.empty()) child_.input.reset();
    while (child_.output.is_open() || child_.ended.is_open()) {
      std::array<pollfd, 4> waits{
          pollfd{child_.input.get(), POLLOUT, 0}, pollfd{child_.output.get(), POLLIN, 0},
          pollfd{child_.ended.get(), POLLIN, 0}, pollfd{deadline_.get(), POLLIN, 0}};
      if (poll(waits.data(), waits.size(), -1) < 0) continue;
      if (waits[3].revents != 0) return SandboxFailure::deadline_exceeded;
      if (waits[0].revents != 0) feed();
      if (waits[1].revents != 0) drain();
      if (output_.size() > limits_.output_bytes) return SandboxFailure::output_too_large;
      if (waits[2].revents != 0) child_.ended.reset();
    }
    return std::nullopt;
  }

  void feed() {
    const auto count = write(child_.input.get(), input_.data(), input_.size());
    if (count > 0) input_.remove_prefix(static_cast<std::size_t>(count));
    const bool refused = count < 0 && errno != EAGAIN && errno != EINTR;
    if (input_.empty() || refused) child_.input.reset();
  }

  void drain() {
    constexpr std::size_t kBlock = std::size_t{1} << 16;
    const auto filled = output_.size();
    output_.resize(filled + kBlock);
    const auto count = read(child_.output.get(), output_.data() + filled, kBlock);
    const int reason = errno;
    output_.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0 || (count < 0 && reason != EAGAIN && reason != EINTR)) child_.output.reset();
  }

  int reap(bool kill_first) noexcept {
    // Not yet waited for, so the number still names this child.
    if (kill_first) kill(child_.process, SIGKILL);
    int status = 0;
    while (waitpid(child_.process, &status, 0) < 0)
      SANGAM_ASSERT(errno == EINTR);
    reaped_ = true;
    return status;
  }

  Child child_;
  std::string_view input_;
  const SandboxLimits& limits_;
  Descriptor deadline_;
  std::string output_;
  bool reaped_ = false;
};

}  // namespace

std::expected<std::string, SandboxError> run_sandboxed(std::span<const std::string> command,
                                                       std::string_view input,
                                                       const SandboxLimits& limits) {
  SANGAM_ASSERT(!command.empty());
  SANGAM_ASSERT(limits.cpu_seconds > 0 && limits.wall_ms > 0);
  auto child = start_child(command, limits);
  if (!child) return std::unexpected(child.error());
  return Run(std::move(*child), input, limits).result();
}

}  // namespace sangam::sandbox
