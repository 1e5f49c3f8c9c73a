#pragma once

// Kills servers, their databases or both at random moments, and remembers what it heard of them.
//
// A server is this very program, started with "--work" or "--drain" and a directory; it says
// "ready N" when it serves, having found N things under way, a line beginning with a word of its
// own for each thing that it acknowledges, and "drained" when nothing is under way any more.

#include <functional>
#include <random>
#include <set>
#include <string>

#include "kernel/store/testing/temporary_folder.h"
#include "tests/chaos/testing/server_process.h"

namespace sangam::chaos {

class Executioner {
 public:
  // `word` begins the lines that acknowledge. Prints the seed of its choices.
  explicit Executioner(std::string word);

  std::filesystem::path directory() const { return folder_.path(); }

  // Starts a server that works, and kills it, so many times; `long_times` of them when
  // SANGAM_TEST_LONG is set. A server that does not start is a fatal failure of the test.
  void kill_often(int times, int long_times);
  // Starts a server that drains, looks when it has, and stops the server in order. What does not
  // come to that is a failure of the test.
  void drain(const std::function<void()>& look);

  const std::set<std::string>& acknowledged() const noexcept { return acknowledged_; }
  // Over all starts.
  long found_under_way() const noexcept { return found_under_way_; }
  // What was done, in a line for people.
  std::string summary() const;

 private:
  ServerProcess start(const std::string& task);
  void start_and_kill();
  void run(ServerProcess& server, std::chrono::milliseconds duration);
  void kill_database();
  void hear(const ServerProcess& server);
  std::chrono::milliseconds any_duration(unsigned least, unsigned most);

  const std::string word_;
  store::testing::TemporaryFolder folder_;
  std::mt19937 random_;
  int server_kills_ = 0;
  int database_kills_ = 0;
  std::set<std::string> acknowledged_;
  long found_under_way_ = 0;
};

}  // namespace sangam::chaos
