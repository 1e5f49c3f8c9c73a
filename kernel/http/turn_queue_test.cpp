#include "kernel/http/turn_queue.h"

#include <gtest/gtest.h>

#include <string>

#include "base/task.h"

namespace sangam::http {
namespace {

constexpr std::size_t kEverything = 7;

struct Log {
  runtime::EventLoop loop;
  std::string text;

  void add(char name) {
    text += name;
    if (text.size() == kEverything) loop.stop();
  }
};

Task<void> take_turns(TurnQueue& queue, char name, int turns, Log& log) {
  for (int i = 0; i < turns; ++i) {
    co_await queue.turn();
    log.add(name);
  }
}

TEST(TurnQueue, TakesTurnsWithWhatElseTheLoopDoes) {
  Log log;
  TurnQueue queue(log.loop);
  log.loop.post([&] {
    start_detached(take_turns(queue, 'a', 3, log));
    start_detached(take_turns(queue, 'b', 2, log));
    EXPECT_EQ(log.text, "") << "never at once";
    for (int i = 0; i < 2; ++i)
      log.loop.post([&] { log.add('.'); });
  });
  log.loop.run();
  EXPECT_EQ(log.text, "a..baba");
}

}  // namespace
}  // namespace sangam::http
