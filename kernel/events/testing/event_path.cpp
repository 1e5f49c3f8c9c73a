#include "kernel/events/testing/event_path.h"

#include "base/assert.h"
#include "kernel/api/json_writer.h"
#include "kernel/clock/clock.h"
#include "kernel/store/kernel_statements.h"

namespace sangam::events::testing {

namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::run_until_done;

Task<void> emit_all(Database& database, std::int32_t tenant, std::string stream,
                    std::vector<std::string> texts) {
  auto work = database.work(tenant);
  const auto now = clock::system_now();
  for (const auto& text : texts)
    work.later(store::kEmit, clock::new_uuid(now), stream, Noted::kEventType, Noted::kEventVersion,
               api::to_json(Noted{text}), now);
  co_await work.commit();
}

Task<void> watch(runtime::EventLoop& loop, const std::function<bool()>& done) {
  const auto deadline = store::testing::soon();
  while (!done()) {
    SANGAM_ASSERT(!deadline.passed());
    co_await runtime::sleep(loop, 1ms);
  }
}

}  // namespace

void note(Database& database, std::int32_t tenant, const std::string& stream,
          const std::vector<std::string>& texts) {
  run_until_done(database.loop(), emit_all(database, tenant, stream, texts));
}

void run_until(runtime::EventLoop& loop, const std::function<bool()>& done) {
  run_until_done(loop, watch(loop, done));
}

EventPath::EventPath(Database& database, Consumer consumer)
    : loop_(database.loop()),
      relay_(database.endpoint().as(store::Role::relay),
             [this] { loop_.post([this] { runner_.wake(); }); }),
      runner_(loop_, database.pool(store::Role::app), database.pool(store::Role::relay),
              relay_.head(), std::move(consumer)) {
  relay_.start();
  loop_.post([this] { start_detached(run(runner_, ended_)); });
}

EventPath::~EventPath() { stop(); }

Task<void> EventPath::run(ConsumerRunner& runner, bool& ended) {
  co_await runner.run();
  ended = true;
}

void EventPath::stop() {
  loop_.post([this] { runner_.stop(); });
  run_until([this] { return ended_; });
  relay_.stop();
  // What the relay posted last refers to us.
  bool flushed = false;
  loop_.post([&flushed] { flushed = true; });
  run_until([&flushed] { return flushed; });
}

}  // namespace sangam::events::testing
