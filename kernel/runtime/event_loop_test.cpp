#include "kernel/runtime/event_loop.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

#include "kernel/runtime/coarse_timer.h"
#include "kernel/runtime/deadline.h"
#include "kernel/runtime/fd_watcher.h"
#include "kernel/runtime/stream_watch.h"

namespace sangam::runtime {
namespace {

// Runs a task to its end on a loop of the calling thread.
Task<void> stop_after(EventLoop& loop, Task<void> task) {
  co_await std::move(task);
  loop.stop();
}
void run(EventLoop& loop, Task<void> task) {
  loop.post([&] { start_detached(stop_after(loop, std::move(task))); });
  loop.run();
}

class Sockets {
 public:
  Sockets() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds_.data()), 0); }
  ~Sockets() {
    for (const int fd : fds_)
      ::close(fd);
  }
  int ours() const { return fds_[0]; }
  void send() const { EXPECT_EQ(::write(fds_[1], "x", 1), 1); }
  void receive() const {
    char byte = 0;
    EXPECT_EQ(::read(fds_[0], &byte, 1), 1);
  }
  void fill() const {
    const std::array<char, 4096> bytes{};
    while (::write(fds_[0], bytes.data(), bytes.size()) > 0) {
    }
  }
  void take_all() const {
    std::array<char, 4096> bytes{};
    while (::read(fds_[1], bytes.data(), bytes.size()) > 0) {
    }
  }

 private:
  std::array<int, 2> fds_{};
};

