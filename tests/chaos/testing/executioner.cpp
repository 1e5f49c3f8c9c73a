#include "tests/chaos/testing/executioner.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "kernel/clock/clock.h"
#include "kernel/store/child_process.h"

namespace sangam::chaos {

using namespace std::chrono_literals;
using runtime::Deadline;

Executioner::Executioner(std::string word) : word_(std::move(word) + " ") {
  unsigned seed = 0;
  clock::random_bytes({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
  std::cout << "seed " << seed << "\n";
  random_.seed(seed);
}

void Executioner::kill_often(int times, int long_times) {
  const auto* often = std::getenv("SANGAM_TEST_LONG");
  const int kills = often && *often ? long_times : times;
  while (server_kills_ < kills && !testing::Test::HasFatalFailure())
    start_and_kill();
}

void Executioner::drain(const std::function<void()>& look) {
  auto server = start("--drain");
  ASSERT_TRUE(server.listen(Deadline::in(120s), "drained"))
      << "what is under way does not end:\n"
      << store::file_tail(directory() / "log");
  hear(server);
  look();
  EXPECT_EQ(server.terminate(), 0);
}

std::string Executioner::summary() const {
  return fmt::format(
      "{} kills of the server, {} of the database; {} acknowledged, {} found under way",
      server_kills_, database_kills_, acknowledged_.size(), found_under_way_);
}

ServerProcess Executioner::start(const std::string& task) {
  return ServerProcess({task, directory()}, directory() / "log");
}

void Executioner::start_and_kill() {
  auto server = start("--work");
  switch (random_() % 5) {
    case 0:  // maybe while it starts
      server.listen(Deadline::in(any_duration(1, 900)));
      break;
    case 1:  // the database goes first
      run(server, any_duration(20, 400));
      kill_database();
      server.listen(Deadline::in(any_duration(1, 900)));
      break;
    case 2:  // both at once
      run(server, any_duration(20, 400));
      kill_database();
      break;
    default:
      run(server, any_duration(1, 600));
  }
  server.kill();
  ++server_kills_;
  hear(server);
}

void Executioner::run(ServerProcess& server, std::chrono::milliseconds duration) {
  ASSERT_TRUE(server.listen(Deadline::in(60s), "ready")) << "the server did not start:\n"
                                                         << store::file_tail(directory() / "log");
  server.listen(Deadline::in(duration));
}

void Executioner::kill_database() {
  std::ifstream file(directory() / "postgres" / "data" / "postmaster.pid");
  pid_t process = 0;
  if (!(file >> process) || process <= 1) return;
  ::kill(process, SIGKILL);
  ++database_kills_;
}

void Executioner::hear(const ServerProcess& server) {
  for (const auto& line : server.lines()) {
    if (line.starts_with(word_)) acknowledged_.insert(line.substr(word_.size()));
    if (line.starts_with("ready ")) found_under_way_ += std::stol(line.substr(6));
  }
}

std::chrono::milliseconds Executioner::any_duration(unsigned least, unsigned most) {
  return std::chrono::milliseconds(least + random_() % (most - least));
}

}  // namespace sangam::chaos
