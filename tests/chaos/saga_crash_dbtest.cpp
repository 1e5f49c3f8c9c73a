// Kills a server of sagas, its database or both at random moments, then reads the histories: every
// effect that the log tells of is there once, none beside; compensations only after a failure and
// in reverse order; nothing that was acknowledged is lost; and the code, run over each recorded log
// again, comes to the same end.

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <set>

#include "kernel/clock/clock.h"
#include "kernel/saga/replay.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/child_process.h"
#include "kernel/store/cluster.h"
#include "kernel/store/rows.h"
#include "kernel/store/testing/temporary_folder.h"
#include "tests/chaos/testing/saga_server.h"
#include "tests/chaos/testing/server_process.h"

namespace sangam::chaos {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr int kKills = 12;
constexpr int kKillsLong = 150;

class Executioner {
 public:
  explicit Executioner(unsigned seed) : random_(seed) {}

  std::filesystem::path directory() const { return folder_.path(); }
  ServerProcess start(SagaTask task) {
    return ServerProcess({task == SagaTask::work ? "--work" : "--drain", directory()},
                         directory() / "log");
  }
  void start_and_kill() {
    auto server = start(SagaTask::work);
    const auto way = random_() % 4;
    if (way == 0) {  // maybe while it starts
      server.listen(Deadline::in(in_ms(1, 900)));
    } else {
      ASSERT_TRUE(server.listen(Deadline::in(60s), "ready"))
          << store::file_tail(directory() / "log");
      server.listen(Deadline::in(in_ms(20, 600)));
      if (way == 1) kill_database();
      if (way == 1) server.listen(Deadline::in(in_ms(1, 600)));
    }
    server.kill();
    hear(server);
  }
  void hear(const ServerProcess& server) {
    for (const auto& line : server.lines()) {
      if (line.starts_with("began ")) began.insert(line.substr(6));
      if (line.starts_with("ready ")) found_under_way += std::stol(line.substr(6));
    }
  }

  std::set<std::string> began;  // acknowledged
  long found_under_way = 0;
  int database_kills = 0;

 private:
  std::chrono::milliseconds in_ms(unsigned least, unsigned most) {
    return std::chrono::milliseconds(least + random_() % (most - least));
  }
  void kill_database() {
    std::ifstream file(directory() / "postgres" / "data" / "postmaster.pid");
    pid_t process = 0;
    if (!(file >> process) || process <= 1) return;
    ::kill(process, SIGKILL);
    ++database_kills;
  }

  store::testing::TemporaryFolder folder_;
  std::mt19937 random_;
};

struct EffectRow {
  std::string step;
  bool undo = false;
};
SANGAM_DESCRIBE(EffectRow, (step, ""), (undo, ""))

struct SagaRow {
  std::string input;
  std::string state;
  std::string hash;
  saga::Status status = saga::Status::running;
  bool backward = false;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  std::string marks;
  std::optional<std::string> failure;
};
SANGAM_DESCRIBE(SagaRow, (input, ""), (state, ""), (hash, ""), (status, ""), (backward, ""),
                (step, ""), (attempt, ""), (marks, ""), (failure, ""))

// Reads one history after the other.
class Historian {
 public:
  explicit Historian(const std::filesystem::path& directory)
      : session_(store::running_cluster(directory)->endpoint.as(store::Role::root),
                 Deadline::in(30s)) {
    definition_ = saga::testing::workshop(habits_);
  }

  std::set<std::string> sagas() {
    const auto result = session_.script("select id from kernel.sagas", Deadline::in(30s));
    std::set<std::string> ids;
    for (int i = 0; i < result.rows(); ++i)
      ids.emplace(result.value(i, 0));
    return ids;
  }

