#include "tests/chaos/testing/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "base/assert.h"

namespace sangam::chaos {

ServerProcess::ServerProcess(const std::vector<std::string>& arguments,
                             const std::filesystem::path& log) {
  int pipe_ends[2];
  SANGAM_ASSERT(pipe2(pipe_ends, O_CLOEXEC) == 0);
  output_ = pipe_ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<char*> pointers{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  SANGAM_ASSERT(
      posix_spawn(&process_, program.c_str(), &actions, nullptr, pointers.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
}

ServerProcess::~ServerProcess() {
  kill();
  close(output_);
}

// False at the end of the output, or when nothing came.
bool ServerProcess::read_more(int patience_ms) {
  pollfd descriptor{output_, POLLIN, 0};
  if (poll(&descriptor, 1, patience_ms) <= 0) return false;
  char buffer[4096];
  const auto size = read(output_, buffer, sizeof buffer);
  if (size <= 0) {
    ended_ = true;
    return false;
  }
  for (const char c : std::string_view(buffer, static_cast<std::size_t>(size))) {
    if (c != '\n') rest_ += c;
    else lines_.push_back(std::exchange(rest_, {}));
  }
  return true;
}

bool ServerProcess::listen(runtime::Deadline deadline, const std::string& word) {
  std::size_t seen = 0;
  for (;;) {
    for (; seen < lines_.size(); ++seen)
      if (!word.empty() && lines_[seen].starts_with(word)) return true;
    const auto left = std::chrono::ceil<runtime::milliseconds>(deadline.remaining()).count();
    if (left <= 0 || ended_) return false;
    read_more(static_cast<int>(std::min<std::int64_t>(left, 1'000)));
  }
}

int ServerProcess::wait_for_end() {
  int status = 0;
  SANGAM_ASSERT(waitpid(std::exchange(process_, 0), &status, 0) > 0);
  while (read_more(0)) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ServerProcess::kill() {
  if (process_ == 0) return;
  ::kill(process_, SIGKILL);
  wait_for_end();
}

int ServerProcess::terminate() {
  ::kill(process_, SIGTERM);
  return wait_for_end();
}

}  // namespace sangam::chaos
