#include "kernel/sandbox/start_child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <utility>
#include <vector>

#include "kernel/sandbox/exit_status.h"

namespace sangam::sandbox {

namespace {

// Sanitizers reserve terabytes of address space at start, so this limit cannot hold under them.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kLimitAddressSpace = false;
#else
constexpr bool kLimitAddressSpace = true;
#endif
#else
constexpr bool kLimitAddressSpace = true;
#endif

std::unexpected<SandboxError> cannot_start() {
  return std::unexpected(SandboxError{SandboxFailure::cannot_start, errno});
}

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

std::expected<Pipe, SandboxError> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_start();
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

bool limit(int resource, rlim_t soft, rlim_t hard) noexcept {
  const rlimit bounds{.rlim_cur = soft, .rlim_max = hard};
  return setrlimit(static_cast<__rlimit_resource>(resource), &bounds) == 0;
}

bool set_limits(const SandboxLimits& limits) noexcept {
  // The soft processor limit sends SIGXCPU, which names the reason; the hard one, a second later,
  // kills whatever ignores it.
  return limit(RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1) &&
         (!kLimitAddressSpace || limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes)) &&
         limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
         limit(RLIMIT_MEMLOCK, 0, 0);
}

// A server blocks or ignores signals that the child must feel.
bool reset_signals() noexcept {
  for (const int number : {SIGPIPE, SIGXCPU, SIGXFSZ, SIGSYS, SIGTERM, SIGINT, SIGHUP}) {
    signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  return sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
}

// Pipes become 0 and 1, errors go nowhere (the parser could print its input), all else is closed.
bool arrange_files(int input, int output) noexcept {
  const int nowhere = open("/dev/null", O_WRONLY);
  return nowhere >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
         dup2(nowhere, STDERR_FILENO) >= 0 &&
         syscall(SYS_close_range, STDERR_FILENO + 1, UINT_MAX, 0) == 0;
}

// Between fork and exec of a process with threads: async-signal-safe calls only, no allocation.
[[noreturn]] void become(char* const* arguments, int input, int output, pid_t parent,
                         const SandboxLimits& limits) noexcept {
  const bool ready = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
                     prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && setsid() > 0 &&
                     reset_signals() && arrange_files(input, output) && set_limits(limits) &&
                     limit(RLIMIT_NOFILE, 16, 16);
  if (ready) {
    char* const no_environment[] = {nullptr};
    execve(arguments[0], arguments, no_environment);
  }
  _exit(kExitCannotStart);
}

std::vector<char*> argument_vector(std::span<const std::string> command) {
  std::vector<char*> arguments;
  for (const auto& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  return arguments;
}

bool make_non_blocking(const Descriptor& descriptor) noexcept {
  const int flags = fcntl(descriptor.get(), F_GETFL);
  return flags >= 0 && fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK) == 0;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = other.release();
  }
  return *this;
}

void Descriptor::reset() noexcept {
  if (is_open()) close(release());
}

int Descriptor::release() noexcept { return std::exchange(number_, -1); }

std::expected<Child, SandboxError> start_child(std::span<const std::string> command,
                                               const SandboxLimits& limits) {
  auto input = make_pipe();
  if (!input) return std::unexpected(input.error());
  auto output = make_pipe();
  if (!output) return std::unexpected(output.error());
  if (!make_non_blocking(input->write_end) || !make_non_blocking(output->read_end)) {
    return cannot_start();
  }
  const auto arguments = argument_vector(command);
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) return cannot_start();
  if (process == 0) {
    become(arguments.data(), input->read_end.get(), output->write_end.get(), parent, limits);
  }
  Descriptor ended(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
  if (!ended.is_open()) {
    const int reason = errno;
    kill(process, SIGKILL);
    while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
    }
    return std::unexpected(SandboxError{SandboxFailure::cannot_start, reason});
  }
  return Child{process, std::move(ended), std::move(input->write_end), std::move(output->read_end)};
}

}  // namespace sangam::sandbox
