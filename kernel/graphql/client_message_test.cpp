#include "kernel/graphql/client_message.h"

#include <gtest/gtest.h>

namespace sangam::graphql_door {
namespace {

using Type = ClientMessage::Type;

TEST(ClientMessage, IsOneOfTheProtocol) {
  EXPECT_EQ(read_message(R"({"type":"ping"})")->type, Type::ping);
  EXPECT_EQ(read_message(R"({"type":"pong","payload":{"a":1}})")->type, Type::pong);
  EXPECT_EQ(read_message(R"({"type":"complete","id":"7"})")->id, "7");
  const auto message =
      read_message(R"({"type":"subscribe","id":"1","payload":{"query":"{a}","variables":{}}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, Type::subscribe);
  EXPECT_EQ(message->request.query, "{a}");
}

TEST(ClientMessage, MayBringACredential) {
  EXPECT_EQ(read_message(R"({"type":"connection_init"})")->token, "");
  EXPECT_EQ(read_message(R"({"type":"connection_init","payload":{"authorization":"Bearer sk_1"}})")
                ->token,
            "sk_1");
  EXPECT_EQ(read_message(R"({"type":"connection_init","payload":{"Authorization":"sk_1"}})")->token,
            "sk_1");
  EXPECT_FALSE(
      read_message(R"({"type":"connection_init","payload":{"authorization":"Bearer a b"}})"));
}

TEST(ClientMessage, IsRefusedForWhatItIs) {
  EXPECT_EQ(read_message("").error().code, Code::malformed);
  EXPECT_EQ(read_message("[]").error().code, Code::malformed);
  EXPECT_EQ(read_message("{}").error().fields.at(0).pointer, "/type");
  EXPECT_EQ(read_message(R"({"type":"start"})").error().fields.at(0).pointer, "/type");
  EXPECT_EQ(read_message(R"({"type":"complete"})").error().fields.at(0).pointer, "/id");
  EXPECT_EQ(read_message(R"({"type":"subscribe","id":"1"})").error().fields.at(0).pointer,
            "/payload");
  EXPECT_EQ(
      read_message(R"({"type":"subscribe","id":"1","payload":{}})").error().fields.at(0).pointer,
      "/query");
}

}  // namespace
}  // namespace sangam::graphql_door
