#pragma once

// The whole event path of one consumer, relay included, on a test's database and loop.

#include <functional>
#include <string>
#include <vector>

#include "kernel/events/consumer_runner.h"
#include "kernel/events/relay.h"
#include "kernel/store/testing/database.h"

namespace sangam::events::testing {

// What tests emit.
struct Noted {
  static constexpr std::string_view kEventType = "test.noted";
  static constexpr std::int32_t kEventVersion = 1;
  std::string text;
};
SANGAM_DESCRIBE(Noted, (text, "What was noted"))

// Emits one note a text, in one transaction.
void note(store::testing::Database& database, std::int32_t tenant, const std::string& stream,
          const std::vector<std::string>& texts);

// Runs the loop until `done`; asserts after half a minute.
void run_until(runtime::EventLoop& loop, const std::function<bool()>& done);

// Belongs to the test's thread. Starts at once.
class EventPath {
 public:
  EventPath(store::testing::Database& database, Consumer consumer);
  ~EventPath();  // stops

  void run_until(const std::function<bool()>& done) { testing::run_until(loop_, done); }
  // Deliveries under way end. Idempotent.
  void stop();

  const Relay& relay() const noexcept { return relay_; }
  const ConsumerCounters& counters() const noexcept { return runner_.counters(); }

 private:
  static Task<void> run(ConsumerRunner& runner, bool& ended);

  runtime::EventLoop& loop_;
  Relay relay_;
  ConsumerRunner runner_;
  bool ended_ = false;
};

}  // namespace sangam::events::testing
