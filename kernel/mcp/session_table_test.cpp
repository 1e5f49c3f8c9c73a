#include "kernel/mcp/session_table.h"

#include <gtest/gtest.h>

#include "kernel/runtime/event_loop.h"

namespace sangam::mcp {
namespace {

using Key = SessionTable::Key;

TEST(SessionTable, BelongsToWhoBeganIt) {
  SessionTable table;
  const auto id = table.open("usr_1", {.name = "agent"}, 1);
  EXPECT_EQ(id.size(), 43u);
  EXPECT_EQ(table.find({id, "usr_1", 2})->name, "agent");
  EXPECT_FALSE(table.find({id, "usr_2", 2}));
  EXPECT_FALSE(table.find({"other", "usr_1", 2}));
  EXPECT_FALSE(table.close({id, "usr_2", 2}));
  EXPECT_TRUE(table.set_log_level({id, "usr_1", 2}, LogLevel::warning));
  EXPECT_EQ(table.find({id, "usr_1", 2})->log_level, LogLevel::warning);
  EXPECT_TRUE(table.close({id, "usr_1", 2}));
  EXPECT_FALSE(table.find({id, "usr_1", 2}));
}

TEST(SessionTable, KeepsSoManyOfAPrincipalTheNewestOnes) {
  SessionTable table;
  const auto first = table.open("usr_1", {}, 1);
  const auto second = table.open("usr_1", {}, 2);
  const auto other = table.open("usr_2", {}, 1);
  for (std::size_t i = 2; i < SessionTable::kOfOnePrincipal; ++i)
    table.open("usr_1", {}, 3);
  EXPECT_TRUE(table.find({first, "usr_1", 4})) << "used now, so the second is the oldest";
  table.open("usr_1", {}, 5);
  EXPECT_TRUE(table.find({first, "usr_1", 6}));
  EXPECT_FALSE(table.find({second, "usr_1", 6}));
  EXPECT_TRUE(table.find({other, "usr_2", 6}));
  EXPECT_EQ(table.size(), SessionTable::kOfOnePrincipal + 1);
}

TEST(SessionTable, GivesTheRoomOfIdleOnesAway) {
  SessionTable table;
  for (std::size_t i = 0; i < SessionTable::kSessionsMost; ++i)
    ASSERT_FALSE(table.open("usr_" + std::to_string(i), {}, 1).empty());
  EXPECT_TRUE(table.open("usr_x", {}, 2).empty()) << "all are in use";
  EXPECT_FALSE(table.open("usr_x", {}, SessionTable::kIdleNanoseconds + 2).empty());
  EXPECT_EQ(table.size(), 1u);
}

TEST(SessionTable, KnowsWhatIsFollowed) {
  SessionTable table;
  const auto id = table.open("usr_1", {}, 1);
  const Key key{id, "usr_1", 1};
  EXPECT_TRUE(table.follow(key, "a:1"));
  EXPECT_TRUE(table.follow(key, "a:1"));
  EXPECT_EQ(table.followed(key), std::vector<std::string>{"a:1"});
  for (std::size_t i = 1; i < SessionTable::kFollowedMost; ++i)
    EXPECT_TRUE(table.follow(key, "b:" + std::to_string(i)));
  EXPECT_FALSE(table.follow(key, "c:1"));
  table.unfollow(key, "a:1");
  EXPECT_TRUE(table.follow(key, "c:1"));
  EXPECT_FALSE(table.followed({"gone", "usr_1", 1}));
}

// Every question is completed once, whoever comes first.
TEST(SessionTable, CompletesEveryQuestionOnce) {
  runtime::EventLoop loop;
  SessionTable table;
  const auto id = table.open("usr_1", {}, 1);
  const Key key{id, "usr_1", 1};
  PendingAnswer answered(loop), cancelled(loop), withdrawn(loop), ended(loop);
  const auto flag = std::make_shared<std::atomic<bool>>(false);
  ASSERT_TRUE(table.begin(key, "1", flag));
  EXPECT_FALSE(table.begin(key, "1", flag)) << "ids are those of requests under way";
  const auto first = table.ask(key, "2", answered);
  EXPECT_FALSE(table.answer({id, "usr_2", 1}, first, {"{}", ""})) << "somebody else's";
  EXPECT_TRUE(table.answer(key, first, {"{}", ""}));
  EXPECT_FALSE(table.answer(key, first, {"{}", ""}));
  table.ask(key, "1", cancelled);
  table.cancel(key, "1");
  EXPECT_TRUE(flag->load());
  const auto third = table.ask(key, "3", withdrawn);
  table.withdraw(key, third, "too late");
  table.withdraw(key, third, "too late");
  table.ask(key, "4", ended);
  table.close(key);
  EXPECT_EQ(answered.await_resume().result, "{}");
  EXPECT_EQ(cancelled.await_resume().refusal, "the client cancelled the request");
  EXPECT_EQ(withdrawn.await_resume().refusal, "too late");
  EXPECT_EQ(ended.await_resume().refusal, "the session ended");
}

}  // namespace
}  // namespace sangam::mcp
