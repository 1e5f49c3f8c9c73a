#include "kernel/api/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/module.h"
#include "kernel/api/stream_run.h"

namespace sangam::api {
namespace {

using namespace std::chrono_literals;
using runtime::Deadline;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Tick {
  std::int64_t number = 0;
};
SANGAM_DESCRIBE(Tick, (number, "Which"))

struct CountTo {
  std::int64_t last = 0;
};
SANGAM_DESCRIBE(CountTo, (last, "Where to stop"))

class Counter {
 public:
  // Refuses negative numbers at once, and 13 when it gets there.
  Task<void> count(Call&, CountTo request, StreamSink<Tick>& sink) {
    if (request.last < 0) throw Error{Code::refused, "cannot count down"};
    first = sink.last_event_id().empty() ? 1 : std::stoll(sink.last_event_id()) + 1;
    for (auto number = first; number <= request.last; ++number) {
      if (number == 13) throw Error{Code::conflict, "unlucky"};
      if (!co_await sink.send({number}, std::to_string(number))) break;
      made = number;
    }
    ended = true;
  }
  Task<void> idle(Call&, Nothing, StreamSink<Tick>& sink) {
    while (co_await sink.pause(10s)) {
    }
    ended = true;
  }
  std::int64_t first = 0;
  std::int64_t made = 0;
  bool ended = false;
};

class FixedInput final : public InputSource {
 public:
  explicit FixedInput(std::int64_t last) : last_(last) {}
  void read(const Type& type, void* value) override {
    if (!type.fields().empty()) *static_cast<std::int64_t*>(value) = last_;
  }
  Body& body() override { SANGAM_ASSERT(false); }

 private:
  std::int64_t last_;
};

// A stream that is called as the REST door does, and what a client reads of it.
class Reader {
 public:
  explicit Reader(std::int64_t last) : input_(last) {
    module_.stream<&Counter::count>("test.count", counter).get("/count");
    module_.stream<&Counter::idle>("test.idle", counter).get("/idle");
  }

  void open(std::size_t operation, StreamFormat format, std::string last_event_id = {},
            Deadline deadline = Deadline::in(60s), RevokedFlag revoked = nullptr) {
    Call::Parts parts{.operation = &module_.operations()[operation],
                      .request_id = "req_1",
                      .deadline = deadline,
                      .loop = &loop_};
    run(start({std::move(parts), format, std::move(last_event_id), std::move(revoked)}));
  }
  // The whole of it.
  std::string read_all() {
    std::string all;
    while (read_piece())
      all += piece_;
    return all;
  }
  bool read_piece() {
    piece_.clear();
    return run(next());
  }
  void drop() { body_.reset(); }
  http::BodyStream& body() { return *body_; }

  Counter counter;

 private:
  Task<bool> start(StreamStart start) {
    body_ = co_await start_stream(std::move(start), input_);
    co_return true;
  }
  Task<bool> next() { co_return co_await body_->next(piece_); }
  static Task<void> finish(Task<bool> task, bool& value, std::exception_ptr& failure,
                           runtime::EventLoop& loop) {
    try {
      value = co_await std::move(task);
    } catch (...) {
      failure = std::current_exception();
    }
    loop.post([&loop] { loop.stop(); });
  }
  bool run(Task<bool> task) {
    bool value = false;
    std::exception_ptr failure;
    loop_.post([&] { start_detached(finish(std::move(task), value, failure, loop_)); });
    loop_.run();
    if (failure) std::rethrow_exception(failure);
    return value;
  }

