// What followers share, without a database: rows go in as if they had been read.

#include "suites/platform/events/tail_window.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace sangam::suites::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<EventRow> rows(std::int64_t first, std::int64_t last, std::size_t bytes = 2) {
  std::vector<EventRow> all;
  for (auto position = first; position <= last; ++position)
    all.push_back({.id = {},
                   .position = position,
                   .stream = "orders/1",
                   .type = "test.paid",
                   .version = 1,
                   .occurred_at = {},
                   .payload = std::string(bytes - 2, ' ') + "{}",
                   .trace_id = std::nullopt});
  return all;
}

std::vector<std::int64_t> positions(const std::optional<std::vector<TailEntryPointer>>& entries) {
  std::vector<std::int64_t> all;
  for (const auto& entry : entries.value())
    all.push_back(entry->position);
  return all;
}

TEST(TailWindow, GivesWhatLiesBehindAPosition) {
  runtime::EventLoop loop;
  const auto window = std::make_shared<TailWindow>(loop);
  EXPECT_FALSE(window->behind(100)) << "not open yet";
  window->open_at(40);
  window->open_at(90);  // by somebody who came second
  EXPECT_FALSE(window->behind(39));
  EXPECT_THAT(positions(window->behind(40)), IsEmpty());
  window->append(rows(41, 43));
  EXPECT_THAT(positions(window->behind(40)), ElementsAre(41, 42, 43));
  EXPECT_THAT(positions(window->behind(42)), ElementsAre(43));
  EXPECT_THAT(positions(window->behind(1'000)), IsEmpty());
  EXPECT_EQ(window->end(), 43);
}

TEST(TailWindow, HoldsSoManyAndSoMuch) {
  runtime::EventLoop loop;
  const auto many = std::make_shared<TailWindow>(loop);
  many->open_at(0);
  many->append(rows(1, TailWindow::kEntriesMost + 10));
  EXPECT_EQ(many->begin(), 10);
  EXPECT_FALSE(many->behind(9)) << "would be with a gap";
  EXPECT_EQ(positions(many->behind(10)).size(), TailWindow::kEntriesMost);

  const auto large = std::make_shared<TailWindow>(loop);
  large->open_at(0);
  large->append(rows(1, 10, TailWindow::kBytesMost / 4));
  EXPECT_EQ(large->begin(), 7);
  EXPECT_THAT(positions(large->behind(7)), ElementsAre(8, 9, 10));
}

// A tail as it would be, but that what is read comes from the test.
class Following {
 public:
  Following(runtime::EventLoop& loop, std::shared_ptr<TailWindow> window)
      : buffer_(loop, api::StreamFormat::lines, "", runtime::Deadline::never(), nullptr),
        sink_(buffer_),
        follower_(std::in_place, std::move(window), sink_) {
    start_detached(run());
  }
  void close() { buffer_.close(); }
  bool leads() { return led; }

  int woken = 0;
  bool led = false;

 private:
  Task<void> run() {
    while (!sink_.closed()) {
      led = follower_->leads();
      if (led) co_await follower_->rest();
      else co_await follower_->wait();
      ++woken;
    }
    led = false;
    follower_.reset();
  }

  api::StreamBuffer buffer_;
  TailSink sink_;
  std::optional<TailFollower> follower_;
};

void run_for(runtime::EventLoop& loop, std::chrono::milliseconds duration) {
  const auto stop_after = [](runtime::EventLoop& on, std::chrono::milliseconds time) -> Task<void> {
    co_await runtime::sleep(on, time);
    on.stop();
  };
  loop.post([&] { start_detached(stop_after(loop, duration)); });
  loop.run();
}

TEST(TailWindow, WakesEverybodyOnceForWhatComes) {
  runtime::EventLoop loop;
  const auto window = std::make_shared<TailWindow>(loop);
  window->open_at(0);
  std::deque<Following> all;
  loop.post([&] {
    for (int i = 0; i < 200; ++i)
      all.emplace_back(loop, window);
    window->append(rows(1, 1));
  });
  run_for(loop, 20ms);
  EXPECT_TRUE(all.front().leads());
  EXPECT_EQ(all.front().woken, 0) << "who reads for the others is not asleep";
  for (std::size_t i = 1; i < all.size(); ++i)
    ASSERT_EQ(all[i].woken, 1) << i;
  loop.post([&] {
    for (auto& one : all)
      one.close();
  });
  run_for(loop, 20ms);
}

TEST(TailWindow, HasAlwaysSomebodyWhoReads) {
  runtime::EventLoop loop;
  const auto window = std::make_shared<TailWindow>(loop);
  window->open_at(0);
  std::deque<Following> all;
  loop.post([&] {
    for (int i = 0; i < 5; ++i)
      all.emplace_back(loop, window);
  });
  // Those who lead go, and so does one who only waits.
  for (const std::size_t leader : {0, 1, 3}) {
    run_for(loop, 20ms);
    EXPECT_TRUE(all[leader].leads()) << leader;
    EXPECT_EQ(std::ranges::count_if(all, &Following::leads), 1);
    loop.post([&all, leader] {
      if (leader == 1) all[2].close();
      all[leader].close();
    });
  }
  run_for(loop, 20ms);
  EXPECT_TRUE(all[4].leads());
  loop.post([&] { all[4].close(); });
  run_for(loop, 20ms);
  EXPECT_EQ(window.use_count(), 1);
}

TEST(TailWindow, WakesWhoReadsWhenTheLogGrows) {
  runtime::EventLoop loop;
  TailWindows windows;
  std::shared_ptr<TailWindow> window;
  std::deque<Following> all;
  loop.post([&] {
    window = windows.of(loop, 7);
    EXPECT_EQ(windows.of(loop, 7), window);
    EXPECT_NE(windows.of(loop, 8), window);
    window->open_at(0);
    for (int i = 0; i < 2; ++i)
      all.emplace_back(loop, window);
    windows.log_grew();
    windows.log_grew();
  });
  run_for(loop, 20ms);
  EXPECT_EQ(all[0].woken, 1) << "twice at once is once";
  EXPECT_EQ(all[1].woken, 0);
  loop.post([&] {
    for (auto& one : all)
      one.close();
  });
  run_for(loop, 20ms);
}

}  // namespace
}  // namespace sangam::suites::platform
