#include "kernel/subscriptions/client_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/describe.h"
#include "base/scalars.h"

namespace sangam::subscriptions {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = ClientMessage::Type;

// "pointer code" of every fault; the code of the error when it names no field.
std::vector<std::string> faults(std::string_view text) {
  const auto message = read_message(text);
  std::vector<std::string> all;
  if (message) return all;
  if (message.error().fields.empty()) return {std::string(name(message.error().code))};
  for (const auto& field : message.error().fields)
    all.push_back(field.pointer + " " + field.code);
  return all;
}

TEST(ClientMessage, IsReadWhole) {
  const auto message = read_message(
      R"({"type":"subscribe","id":"a1","operation":"events.tail","input":{},"after":"4711"})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, Kind::subscribe);
  EXPECT_EQ(message->id, "a1");
  EXPECT_EQ(message->operation, "events.tail");
  EXPECT_EQ(message->after, "4711");
  EXPECT_EQ(read_message(R"({"type":"ping"})")->type, Kind::ping);
  EXPECT_EQ(read_message(R"({"token":"sk_1","type":"authenticate"})")->token, "sk_1");
  EXPECT_EQ(read_message(R"({"type":"unsubscribe","id":"x"})")->id, "x");
}

TEST(ClientMessage, IsRefusedWithEveryFault) {
  EXPECT_THAT(faults(""), ElementsAre("malformed"));
  EXPECT_THAT(faults("{"), ElementsAre("malformed"));
  EXPECT_THAT(faults("[]"), ElementsAre("malformed"));
  EXPECT_THAT(faults(R"({"type":"ping","type":"ping"})"), ElementsAre("malformed"));
  EXPECT_THAT(faults("{}"), ElementsAre("/type not_an_option"));
  EXPECT_THAT(faults(R"({"type":"next"})"), ElementsAre("/type not_an_option"));
  EXPECT_THAT(faults(R"({"type":7})"), ElementsAre("/type not_an_option"));
  EXPECT_THAT(faults(R"({"type":"subscribe","id":1,"a/b":0})"),
              ElementsAre("/id wrong_type", "/operation required", "/a~1b unknown_field"));
  EXPECT_THAT(faults(R"({"type":"ping","input":{}})"), ElementsAre("/input unknown_field"));
  EXPECT_THAT(faults(R"({"type":"authenticate","token":"two words"})"),
              ElementsAre("/token out_of_range"));
  EXPECT_THAT(faults(R"({"type":"unsubscribe","id":""})"), ElementsAre("/id out_of_range"));
  EXPECT_THAT(faults(R"({"type":"unsubscribe","id":")" + std::string(64, 'x') + "\"}"), IsEmpty());
  EXPECT_THAT(faults(R"({"type":"unsubscribe","id":")" + std::string(65, 'x') + "\"}"),
              ElementsAre("/id out_of_range"));
}

struct Wanted {
  std::vector<std::string> names;
  std::optional<Bounded<1, 9>> level;
};
SANGAM_DESCRIBE(Wanted, (names, ""), (level, ""))

std::string subscribe(std::string_view input) {
  return R"({"type":"subscribe","id":"1","operation":"x")" + std::string(input) + "}";
}

TEST(MessageInput, IsTheRequestOfTheOperation) {
  const auto message = read_message(subscribe(R"(,"input":{"names":["a","b"],"level":3})"));
  ASSERT_TRUE(message);
  Wanted wanted;
  MessageInput(*message).read(type_of<Wanted>, &wanted);
  EXPECT_THAT(wanted.names, ElementsAre("a", "b"));
  EXPECT_EQ(wanted.level->value, 3);
}

TEST(MessageInput, NamesFaultsByTheirPlaceInTheMessage) {
  const auto message = read_message(subscribe(R"(,"input":{"names":[],"level":10,"more":1})"));
  ASSERT_TRUE(message);
  Wanted wanted;
  try {
    MessageInput(*message).read(type_of<Wanted>, &wanted);
    FAIL() << "was read";
  } catch (const Error& error) {
    ASSERT_EQ(error.fields.size(), 2U);
    EXPECT_EQ(error.fields[0].pointer, "/input/level");
    EXPECT_EQ(error.fields[1].pointer, "/input/more");
  }
}

TEST(MessageInput, LeavesListsOutAsAQueryDoes) {
  const auto message = read_message(subscribe(R"(,"input":{"level":3})"));
  ASSERT_TRUE(message);
  Wanted wanted;
  MessageInput(*message).read(type_of<Wanted>, &wanted);
  EXPECT_THAT(wanted.names, IsEmpty());
}

TEST(MessageInput, MayBeLeftOutWhereNothingIsRequired) {
  const auto message = read_message(subscribe(""));
  ASSERT_TRUE(message);
  Nothing nothing;
  MessageInput(*message).read(type_of<Nothing>, &nothing);
}

}  // namespace
}  // namespace sangam::subscriptions
