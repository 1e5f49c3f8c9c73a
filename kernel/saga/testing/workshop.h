#pragma once

// A small saga of tests, and a runner for it: every effect is a row, so that a test counts them.

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernel/saga/attend.h"
#include "kernel/saga/runner.h"
#include "kernel/saga/start.h"
#include "kernel/saga/step_call.h"
#include "kernel/store/testing/database.h"

namespace sangam::saga::testing {

// Effects: one row each time one is committed. Nothing stops a second: tests look for it.
inline constexpr store::SchemaFile kWorkshopFiles[] = {{"001_workshop.sql", R"(
-- schema: workshop
-- table: workshop.effects scope=tenant app=select,insert relay=select
create table workshop.effects (
  tenant_id int4 not null, saga uuid not null, step text not null, undo bool not null,
  number int8 generated always as identity, primary key (tenant_id, saga, step, undo, number));
)"}};
inline constexpr store::ModuleSchema kWorkshop{"test/workshop", kWorkshopFiles};

inline constexpr store::Statement kEffect{
    "workshop.effect",
    "insert into workshop.effects (tenant_id, saga, step, undo) values ($1, $2, $3, $4)"};

struct Job {
  std::string refuse;  // the step that says no
  bool wait = false;   // for the signal
};
SANGAM_DESCRIBE(Job, (refuse, "The step that says no"), (wait, "Whether to wait for word"))
struct Work {
  std::int64_t steps = 0;
  std::string word;
};
SANGAM_DESCRIBE(Work, (steps, "How many were done"), (word, "What the signal said"))
struct Word {
  std::string text;
};
SANGAM_DESCRIBE(Word, (text, "What it says"))

// What steps do beside their row, by "step" or "undo step"; counted whether it throws or not.
struct Habits {
  bool counting = true;  // of one thread; off where several loops run the steps
  std::map<std::string, int> tries{};
  std::function<void(const std::string& what, int tries)> before = [](auto&, int) {};
};

// saw, drill, [word], paint; each but the last can be undone. `habits` outlives it.
Definition workshop(Habits& habits, std::int32_t tries = 3);

// Starts an instance in a transaction of its own.
void begin(store::testing::Database& database, const Registry& registry, std::int32_t tenant,
           const Uuid& id, const Job& job, std::string_view definition = "test.workshop");
void send_word(store::testing::Database& database, std::int32_t tenant, const Uuid& saga,
               const std::string& text);
// Moves an instance by hand; throws what attend() throws.
Status move_by_hand(store::testing::Database& database, const Registry& registry,
                    std::int32_t tenant, const Uuid& saga, Hand hand);

// A runner on the database's loop. Starts at once.
class Shop {
 public:
  Shop(store::testing::Database& database, const Registry& registry, RunnerSettings settings = {});
  ~Shop();  // stops

  void run_until(const std::function<bool()>& done);
  void run_for(std::chrono::milliseconds duration);
  void stop();
  SagaRunner& runner() noexcept { return runner_; }
  TenantClocks& clocks() noexcept { return clocks_; }

 private:
  static Task<void> run(SagaRunner& runner, bool& ended);

  store::testing::Database& database_;
  TenantClocks clocks_;
  SagaRunner runner_;
  bool ended_ = false;
};

}  // namespace sangam::saga::testing
