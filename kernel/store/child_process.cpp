#include "kernel/store/child_process.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>

#include "base/error.h"

namespace sangam::store {
namespace {

using namespace std::chrono_literals;

constexpr int kCannotPrepare = 126;
constexpr char kUnreachable[] =
    "cannot enter the working directory: every folder above it must be open (x) to this user\n";

OsUser describe_user(const passwd& entry) {
  OsUser user{.user = entry.pw_uid, .group = entry.pw_gid, .name = entry.pw_name, .groups = {}};
  int count = 64;
  user.groups.resize(static_cast<std::size_t>(count));
  if (getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count) < 0) count = 0;
  user.groups.resize(static_cast<std::size_t>(count));
  return user;
}

[[noreturn]] void no_user(const std::string& which) {
  throw Error(Code::unavailable, "the operating system does not know the user " + which +
                                     "; PostgreSQL needs one to run as");
}

// Everything the child needs, made before the fork.
struct Prepared {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  int output;
  bool change_user;
  pid_t parent;
};

// Runs in the child: async-signal-safe calls only.
[[noreturn]] void become(const ChildSettings& settings, const Prepared& prepared) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  if (settings.bound_to_us) setsid();
  dup2(prepared.output, STDOUT_FILENO);
  dup2(prepared.output, STDERR_FILENO);
  close_range(STDERR_FILENO + 1, ~0U, 0);
  const OsUser& user = settings.user;
  if (prepared.change_user && (setgroups(user.groups.size(), user.groups.data()) != 0 ||
                               setgid(user.group) != 0 || setuid(user.user) != 0))
    _exit(kCannotPrepare);
  // After setuid, which clears it.
  if (settings.bound_to_us && prctl(PR_SET_PDEATHSIG, SIGINT) != 0) _exit(kCannotPrepare);
  if (getppid() != prepared.parent) _exit(kCannotPrepare);
  umask(077);
  if (chdir(settings.working_directory.c_str()) != 0) {
    [[maybe_unused]] const auto written =
        write(STDERR_FILENO, kUnreachable, sizeof kUnreachable - 1);
    _exit(kCannotPrepare);
  }
  execve(prepared.arguments[0], prepared.arguments.data(), prepared.environment.data());
  _exit(kCannotPrepare);
}

int open_output(const std::filesystem::path& file) {
  if (file.empty()) return open("/dev/null", O_WRONLY | O_CLOEXEC);
  return open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

int exit_status(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

OsUser current_os_user() {
  const passwd* entry = getpwuid(geteuid());
  if (entry == nullptr) no_user("number " + std::to_string(geteuid()));
  return describe_user(*entry);
}

OsUser cluster_os_user(const std::filesystem::path& directory) {
  if (geteuid() != 0) return current_os_user();
  struct stat status{};
  const bool owned = stat(directory.c_str(), &status) == 0 && status.st_uid != 0;
  const passwd* entry = owned ? getpwuid(status.st_uid) : getpwnam("postgres");
  if (entry == nullptr)
    no_user(owned ? "number " + std::to_string(status.st_uid) : std::string("postgres"));
  return describe_user(*entry);
}

pid_t start_child(const ChildSettings& settings) {
  std::vector<std::string> texts{"PATH=/usr/bin:/bin", "LANG=C", "LC_ALL=C", "TZ=UTC"};
  Prepared prepared;
  for (const auto& argument : settings.arguments)
    prepared.arguments.push_back(const_cast<char*>(argument.c_str()));
  prepared.arguments.push_back(nullptr);
  for (auto& text : texts)
    prepared.environment.push_back(text.data());
  prepared.environment.push_back(nullptr);
  prepared.output = open_output(settings.output);
  prepared.change_user = geteuid() != settings.user.user;
  prepared.parent = getpid();
  if (prepared.output < 0)
    throw Error(Code::unavailable,
                "cannot write " + settings.output.string() + ": " + std::strerror(errno));
  const pid_t child = fork();
  if (child == 0) become(settings, prepared);
  close(prepared.output);
  if (child < 0)
    throw Error(Code::unavailable, std::string("cannot start a process: ") + std::strerror(errno));
  return child;
}

int run_child(const ChildSettings& settings, runtime::Deadline deadline) {
  const pid_t child = start_child(settings);
  for (auto pause = 1ms;; pause = std::min(pause * 2, 20ms)) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return exit_status(status);
    if (deadline.passed()) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      throw Error(Code::deadline_exceeded, settings.arguments.front() + " took too long");
    }
    std::this_thread::sleep_for(pause);
  }
}

std::string file_tail(const std::filesystem::path& file, std::size_t limit) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) return {};
  const auto size = static_cast<std::size_t>(stream.tellg());
  const std::size_t length = std::min(size, limit);
  std::string text(length, '\0');
  stream.seekg(static_cast<std::streamoff>(size - length));
  stream.read(text.data(), static_cast<std::streamsize>(length));
  return text;
}

}  // namespace sangam::store
