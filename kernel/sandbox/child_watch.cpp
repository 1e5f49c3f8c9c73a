#include "kernel/sandbox/child_watch.h"

#include <sys/timerfd.h>
#include <sys/wait.h>

#include "base/assert.h"
#include "kernel/sandbox/exit_status.h"

namespace sangam::sandbox {

Descriptor make_timer(std::uint32_t ms) noexcept {
  Descriptor timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  const itimerspec after{.it_interval = {},
                         .it_value = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1'000'000L}};
  if (timer.is_open() && timerfd_settime(timer.get(), 0, &after, nullptr) != 0) timer.reset();
  return timer;
}

SigpipeBlock::SigpipeBlock() {
  sigemptyset(&pipe_);
  sigaddset(&pipe_, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
}

SigpipeBlock::~SigpipeBlock() {
  if (sigismember(&before_, SIGPIPE) == 0) {
    const timespec at_once{};
    while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<SandboxError> error_of_status(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    if (number == SIGXCPU) return SandboxError{SandboxFailure::cpu_exceeded};
    if (number == SIGSYS) return SandboxError{SandboxFailure::forbidden_call};
    return SandboxError{SandboxFailure::crashed, number};
  }
  SANGAM_ASSERT(WIFEXITED(status));
  switch (const int code = WEXITSTATUS(status)) {
    case 0:
      return std::nullopt;
    case kExitCannotStart:
      return SandboxError{SandboxFailure::cannot_start};
    case kExitOutOfMemory:
      return SandboxError{SandboxFailure::memory_exceeded};
    default:
      return SandboxError{SandboxFailure::failed, code};
  }
}

}  // namespace sangam::sandbox