TEST(Deadline, PassesOnce) {
  EXPECT_FALSE(Deadline::never().passed());
  EXPECT_EQ(Deadline::never().remaining(), nanoseconds::max());
  EXPECT_TRUE(Deadline::in(milliseconds{-1}).passed());
  EXPECT_EQ(Deadline::in(milliseconds{-1}).remaining(), nanoseconds{0});
  EXPECT_FALSE(Deadline::in(milliseconds{10'000}).passed());
  EXPECT_EQ(Deadline::in(nanoseconds::max()), Deadline::never());
  EXPECT_LT(Deadline::in(milliseconds{1}), Deadline::in(milliseconds{1000}));
}

TEST(EventLoop, RunsPostedWorkInOrder) {
  EventLoop loop;
  std::vector<int> order;
  EXPECT_FALSE(loop.is_current());
  for (int i = 0; i < 5; ++i) {
    loop.post([&, i] {
      EXPECT_TRUE(loop.is_current());
      EXPECT_EQ(EventLoop::current(), &loop);
      order.push_back(i);
    });
  }
  loop.post([&] { loop.stop(); });
  loop.run();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(EventLoop::current(), nullptr);
}

TEST(EventLoop, DestroysWorkThatNeverRan) {
  auto held = std::make_shared<int>(1);
  {
    EventLoop loop;
    loop.post([held] {});
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

Task<void> check_sleep(EventLoop& loop) {
  const auto before = monotonic_nanoseconds();
  co_await sleep(loop, milliseconds{20});
  EXPECT_GE(monotonic_nanoseconds() - before, 20'000'000);
}

TEST(EventLoop, Sleeps) {
  EventLoop loop;
  run(loop, check_sleep(loop));
}

struct Fired {
  int count = 0;
  std::int64_t at = 0;
  static void mark(void* self) {
    ++static_cast<Fired*>(self)->count;
    static_cast<Fired*>(self)->at = monotonic_nanoseconds();
  }
};

TEST(CoarseTimer, FiresOnceAndNeverEarly) {
  EventLoop loop;
  Fired fired;
  CoarseTimer timer(loop, &Fired::mark, &fired);
  const auto start = monotonic_nanoseconds();
  loop.post([&] { timer.arm(milliseconds{150}); });
  run(loop, sleep(loop, milliseconds{700}));
  EXPECT_EQ(fired.count, 1);
  EXPECT_GE(fired.at - start, 150'000'000);
  EXPECT_LE(fired.at - start, 450'000'000);
  EXPECT_FALSE(timer.armed());
}

TEST(CoarseTimer, MovesAndDisarms) {
  EventLoop loop;
  Fired moved;
  Fired disarmed;
  Fired destroyed;
  CoarseTimer first(loop, &Fired::mark, &moved);
  CoarseTimer second(loop, &Fired::mark, &disarmed);
  auto third = std::make_unique<CoarseTimer>(loop, &Fired::mark, &destroyed);
  loop.post([&] {
    first.arm(milliseconds{10});
    first.arm(milliseconds{10'000});
    second.arm(milliseconds{10});
    second.arm(Deadline::never());
    third->arm(milliseconds{10});
    third.reset();
  });
  run(loop, sleep(loop, milliseconds{400}));
  EXPECT_EQ(moved.count + disarmed.count + destroyed.count, 0);
  EXPECT_TRUE(first.armed());
}

// A callback may destroy timers that are due in the same tick, and re-arm its own.
struct Destroyer {
  std::vector<std::unique_ptr<CoarseTimer>> timers;
  int fired = 0;
  static void run(void* self) {
    auto& destroyer = *static_cast<Destroyer*>(self);
    if (++destroyer.fired == 1) destroyer.timers.clear();
  }
};

TEST(CoarseTimer, CallbackMayDestroyTheOthers) {
  EventLoop loop;
  Destroyer destroyer;
  loop.post([&] {
    for (int i = 0; i < 10; ++i) {
      destroyer.timers.push_back(std::make_unique<CoarseTimer>(loop, &Destroyer::run, &destroyer));
      destroyer.timers.back()->arm(milliseconds{10});
    }
  });
  run(loop, sleep(loop, milliseconds{400}));
  EXPECT_EQ(destroyer.fired, 1);
}

Task<void> check_readable(EventLoop& loop, const Sockets& sockets) {
  FdWatcher watcher(loop, sockets.ours());
  EXPECT_EQ(co_await watcher.readable(Deadline::in(milliseconds{100})), Readiness::timed_out);
  sockets.send();
  EXPECT_EQ(co_await watcher.readable(Deadline::never()), Readiness::ready);
  EXPECT_EQ(co_await watcher.readable(Deadline::never()), Readiness::ready) << "left unread";
  sockets.receive();
  // The wait that timed out first may leave one spurious readiness behind, no more.
  auto readiness = co_await watcher.readable(Deadline::in(milliseconds{100}));
  if (readiness == Readiness::ready) {
    readiness = co_await watcher.readable(Deadline::in(milliseconds{100}));
  }
  EXPECT_EQ(readiness, Readiness::timed_out);
}

TEST(FdWatcher, WaitsForInput) {
  EventLoop loop;
  const Sockets sockets;
  run(loop, check_readable(loop, sockets));
}

Task<void> check_writable(EventLoop& loop, const Sockets& sockets) {
  FdWatcher watcher(loop, sockets.ours());
  EXPECT_EQ(co_await watcher.writable(Deadline::never()), Readiness::ready);
  EXPECT_EQ(co_await watcher.wait(Interest::either, Deadline::never()), Readiness::ready);
  sockets.fill();
  auto readiness = co_await watcher.writable(Deadline::in(milliseconds{50}));
  if (readiness == Readiness::ready) {
    readiness = co_await watcher.writable(Deadline::in(milliseconds{50}));
  }
  EXPECT_EQ(readiness, Readiness::timed_out);
  sockets.take_all();
  EXPECT_EQ(co_await watcher.writable(Deadline::never()), Readiness::ready);
}

TEST(FdWatcher, WaitsForRoom) {
  EventLoop loop;
  const Sockets sockets;
  run(loop, check_writable(loop, sockets));
}

Task<void> note_readiness(FdWatcher& watcher, std::vector<Readiness>& results) {
  results.push_back(co_await watcher.readable(Deadline::never()));
}

TEST(FdWatcher, IsCancelledAndDestroyedWhileWaiting) {
  EventLoop loop;
  const Sockets sockets;
  std::vector<Readiness> results;
  auto watcher = std::make_unique<FdWatcher>(loop, sockets.ours());
  loop.post([&] {
    start_detached(note_readiness(*watcher, results));
    watcher->cancel();
    start_detached(note_readiness(*watcher, results));
    watcher.reset();
  });
  run(loop, sleep(loop, milliseconds{20}));
  EXPECT_EQ(results, (std::vector{Readiness::cancelled, Readiness::cancelled}));
  sockets.send();
  sockets.receive();  // the descriptor is still open and unharmed
}

struct Watched {
  int readable = 0;
  int hang_ups = 0;
  static void note(void* self, StreamEvents events) {
    auto& watched = *static_cast<Watched*>(self);
    if (events.readable) ++watched.readable;
    if (events.hang_up) ++watched.hang_ups;
  }
};

TEST(StreamWatch, TellsOfEachChange) {
  EventLoop loop;
  Watched watched;
  int fds[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
  std::unique_ptr<StreamWatch> watch;
  loop.post([&] { watch = std::make_unique<StreamWatch>(loop, fds[0], &Watched::note, &watched); });
  run(loop, sleep(loop, milliseconds{20}));
  EXPECT_EQ(watched.readable, 0);
  EXPECT_EQ(::write(fds[1], "x", 1), 1);
  run(loop, sleep(loop, milliseconds{20}));
  EXPECT_EQ(watched.readable, 1);
  run(loop, sleep(loop, milliseconds{20}));
  EXPECT_EQ(watched.readable, 1) << "nothing changed, though the byte is unread";
  ::close(fds[1]);
  run(loop, sleep(loop, milliseconds{20}));
  EXPECT_EQ(watched.hang_ups, 1);
  watch.reset();
  ::close(fds[0]);
}

}  // namespace
}  // namespace sangam::runtime