  void check(const std::string& id) {
    const auto recording = read(id);
    const auto divergence = saga::replay(definition_, recording);
    EXPECT_FALSE(divergence.has_value())
        << id << " entry " << divergence->n << ": " << divergence->what;
    std::vector<std::pair<std::string, bool>> told;
    bool failed = false;
    for (const auto& entry : recording.log) {
      failed =
          failed || entry.kind == saga::EntryKind::refused || entry.kind == saga::EntryKind::failed;
      if (entry.kind == saga::EntryKind::done) told.emplace_back(entry.step, false);
      if (entry.kind != saga::EntryKind::undone) continue;
      EXPECT_TRUE(failed) << id << " was undone without a failure";
      told.emplace_back(entry.step, true);
    }
    EXPECT_EQ(told, effects(id)) << id;
    (recording.progress.status == saga::Status::done ? done : compensated)++;
  }

  long done = 0;
  long compensated = 0;

 private:
  template <class Row>
  std::vector<Row> rows(const std::string& sql) {
    return store::read_rows<Row>(session_.script(sql, Deadline::in(30s)));
  }
  saga::Recording read(const std::string& id) {
    const auto row = rows<SagaRow>(
                         "select input, state, definition_hash as hash, status, backward, step,"
                         " attempt, marks, failure from kernel.sagas where id = '" +
                         id + "'")
                         .at(0);
    return {.definition = definition_.name,
            .definition_hash = row.hash,
            .input = row.input,
            .state = row.state,
            .progress = {.status = row.status,
                         .backward = row.backward,
                         .step = row.step,
                         .attempt = row.attempt,
                         .marks = row.marks,
                         .failure = row.failure},
            .log = rows<saga::Entry>("select n, kind, step, at, actor, detail, payload, state"
                                     " from kernel.saga_log where saga_id = '" +
                                     id + "' order by n")};
  }
  std::vector<std::pair<std::string, bool>> effects(const std::string& id) {
    std::vector<std::pair<std::string, bool>> effects;
    for (const auto& row : rows<EffectRow>(
             "select step, undo from workshop.effects where saga = '" + id + "' order by number"))
      effects.emplace_back(row.step, row.undo);
    return effects;
  }

  store::BatchConnection session_;
  saga::testing::Habits habits_;
  saga::Definition definition_;
};

TEST(SagaCrash, LosesNothingAndDoesNothingTwice) {
  unsigned seed = 0;
  clock::random_bytes({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
  std::cout << "seed " << seed << "\n";
  const auto* often = std::getenv("SANGAM_TEST_LONG");
  const int kills = often && *often ? kKillsLong : kKills;
  Executioner executioner(seed);
  for (int i = 0; i < kills; ++i) {
    executioner.start_and_kill();
    if (HasFatalFailure()) return;
  }
  auto server = executioner.start(SagaTask::drain);
  ASSERT_TRUE(server.listen(Deadline::in(120s), "drained"))
      << "sagas do not end:\n"
      << store::file_tail(executioner.directory() / "log");
  executioner.hear(server);
  {
    Historian historian(executioner.directory());
    const auto sagas = historian.sagas();
    for (const auto& id : executioner.began)
      EXPECT_TRUE(sagas.contains(id)) << id << " was acknowledged";
    for (const auto& id : sagas)
      historian.check(id);
    std::cout << kills << " kills of the server, " << executioner.database_kills
              << " of the database; " << executioner.began.size() << " acknowledged, "
              << historian.done << " done, " << historian.compensated << " compensated, "
              << executioner.found_under_way << " found under way\n";
    // Otherwise nothing was tested.
    EXPECT_GT(historian.done, 50);
    EXPECT_GT(historian.compensated, 10);
    EXPECT_GT(executioner.found_under_way, 0);
  }
  EXPECT_EQ(server.terminate(), 0);
}

}  // namespace
}  // namespace sangam::chaos

int main(int argc, char** argv) {
  const std::string_view word = argc == 3 ? argv[1] : "";
  if (word == "--work")
    return sangam::chaos::run_saga_server(argv[2], sangam::chaos::SagaTask::work);
  if (word == "--drain")
    return sangam::chaos::run_saga_server(argv[2], sangam::chaos::SagaTask::drain);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
