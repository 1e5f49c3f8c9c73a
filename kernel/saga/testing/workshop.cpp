#include "kernel/saga/testing/workshop.h"

#include "kernel/clock/clock.h"

namespace sangam::saga::testing {

namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::run_until_done;

Task<Outcome> leave_effect(StepCall& call, Habits& habits) {
  const auto& name = call.step().name;
  const auto what = call.compensating() ? "undo " + name : name;
  if (habits.counting) habits.before(what, ++habits.tries[what]);
  if (!call.compensating() && call.input<Job>().refuse == name)
    co_return Outcome::refused("told to");
  call.later(kEffect, call.saga(), name, call.compensating());
  if (!call.compensating()) ++call.state<Work>().steps;
  co_return Outcome::done();
}

Step work_step(Habits& habits, std::string name, std::int32_t tries) {
  const Act act = [&habits](StepCall& call) { return leave_effect(call, habits); };
  return {.name = name,
          .text = "Leaves a row",
          .act = act,
          .compensate = name == "paint" ? Act() : act,
          .retry = {.tries = tries, .first_pause = 1ms, .longest_pause = 5ms},
          .timeout = 2s};
}

Task<void> begin_one(Database& database, const Registry& registry, std::int32_t tenant, Uuid id,
                     Job job, std::string definition) {
  auto work = database.work(tenant);
  start(work, registry, definition, {.id = id, .actor = "test", .now = clock::system_now()}, job);
  co_await work.commit();
}

Task<void> send(Database& database, std::int32_t tenant, Uuid saga, Word word) {
  auto work = database.work(tenant);
  signal(work, saga, clock::new_uuid(clock::system_now()), "word", word);
  co_await work.commit();
}

Task<Status> attend_one(Database& database, const Registry& registry, std::int32_t tenant,
                        Uuid saga, Hand hand) {
  auto work = database.work(tenant);
  const auto instance = co_await attend(work, registry, saga, std::move(hand));
  co_await work.commit();
  co_return instance.progress.status;
}

Task<void> watch(runtime::EventLoop& loop, const std::function<bool()>& done) {
  const auto deadline = store::testing::soon();
  while (!done()) {
    SANGAM_ASSERT(!deadline.passed());
    co_await runtime::sleep(loop, 1ms);
  }
}

}  // namespace

Definition workshop(Habits& habits, std::int32_t tries) {
  return {.name = "test.workshop",
          .summary = "Three rows",
          .input = data_type<Job>(),
          .state = data_type<Work>(),
          .steps = {work_step(habits, "saw", tries),
                    work_step(habits, "drill", tries),
                    {.name = "word",
                     .text = "Waits for word",
                     .kind = StepKind::signal,
                     .timeout = 3600s,
                     .when = [](const View& view) { return view.input<Job>().wait; },
                     .payload = data_type<Word>(),
                     .receive =
                         [](const Arrival& arrival) {
                           arrival.state<Work>().word = arrival.payload<Word>().text;
                           return arrival.payload<Word>().text == "no" ? Outcome::refused("no")
                                                                       : Outcome::done();
                         }},
                    work_step(habits, "paint", tries)}};
}

void begin(Database& database, const Registry& registry, std::int32_t tenant, const Uuid& id,
           const Job& job, std::string_view definition) {
  run_until_done(database.loop(),
                 begin_one(database, registry, tenant, id, job, std::string(definition)));
}

void send_word(Database& database, std::int32_t tenant, const Uuid& saga, const std::string& text) {
  run_until_done(database.loop(), send(database, tenant, saga, {text}));
}

Status move_by_hand(Database& database, const Registry& registry, std::int32_t tenant,
                    const Uuid& saga, Hand hand) {
  return run_until_done(database.loop(),
                        attend_one(database, registry, tenant, saga, std::move(hand)));
}

Shop::Shop(Database& database, const Registry& registry, RunnerSettings settings)
    : database_(database),
      runner_(database.loop(), database.pool(store::Role::app), database.pool(store::Role::relay),
              registry, clocks_, settings) {
  database.loop().post([this] { start_detached(run(runner_, ended_)); });
}

Shop::~Shop() { stop(); }

Task<void> Shop::run(SagaRunner& runner, bool& ended) {
  co_await runner.run();
  ended = true;
}

void Shop::run_until(const std::function<bool()>& done) {
  run_until_done(database_.loop(), watch(database_.loop(), done));
}

void Shop::run_for(std::chrono::milliseconds duration) {
  run_until_done(database_.loop(), runtime::sleep(database_.loop(), duration));
}

void Shop::stop() {
  if (ended_) return;
  runner_.stop();
  run_until([this] { return ended_; });
}

}  // namespace sangam::saga::testing
