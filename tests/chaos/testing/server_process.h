#pragma once

// A server in a process of its own, to be killed, and what it said.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kernel/runtime/deadline.h"

namespace sangam::chaos {

class ServerProcess {
 public:
  // Runs this very program with `arguments`; its log is appended to `log`.
  ServerProcess(const std::vector<std::string>& arguments, const std::filesystem::path& log);
  ~ServerProcess();  // kills
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Listens until the deadline, until a line begins with `word`, or until the process is gone;
  // whether such a line came. An empty word never comes.
  bool listen(runtime::Deadline deadline, const std::string& word = {});
  // The lines so far.
  const std::vector<std::string>& lines() const noexcept { return lines_; }

  // SIGKILL; returns when the process is gone and everything it said is in lines().
  void kill();
  // SIGTERM; returns the exit status, 128 + signal when it was killed.
  int terminate();

 private:
  bool read_more(int patience_ms);
  int wait_for_end();

  pid_t process_ = 0;  // 0: gone
  int output_ = -1;
  bool ended_ = false;  // it says no more
  std::string rest_;    // of a line that is not complete
  std::vector<std::string> lines_;
};

}  // namespace sangam::chaos
