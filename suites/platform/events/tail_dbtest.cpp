// Tails on a real log: from where they are told, once each, and read once for all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/stream_run.h"
#include "kernel/events/schema.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/events/events.h"

namespace sangam::suites::platform {
namespace {

using namespace std::chrono_literals;
using store::testing::Database;
using store::testing::run_until_done;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NoInput final : public api::InputSource {
 public:
  explicit NoInput(TailEvents request = {}) : request_(std::move(request)) {}
  void read(const Type&, void* value) override { *static_cast<TailEvents*>(value) = request_; }
  api::Body& body() override { SANGAM_ASSERT(false); }

 private:
  TailEvents request_;
};

// One tail and the ids that it gave so far.
struct Tail {
  std::unique_ptr<api::StreamFeed> feed;
  std::vector<std::string> ids;
};

class TailTest : public ::testing::Test {
 protected:
  TailTest() {
    declare(module_, services_);
    database_.execute("select kernel.extend_log(1, 100000)");
  }

  // Events of tenant 7 at every position, of tenant 8 at none.
  void add(int first, int last, std::string_view type = "test.paid") {
    const auto range = std::to_string(first) + ", " + std::to_string(last);
    database_.execute(
        "insert into kernel.events (tenant_id, position, id, stream, type, version, payload,"
        " occurred_at) select 7, n, gen_random_uuid(), 's' || n % 2, '" +
        std::string(type) + "', 1, '{}', n from generate_series(" + range + ") n");
  }

  Task<bool> open(Tail& tail, std::string after, TailEvents request, std::int32_t tenant) {
    // As a request does: what it asks for at once is asked for on the loop.
    co_await runtime::resume_on(database_.loop());
    auto identity = std::make_shared<api::Identity>();
    identity->tenant = std::make_shared<api::Tenant>();
    identity->tenant->number = tenant;
    NoInput input(std::move(request));
    const auto operation =
        std::ranges::find(module_.operations(), "events.tail", &api::Operation::name);
    tail.feed = co_await api::start_feed(
        {.parts = {.operation = &*operation,
                   .identity = identity,
                   .loop = &database_.loop(),
                   .pools = {.app = &database_.pool(), .auth = &database_.pool(store::Role::auth)},
                   .system_time = {1'700'000'000'000'000'000}},
         .last_event_id = std::move(after)},
        input);
    start_detached(collect(tail));
    co_return true;
  }
  static Task<void> collect(Tail& tail) {
    while (auto item = co_await tail.feed->next())
      tail.ids.push_back(item->is_problem ? "problem" : item->id);
    tail.feed.reset();
  }
  void begin(Tail& tail, std::string after, TailEvents request = {}, std::int32_t tenant = 7) {
    run_until_done(database_.loop(), open(tail, std::move(after), std::move(request), tenant));
  }

  Task<bool> pass(std::chrono::milliseconds duration) {
    co_await runtime::sleep(database_.loop(), duration);
    co_return true;
  }
  // Until all tails have so many ids; two seconds at most.
  Task<bool> wait_for(std::size_t count) {
    const auto end = runtime::Deadline::in(2s);
    while (!end.passed() &&
           !std::ranges::all_of(tails_, [&](const Tail& tail) { return tail.ids.size() >= count; }))
      co_await runtime::sleep(database_.loop(), 1ms);
    co_return true;
  }
  void collect_until(std::size_t count) { run_until_done(database_.loop(), wait_for(count)); }
  // On the loop: when one ends, another one reads.
  Task<bool> close_all() {
    co_await runtime::resume_on(database_.loop());
    for (auto& tail : tails_)
      if (tail.feed) tail.feed->close();
    co_await runtime::sleep(database_.loop(), 50ms);
    co_return true;
  }
  void TearDown() override {
    run_until_done(database_.loop(), close_all());
    for (const auto& tail : tails_)
      EXPECT_FALSE(tail.feed) << "ends when it is closed";
  }

  Database database_{{events::schema()}};
  api::Module module_{"events"};
  EventsModule services_;
  std::deque<Tail> tails_;
};

std::vector<std::string> numbers(int first, int last) {
  std::vector<std::string> all;
  for (int i = first; i <= last; ++i)
    all.push_back(std::to_string(i));
  return all;
}

TEST_F(TailTest, GoesOnBehindAnIdAndTellsWhatComes) {
  add(1, 1'000);
  begin(tails_.emplace_back(), "400");
  collect_until(600);
  EXPECT_EQ(tails_[0].ids, numbers(401, 1'000));
  add(1'001, 1'002);
  services_.queries.log_grew();
  collect_until(602);
  EXPECT_EQ(tails_[0].ids.back(), "1002");
}

TEST_F(TailTest, BeginsWithWhatIsNewUnlessSaid) {
  add(1, 10);
  begin(tails_.emplace_back(), "");
  begin(tails_.emplace_back(), "", {.after = Bounded<0, INT64_MAX>{8}});
  TailEvents odd{.stream = StreamName::of("s1")};
  begin(tails_.emplace_back(), "0", odd);
  TailEvents others;
  others.type.push_back(TypeName::of("test.refunded"));
  begin(tails_.emplace_back(), "0", others);
  begin(tails_.emplace_back(), "0", {}, 8);
  add(11, 11);
  add(12, 12, "test.refunded");
  run_until_done(database_.loop(), pass(600ms));
  EXPECT_THAT(tails_[0].ids, ElementsAre("11", "12")) << "without being told that the log grew";
  EXPECT_THAT(tails_[1].ids, ElementsAre("9", "10", "11", "12"));
  EXPECT_THAT(tails_[2].ids, ElementsAre("1", "3", "5", "7", "9", "11"));
  EXPECT_THAT(tails_[3].ids, ElementsAre("12"));
  EXPECT_THAT(tails_[4].ids, IsEmpty()) << "another tenant";
}

TEST_F(TailTest, ReadsOnceForAllWhoFollow) {
  add(1, 10);
  for (int i = 0; i < 100; ++i)
    begin(tails_.emplace_back(), "10");
  const auto before = database_.pool().health().exchanges;
  for (int position = 11; position <= 20; ++position) {
    add(position, position);
    services_.queries.log_grew();
    collect_until(static_cast<std::size_t>(position - 10));
  }
  for (const auto& tail : tails_)
    ASSERT_EQ(tail.ids, numbers(11, 20));
  EXPECT_LT(database_.pool().health().exchanges - before, 100U) << "for a thousand deliveries";
}

// One who is far behind, one who is ahead of everything, and those between share a window.
TEST_F(TailTest, LosesNothingWherePositionsDiffer) {
  add(1, 2'000);
  begin(tails_.emplace_back(), "2000");
  begin(tails_.emplace_back(), "99000");
  begin(tails_.emplace_back(), "0");
  add(2'001, 3'500);  // more than the window holds, in one go
  services_.queries.log_grew();
  run_until_done(database_.loop(), pass(1'000ms));
  EXPECT_EQ(tails_[0].ids, numbers(2'001, 3'500));
  EXPECT_THAT(tails_[1].ids, IsEmpty());
  EXPECT_EQ(tails_[2].ids, numbers(1, 3'500));
}

}  // namespace
}  // namespace sangam::suites::platform
