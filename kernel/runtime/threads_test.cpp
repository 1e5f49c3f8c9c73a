// What crosses threads: loops, completions, the worker pool. Run under the thread sanitizer too.

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "base/error.h"
#include "kernel/runtime/cross_thread.h"
#include "kernel/runtime/loop_group.h"
#include "kernel/runtime/worker_pool.h"

namespace sangam::runtime {
namespace {

TEST(LoopGroup, RunsEachLoopOnAThreadOfItsOwn) {
  LoopGroup loops(3);
  loops.start();
  std::vector<std::thread::id> threads(3);
  for (std::size_t i = 0; i < 3; ++i) {
    loops.call(i, [&, i] {
      EXPECT_TRUE(loops.loop(i).is_current());
      threads[i] = std::this_thread::get_id();
    });
  }
  EXPECT_NE(threads[0], threads[1]);
  EXPECT_NE(threads[1], threads[2]);
  loops.stop();
  loops.stop();
}

// Waits for `count` values from another thread and adds them up.
Task<void> receive(CrossThread<int>& value, std::atomic<int>& sum, std::latch& done) {
  EXPECT_TRUE(value.loop().is_current());
  sum += co_await value;
  EXPECT_TRUE(value.loop().is_current());
  done.count_down();
}

TEST(CrossThread, DeliversBatchesToTheLoopsThatWait) {
  constexpr int kCount = 1000;
  LoopGroup loops(2);
  loops.start();
  std::atomic<int> sum{0};
  std::latch waiting(2);
  std::latch done(kCount);
  std::vector<std::unique_ptr<CrossThread<int>>> values;
  for (int i = 0; i < kCount; ++i) {
    values.push_back(
        std::make_unique<CrossThread<int>>(loops.loop(static_cast<std::size_t>(i % 2))));
  }
  for (std::size_t loop = 0; loop < 2; ++loop) {
    loops.loop(loop).post([&, loop] {
      for (std::size_t i = loop; i < kCount; i += 2)
        start_detached(receive(*values[i], sum, done));
      waiting.count_down();
    });
  }
  waiting.wait();
  std::thread lane([&] {
    CompletionBatch batch;
    for (int i = 0; i < kCount; ++i) {
      batch.add(*values[static_cast<std::size_t>(i)], i);
      if (i % 100 == 99) batch.flush();
    }
  });
  done.wait();
  lane.join();
  EXPECT_EQ(sum, kCount * (kCount - 1) / 2);
}

Task<void> await_late(EventLoop& loop, CrossThread<int>& value, std::latch& done) {
  co_await sleep(loop, milliseconds{30});
  EXPECT_EQ(co_await value, 7);
  done.count_down();
}

TEST(CrossThread, MayBeCompletedBeforeItIsAwaited) {
  LoopGroup loops(1);
  loops.start();
  std::latch done(1);
  CrossThread<int> value(loops.loop(0));
  loops.loop(0).post([&] { start_detached(await_late(loops.loop(0), value, done)); });
  complete(value, 7);
  done.wait();
}

Task<void> hop(EventLoop& first, EventLoop& second, std::latch& done) {
  co_await resume_on(second);
  EXPECT_TRUE(second.is_current());
  co_await resume_on(first);
  EXPECT_TRUE(first.is_current());
  done.count_down();
}

TEST(ResumeOn, MovesACoroutineBetweenLoops) {
  LoopGroup loops(2);
  loops.start();
  std::latch done(1);
  loops.loop(0).post([&] { start_detached(hop(loops.loop(0), loops.loop(1), done)); });
  done.wait();
}

Task<void> compute(WorkerPool& pool, EventLoop& loop, std::latch& done) {
  std::thread::id worker;
  const int result = co_await run_on<int>(pool, loop, [&worker] {
    worker = std::this_thread::get_id();
    return 42;
  });
  EXPECT_EQ(result, 42);
  EXPECT_TRUE(loop.is_current());
  EXPECT_NE(worker, std::this_thread::get_id());
  bool thrown = false;
  try {
    co_await run_on<void>(pool, loop, [] { throw std::runtime_error("no"); });
  } catch (const std::runtime_error& error) {
    thrown = error.what() == std::string("no");
  }
  EXPECT_TRUE(thrown);
  EXPECT_TRUE(loop.is_current());
  done.count_down();
}

TEST(WorkerPool, ReturnsToTheLoopThatAwaits) {
  WorkerPool pool({.threads = 2, .queue_limit = 10});
  LoopGroup loops(1);
  loops.start();
  std::latch done(1);
  loops.loop(0).post([&] { start_detached(compute(pool, loops.loop(0), done)); });
  done.wait();
}

Task<void> expect_refusal(WorkerPool& pool, EventLoop& loop, std::latch& done) {
  bool refused = false;
  try {
    co_await run_on<void>(pool, loop, [] {});
  } catch (const Error& error) {
    refused = error.code == Code::unavailable && error.retry_after_seconds == 1;
  }
  EXPECT_TRUE(refused);
  done.count_down();
}

TEST(WorkerPool, RefusesWhenItsQueueIsFull) {
  std::latch release(1);
  std::atomic<int> ran{0};
  LoopGroup loops(1);
  loops.start();
  {
    WorkerPool pool({.threads = 1, .queue_limit = 2});
    std::latch started(1);
    ASSERT_TRUE(pool.submit([&] {
      started.count_down();
      release.wait();
      ++ran;
    }));
    started.wait();
    ASSERT_TRUE(pool.submit([&] { ++ran; }));
    EXPECT_FALSE(pool.is_full());
    ASSERT_TRUE(pool.submit([&] { ++ran; }));
    EXPECT_EQ(pool.waiting(), 2);
    EXPECT_TRUE(pool.is_full());
    EXPECT_FALSE(pool.submit([&] { ++ran; }));
    std::latch done(1);
    loops.loop(0).post([&] { start_detached(expect_refusal(pool, loops.loop(0), done)); });
    done.wait();
    release.count_down();
  }
  EXPECT_EQ(ran, 3) << "the destructor runs what was accepted";
}

}  // namespace
}  // namespace sangam::runtime
