#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <new>

#include "base/assert.h"
#include "kernel/sandbox/exit_status.h"
#include "kernel/sandbox/sandbox.h"

namespace sangam::sandbox {

namespace {

// What reading, computing and writing need. Nothing here opens, connects, starts or changes
// anything.
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(write),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group),
                              SCMP_SYS(brk),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(madvise),
                              SCMP_SYS(futex),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(restart_syscall)};

struct ReleaseFilter {
  void operator()(void* filter) const noexcept { seccomp_release(filter); }
};

bool allow_if(scmp_filter_ctx filter, int call, const scmp_arg_cmp& argument) {
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &argument) == 0;
}

bool load_filter() {
  const std::unique_ptr<void, ReleaseFilter> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return false;
  for (const int call : kAllowed) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  // libxml2 asks for it with each document, and goes on without.
  if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOENT), SCMP_SYS(getcwd), 0) != 0)
    return false;
  // abort() sends itself a signal; a signal to another process stays forbidden.
  const scmp_arg_cmp own_process{
      .arg = 0, .op = SCMP_CMP_EQ, .datum_a = static_cast<scmp_datum_t>(getpid()), .datum_b = 0};
  // Third argument: protection. New code may not come into being after start.
  const scmp_arg_cmp no_code{
      .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC, .datum_b = 0};
  return allow_if(filter.get(), SCMP_SYS(tgkill), own_process) &&
         allow_if(filter.get(), SCMP_SYS(mmap), no_code) &&
         allow_if(filter.get(), SCMP_SYS(mprotect), no_code) && seccomp_load(filter.get()) == 0;
}

[[noreturn]] void end_out_of_memory() { _exit(kExitOutOfMemory); }

}  // namespace

void enter_sandbox() {
  std::set_new_handler(end_out_of_memory);
  const bool locked_in = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                         prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && load_filter();
  if (!locked_in) _exit(kExitCannotStart);
}

std::string read_sandbox_input() {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  std::string input;
  while (true) {
    const auto filled = input.size();
    input.resize(filled + kBlock);
    const auto count = read(STDIN_FILENO, input.data() + filled, kBlock);
    input.resize(filled + static_cast<std::size_t>(count > 0 ? count : 0));
    if (count == 0) return input;
    SANGAM_ASSERT(count > 0 || errno == EINTR);
  }
}

void finish_sandboxed(std::string_view output) {
  while (!output.empty()) {
    const auto count = write(STDOUT_FILENO, output.data(), output.size());
    SANGAM_ASSERT(count > 0 || errno == EINTR);
    if (count > 0) output.remove_prefix(static_cast<std::size_t>(count));
  }
  _exit(0);
}

}  // namespace sangam::sandbox
