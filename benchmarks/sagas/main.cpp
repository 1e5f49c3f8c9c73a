// Bench: three-step sagas to their end on one event loop, durable, and the statements each takes.
//
//   bench_sagas [--sagas N] [--sessions N] [--rounds N]
//
// On a private cluster of its own, in the temporary folder, with everything durable.

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "base/command_line/command_line.h"
#include "benchmarks/sagas/workload.h"
#include "kernel/clock/clock.h"
#include "kernel/store/cluster.h"
#include "kernel/store/roles.h"

namespace sangam::benchmarks {
namespace {

runtime::Deadline patience() { return runtime::Deadline::in(std::chrono::minutes(2)); }

struct Arguments {
  std::int64_t sagas = 4'000;
  std::size_t sessions = 16;
  std::size_t rounds = 3;
};

// Removed at the end; PostgreSQL's own user passes through it.
struct Folder {
  Folder()
      : path(std::filesystem::temp_directory_path() /
             ("bench-sagas-" + to_hex(clock::new_uuid(clock::system_now())))) {
    using std::filesystem::perms;
    std::filesystem::create_directory(path);
    std::filesystem::permissions(path, perms::owner_all | perms::group_exec | perms::others_exec);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path path;
};

int run(const Arguments& arguments) {
  const Folder folder;
  store::Cluster cluster({.directory = folder.path});
  cluster.start(patience());
  const auto endpoint = cluster.endpoint();
  store::bootstrap(cluster.maintenance_endpoint(), endpoint, "sangam", patience());
  prepare_sagas(endpoint);
  std::vector<double> speeds;
  double statements = 0;
  for (std::size_t round = 0; round < arguments.rounds; ++round) {
    const auto figures = measure_sagas(endpoint, arguments.sagas, arguments.sessions);
    fmt::print(stderr, "round {}: {:.0f} sagas/s\n", round + 1, figures.per_second);
    speeds.push_back(figures.per_second);
    statements = std::max(statements, figures.statements_per_saga);
  }
  cluster.stop();
  std::ranges::sort(speeds);
  fmt::print("bench=sagas figure=three_steps ours={:.0f} unit=per_s peer=none theirs=- ratio=-\n",
             speeds[speeds.size() / 2]);
  fmt::print("bench=sagas figure=statements ours={:.2f} unit=per_saga peer=none theirs=- ratio=-\n",
             statements);
  return 0;
}

int main_of(int count, char** words) {
  command_line::Program program("bench_sagas", "Three-step sagas, durable");
  Arguments arguments;
  program.option("--sagas", arguments.sagas, "A round").positive();
  program.option("--sessions", arguments.sessions, "Of the pool").between(1, 64);
  program.option("--rounds", arguments.rounds, "The median counts").positive();
  if (const auto stopped = program.parse(command_line::words_of(count, words))) return *stopped;
  return run(arguments);
}

}  // namespace
}  // namespace sangam::benchmarks

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  try {
    return sangam::benchmarks::main_of(count, words);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_sagas: %s\n", failure.what());
    return 1;
  }
}
