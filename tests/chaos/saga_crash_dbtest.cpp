// Kills a server of sagas, its database or both at random moments, then reads the histories: every
// effect that the log tells of is there once, none beside; compensations only after a failure and
// in reverse order; nothing that was acknowledged is lost; and the code, run over each recorded log
// again, comes to the same end.

#include <gtest/gtest.h>

#include <iostream>

#include "kernel/saga/replay.h"
#include "kernel/store/batch_connection.h"
#include "kernel/store/cluster.h"
#include "kernel/store/rows.h"
#include "tests/chaos/testing/executioner.h"
#include "tests/chaos/testing/saga_server.h"

namespace sangam::chaos {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;

constexpr int kKills = 12;
constexpr int kKillsLong = 150;

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
  Executioner executioner("began");
  executioner.kill_often(kKills, kKillsLong);
  if (HasFatalFailure()) return;
  executioner.drain([&] {
    Historian historian(executioner.directory());
    const auto sagas = historian.sagas();
    for (const auto& id : executioner.acknowledged())
      EXPECT_TRUE(sagas.contains(id)) << id << " was acknowledged";
    for (const auto& id : sagas)
      historian.check(id);
    std::cout << executioner.summary() << ", " << historian.done << " done, "
              << historian.compensated << " compensated\n";
    // Otherwise nothing was tested.
    EXPECT_GT(historian.done, 50);
    EXPECT_GT(historian.compensated, 10);
    EXPECT_GT(executioner.found_under_way(), 0);
  });
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