  runtime::EventLoop loop_;
  Module module_{"test"};
  FixedInput input_;
  std::unique_ptr<http::BodyStream> body_;
  std::string piece_;
};

TEST(Stream, IsServerSentEvents) {
  Reader reader(2);
  reader.open(0, StreamFormat::events);
  EXPECT_EQ(reader.read_all(), "id: 1\ndata: {\"number\":1}\n\nid: 2\ndata: {\"number\":2}\n\n");
}

TEST(Stream, IsLinesAndGoesOnBehindTheLastItem) {
  Reader reader(5);
  reader.open(0, StreamFormat::lines, "3");
  EXPECT_EQ(reader.read_all(), "{\"number\":4}\n{\"number\":5}\n");
}

TEST(Stream, HoldsItsHandlerBackWhileTheClientIsSlow) {
  Reader reader(10'000);
  reader.counter.first = 0;
  reader.open(0, StreamFormat::lines, "13");
  EXPECT_EQ(reader.counter.made, 13 + static_cast<std::int64_t>(StreamBuffer::kItemsMost));
  EXPECT_TRUE(reader.read_piece());
  EXPECT_LE(reader.counter.made, 13 + 2 * static_cast<std::int64_t>(StreamBuffer::kItemsMost));
  const auto rest = reader.read_all();
  EXPECT_TRUE(rest.ends_with("{\"number\":10000}\n"));
  EXPECT_TRUE(reader.counter.ended);
}

TEST(Stream, EndsItsHandlerWhenTheClientGoes) {
  Reader reader(10'000);
  reader.open(0, StreamFormat::events, "13");
  EXPECT_FALSE(reader.counter.ended);
  reader.drop();
  EXPECT_TRUE(reader.counter.ended);
}

TEST(Stream, EndsWhenTheServerDrainsAndAtItsDeadline) {
  Reader reader(0);
  reader.open(1, StreamFormat::events);
  reader.body().stop();
  EXPECT_EQ(reader.read_all(), "");
  EXPECT_TRUE(reader.counter.ended);
  Reader late(0);
  late.open(1, StreamFormat::events, {}, Deadline::in(150ms));
  EXPECT_EQ(late.read_all(), "");
  EXPECT_TRUE(late.counter.ended);
}

TEST(Stream, EndsWhenItsCallersCredentialIsRevoked) {
  const auto revoked = std::make_shared<std::atomic<bool>>(false);
  Reader reader(0);
  reader.open(1, StreamFormat::events, {}, Deadline::in(60s), revoked);
  EXPECT_FALSE(reader.counter.ended);
  *revoked = true;
  EXPECT_EQ(reader.read_all(), "");
  EXPECT_TRUE(reader.counter.ended);
}

TEST(Stream, RefusesBeforeItBeginsAndTellsAProblemLater) {
  Reader refused(-1);
  EXPECT_THROW(refused.open(0, StreamFormat::events), Error);
  // So many items that the handler had to wait before it failed.
  Reader reader(20);
  reader.open(0, StreamFormat::events, "-300");
  const auto text = reader.read_all();
  EXPECT_THAT(text, StartsWith("id: -299\n"));
  EXPECT_THAT(text, HasSubstr("id: 12\ndata: {\"number\":12}\n\nevent: problem\ndata: {"));
  EXPECT_THAT(text, HasSubstr("unlucky"));
}

// Follows a stream as a door does that frames items itself.
class Follower {
 public:
  explicit Follower(std::int64_t last) : input_(last) {
    module_.stream<&Counter::count>("test.count", counter).get("/count");
    module_.stream<&Counter::idle>("test.idle", counter).get("/idle");
  }

  Task<void> start(std::size_t operation, std::string last_event_id) {
    Call::Parts parts{.operation = &module_.operations()[operation],
                      .request_id = "req_1",
                      .deadline = Deadline::never(),
                      .loop = &loop};
    feed = co_await start_feed(
        {.parts = std::move(parts), .last_event_id = std::move(last_event_id)}, input_);
  }
  // Ids of all items, and the JSON of the last.
  Task<void> follow(std::size_t operation, std::string last_event_id) {
    co_await start(operation, std::move(last_event_id));
    while (auto item = co_await feed->next()) {
      ids.push_back(item->id);
      last_json = *item->json;
      ended_by_problem = item->is_problem;
    }
    loop.stop();
  }

  Task<void> wait_a_moment(std::size_t operation, std::string last_event_id) {
    co_await start(operation, std::move(last_event_id));
    ready = co_await feed->ready(Deadline::in(std::chrono::milliseconds{5}));
    feed->close();
    loop.stop();
  }

  runtime::EventLoop loop;
  Counter counter;
  bool ready = false;
  std::unique_ptr<StreamFeed> feed;
  std::vector<std::string> ids;
  std::string last_json;
  bool ended_by_problem = false;

 private:
  Module module_{"test"};
  FixedInput input_;
};

TEST(StreamFeed, GivesEveryItemAndThenTheProblem) {
  Follower follower(20);
  follower.loop.post([&] { start_detached(follower.follow(0, "-600")); });
  follower.loop.run();
  ASSERT_EQ(follower.ids.size(), 613U) << "more than the buffer holds, and the problem";
  EXPECT_EQ(follower.ids.front(), "-599");
  EXPECT_EQ(follower.ids[611], "12");
  EXPECT_TRUE(follower.ended_by_problem);
  EXPECT_THAT(follower.last_json, HasSubstr("unlucky"));
}

TEST(StreamFeed, TellsWhetherSomethingIsThere) {
  Follower idle(0);
  idle.ready = true;
  idle.loop.post([&] { start_detached(idle.wait_a_moment(1, "")); });
  idle.loop.run();
  EXPECT_FALSE(idle.ready);
  Follower busy(20);
  busy.loop.post([&] { start_detached(busy.wait_a_moment(0, "0")); });
  busy.loop.run();
  EXPECT_TRUE(busy.ready);
}

TEST(StreamFeed, EndsWhenItIsClosed) {
  Follower follower(0);
  follower.loop.post([&] { start_detached(follower.follow(1, "")); });
  follower.loop.post([&] {
    EXPECT_FALSE(follower.counter.ended);
    follower.feed->close();
  });
  follower.loop.run();
  EXPECT_TRUE(follower.counter.ended);
  EXPECT_TRUE(follower.ids.empty());
}

TEST(StreamBuffer, PausesUntilItIsInterrupted) {
  runtime::EventLoop loop;
  StreamBuffer buffer(loop, StreamFormat::lines, "", Deadline::never(), nullptr);
  int pauses = 0;
  const auto pause = [](StreamBuffer& stream, int& count) -> Task<void> {
    while (co_await stream.pause(60s))
      ++count;
  };
  loop.post([&] {
    buffer.interrupt();  // before it pauses: the pause is over at once
    start_detached(pause(buffer, pauses));
    EXPECT_EQ(pauses, 1);
    buffer.interrupt();
    EXPECT_EQ(pauses, 2);
    buffer.close();
    loop.stop();
  });
  loop.run();
  EXPECT_EQ(pauses, 2);
}

TEST(Stream, IsServedAsTheClientAccepts) {
  EXPECT_EQ(stream_format(""), StreamFormat::events);
  EXPECT_EQ(stream_format("*/*"), StreamFormat::events);
  EXPECT_EQ(stream_format("text/event-stream"), StreamFormat::events);
  EXPECT_EQ(stream_format("application/x-ndjson"), StreamFormat::lines);
  EXPECT_EQ(stream_format("application/json"), std::nullopt);
}

}  // namespace
}  // namespace sangam::api
