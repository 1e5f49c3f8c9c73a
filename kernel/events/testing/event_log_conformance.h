#pragma once

// What every EventLog must do, whichever engine is behind it. A test of an engine derives from
// ConformingLog, and calls check_conformance() once with an empty log.

#include <gtest/gtest.h>

#include <set>

#include "kernel/events/event_log.h"
#include "kernel/store/testing/run_until_done.h"

namespace sangam::events::testing {

class ConformingLog {
 public:
  virtual ~ConformingLog() = default;
  virtual EventLog& log() = 0;
  virtual runtime::EventLoop& loop() = 0;
  // Publishes events as the engine does, in this order, and returns when they can be read.
  virtual void publish(std::vector<Event> events) = 0;

  template <class T>
  T run(Task<T> task) {
    return store::testing::run_until_done(loop(), std::move(task));
  }
};

// The i-th of the events that the suite publishes.
inline Event conformance_event(int i) {
  return {.tenant_id = 1 + i % 2,
          .id = {{static_cast<std::uint8_t>(i / 256), static_cast<std::uint8_t>(i % 256), 7}},
          .stream = "stream " + std::to_string(i % 5),
          .type = i % 3 == 0 ? "test.third" : "test.other",
          .version = 1 + i % 4,
          .payload = R"({"number":)" + std::to_string(i) + R"(,"text":"naïve \"quotes\""})",
          .occurred_at = {i * kNanosecondsPerSecond}};
}

inline void expect_same(const Event& read, const Event& published) {
  EXPECT_EQ(read.id, published.id);
  EXPECT_EQ(read.tenant_id, published.tenant_id);
  EXPECT_EQ(read.stream, published.stream);
  EXPECT_EQ(read.type, published.type);
  EXPECT_EQ(read.version, published.version);
  EXPECT_EQ(read.payload, published.payload);
  EXPECT_EQ(read.occurred_at, published.occurred_at);
}

// All events that `selection` lets through, by pages of `limit`.
inline std::vector<Event> read_all(ConformingLog& subject, const Selection& selection,
                                   std::int32_t limit) {
  std::vector<Event> all;
  for (std::int64_t after = 0;;) {
    const auto page = subject.run(subject.log().read(selection, after, INT64_MAX, limit));
    all.insert(all.end(), page.begin(), page.end());
    EXPECT_LE(page.size(), static_cast<std::size_t>(limit));
    if (page.size() < static_cast<std::size_t>(limit)) return all;
    after = page.back().position;
  }
}

inline void check_reading(ConformingLog& subject, int count) {
  for (const std::int32_t limit : {1, 7, 1'000}) {
    const auto all = read_all(subject, {}, limit);
    ASSERT_EQ(all.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      const auto& event = all[static_cast<std::size_t>(i)];
      expect_same(event, conformance_event(i));
      EXPECT_EQ(event.position, i + 1);
    }
  }
  const auto range = subject.run(subject.log().read({}, 3, 6, 100));
  ASSERT_EQ(range.size(), 3U);
  EXPECT_EQ(range.front().position, 4);
  EXPECT_EQ(range.back().position, 6);
}

inline void check_selection(ConformingLog& subject, int count) {
  const auto expect = [&](const Selection& selection, auto&& wanted) {
    std::vector<std::int64_t> expected;
    for (int i = 0; i < count; ++i)
      if (wanted(i)) expected.push_back(i + 1);
    std::vector<std::int64_t> found;
    for (const auto& event : read_all(subject, selection, 10))
      found.push_back(event.position);
    EXPECT_EQ(found, expected);
  };
  expect({.types = {"test.third"}}, [](int i) { return i % 3 == 0; });
  expect({.types = {"test.third", "test.other"}}, [](int) { return true; });
  expect({.types = {"test.unknown"}}, [](int) { return false; });
  expect({.tenant = 2}, [](int i) { return i % 2 == 1; });
  expect({.stream = "stream 3"}, [](int i) { return i % 5 == 3; });
  expect(
      {.from = Timestamp{10 * kNanosecondsPerSecond}, .to = Timestamp{20 * kNanosecondsPerSecond}},
      [](int i) { return i >= 10 && i < 20; });
  expect({.types = {"test.third"}, .tenant = 1, .stream = "stream 0"},
         [](int i) { return i % 3 == 0 && i % 2 == 0 && i % 5 == 0; });
}

inline void check_positions(ConformingLog& subject) {
  auto& log = subject.log();
  EXPECT_EQ(subject.run(log.join("first")).position, 0);
  subject.run(log.save("first", 17));
  subject.run(log.save("first", 5));  // never back
  EXPECT_EQ(subject.run(log.join("first")).position, 17);
  EXPECT_EQ(subject.run(log.join("second")).position, 0);
}

inline void check_conformance(ConformingLog& subject) {
  constexpr int kCount = 60;
  const auto empty = subject.run(subject.log().extent());
  EXPECT_EQ(empty.newest, empty.oldest - 1);
  EXPECT_TRUE(read_all(subject, {}, 10).empty());
  std::vector<Event> events;
  for (int i = 0; i < kCount; ++i)
    events.push_back(conformance_event(i));
  subject.publish(std::move(events));
  EXPECT_EQ(subject.run(subject.log().extent()).newest, kCount);
  check_reading(subject, kCount);
  check_selection(subject, kCount);
  check_positions(subject);
}

}  // namespace sangam::events::testing
