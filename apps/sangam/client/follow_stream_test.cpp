#include "apps/sangam/client/follow_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "apps/sangam/client/client_error.h"

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What one connection gives, and how it ends.
struct Course {
  int status = 200;
  std::string body;
  bool cut = false;
};

class FollowStreamTest : public ::testing::Test {
 protected:
  void follow(std::int64_t take = 0, std::string after = {}) {
    Connection connection({.url = "https://h", .key = "sk_1"},
                          ProfileStore(std::filesystem::path()),
                          [this](const ClientRequest& request) { return serve(request); });
    follow_stream(connection,
                  {.target = "/api/v1/event-tail",
                   .last_event_id = std::move(after),
                   .take = take,
                   .pause = [this](std::chrono::milliseconds,
                                   const std::string& why) { reasons_.push_back(why); }},
                  [this](const StreamEvent& event) {
                    items_.push_back(event.data);
                    return items_.size() < 100;
                  });
  }

  std::expected<ClientReply, std::string> serve(const ClientRequest& request) {
    std::string after;
    for (const auto& header : request.headers)
      if (header.starts_with("Last-Event-ID: ")) after = header.substr(15);
    after_.push_back(after);
    if (courses_.empty()) return std::unexpected("nobody is there");
    const auto course = courses_.front();
    courses_.pop_front();
    if (course.status >= 400)
      return ClientReply{
          .status = course.status, .content_type = "application/problem+json", .body = course.body};
    ClientReply reply{.status = 200, .content_type = "text/event-stream", .body = {}};
    reply.stopped = !request.write_body(course.body, -1);
    if (course.cut && !reply.stopped) return std::unexpected("cut off");
    return reply;
  }

  std::deque<Course> courses_;
  std::vector<std::string> items_;
  std::vector<std::string> after_;
  std::vector<std::string> reasons_;
};

TEST_F(FollowStreamTest, GoesOnBehindTheLastItem) {
  courses_ = {{.body = "id: 1\ndata: a\n\nid: 2\ndata: b\n\n", .cut = true},
              {.body = ": heartbeat\n\n"},
              {.body = "id: 3\ndata: c\n\nid: 4\ndata: d\n\n"}};
  follow(3);
  EXPECT_THAT(items_, ElementsAre("a", "b", "c"));
  EXPECT_THAT(after_, ElementsAre("", "2", "2"));
  EXPECT_EQ(reasons_.size(), 2U);
  EXPECT_EQ(reasons_[1], "") << "the server had only had enough";
}

TEST_F(FollowStreamTest, BeginsWhereItIsTold) {
  courses_ = {{.body = "id: 8\ndata: x\n\n"}};
  follow(1, "7");
  EXPECT_THAT(after_, ElementsAre("7"));
}

TEST_F(FollowStreamTest, AServerThatWasNeverThereIsAnError) {
  EXPECT_THROW(follow(), ClientError);
  EXPECT_EQ(after_.size(), 1U);
}

TEST_F(FollowStreamTest, WaitsForAServerThatComesBack) {
  courses_ = {{.body = "id: 1\ndata: a\n\n"},
              {.status = 503, .body = R"({"title":"Not now","code":"unavailable"})"},
              {.body = "id: 2\ndata: b\n\n"}};
  follow(2);
  EXPECT_THAT(items_, ElementsAre("a", "b"));
  EXPECT_EQ(reasons_.back(), "503 Not now (unavailable)");
}

TEST_F(FollowStreamTest, ARefusalEndsIt) {
  courses_ = {{.body = "id: 1\ndata: a\n\n"}, {.status = 403, .body = R"({"code":"forbidden"})"}};
  try {
    follow();
    FAIL();
  } catch (const ClientError& error) {
    EXPECT_EQ(error.exit_code, kExitForbidden);
  }
}

TEST_F(FollowStreamTest, AProblemInTheStreamEndsIt) {
  courses_ = {{.body = "event: problem\n"
                       R"(data: {"status":401,"title":"Over","code":"unauthenticated"})"
                       "\n\n"}};
  try {
    follow();
    FAIL();
  } catch (const ClientError& error) {
    EXPECT_EQ(error.exit_code, kExitNotSignedIn);
    EXPECT_STREQ(error.what(), "401 Over (unauthenticated)");
  }
  EXPECT_THAT(items_, IsEmpty());
}

TEST_F(FollowStreamTest, WithoutIdsItEndsWithTheStream) {
  courses_ = {{.body = "data: a\n\ndata: b\n\n"}};
  follow();
  EXPECT_THAT(items_, ElementsAre("a", "b"));
}

TEST(PauseBefore, GrowsToABoundWithChanceInIt) {
  EXPECT_EQ(pause_before(1, 255).count(), 500);
  EXPECT_EQ(pause_before(1, 0).count(), 250);
  EXPECT_EQ(pause_before(3, 255).count(), 2'000);
  EXPECT_EQ(pause_before(1'000'000, 255).count(), 30'000);
}

}  // namespace
}  // namespace sangam::apps::client
