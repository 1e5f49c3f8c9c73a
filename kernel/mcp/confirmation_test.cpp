// A person's word before an agent's write, over both ages of the protocol.

#include "kernel/mcp/confirmation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/mcp/testing/door_server.h"

namespace sangam::mcp {
namespace {

using ::testing::AllOf;
using testing::DoorServer;
using ::testing::HasSubstr;
using testing::kGood;
using testing::repeated;
using testing::send;
using testing::stateless;

constexpr std::string_view kDraw = R"("name":"studio.draw","arguments":{"what":"a \"cat\""})";

std::string draw(DoorServer& server, const std::string& more, std::string_view capabilities) {
  return send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.draw"),
              stateless("tools/call", std::string(kDraw) + more, capabilities))
      .body;
}

std::string state_in(const std::string& body) {
  const std::string mark = R"("requestState":")";
  const auto at = body.find(mark);
  EXPECT_NE(at, std::string::npos) << body;
  const auto begin = at + mark.size();
  return body.substr(begin, body.find('"', begin) - begin);
}

std::string answered(const std::string& state, std::string_view answer) {
  return R"(,"inputResponses":{"confirm":)" + std::string(answer) + R"(},"requestState":")" +
         state + "\"";
}

constexpr std::string_view kYes = R"({"action":"accept","content":{"confirm":true}})";
constexpr std::string_view kForms = R"({"elicitation":{}})";

TEST(Confirmation, IsWantedByWhatAToolDoes) {
  DoorServer server;
  api::Operation create{.kind = api::Kind::command, .method = http::Method::post};
  create.success_status = 201;
  api::Operation change{.kind = api::Kind::command, .method = http::Method::patch};
  api::Operation read{.kind = api::Kind::query};
  for (const auto* operation : {&create, &change, &read})
    EXPECT_FALSE(wants_confirmation(api::AgentConfirmation::never, *operation));
  EXPECT_TRUE(wants_confirmation(api::AgentConfirmation::writes, create));
  EXPECT_TRUE(wants_confirmation(api::AgentConfirmation::writes, change));
  EXPECT_FALSE(wants_confirmation(api::AgentConfirmation::writes, read));
  EXPECT_FALSE(wants_confirmation(api::AgentConfirmation::destructive, create));
  EXPECT_TRUE(wants_confirmation(api::AgentConfirmation::destructive, change));
  EXPECT_FALSE(wants_confirmation(api::AgentConfirmation::destructive, read));
}

TEST(Confirmation, ComesWithTheNextTry) {
  DoorServer server;
  const auto asked = draw(server, "", kForms);
  EXPECT_THAT(asked, AllOf(HasSubstr(R"("resultType":"input_required")"),
                           HasSubstr(R"("method":"elicitation/create")"),
                           HasSubstr("agent wants to: Draw something (studio.draw)."),
                           HasSubstr("In the name of: Asha"), HasSubstr("what: a \\\"cat\\\"")));
  EXPECT_EQ(server.studio.drawn, 0);
  EXPECT_THAT(draw(server, answered(state_in(asked), kYes), kForms),
              HasSubstr(R"("isError":false)"));
  EXPECT_EQ(server.studio.drawn, 1);
}

TEST(Confirmation, CountsOnlyWhereItWasAskedFor) {
  DoorServer server;
  // Nobody was asked: the answer is made up, or one for another request.
  const auto made_up =
      draw(server, R"(,"inputResponses":{"confirm":)" + std::string(kYes) + "}", kForms);
  EXPECT_THAT(made_up, HasSubstr("input_required"));
  const auto burn = send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.burn"),
                         stateless("tools/call", R"("name":"studio.burn")", kForms))
                        .body;
  EXPECT_THAT(draw(server, answered(state_in(burn), kYes), kForms), HasSubstr("-32602"));
  EXPECT_THAT(draw(server, answered(state_in(made_up) + "x", kYes), kForms), HasSubstr("-32602"));
  EXPECT_EQ(server.studio.drawn, 0);
}

TEST(Confirmation, IsAskedForWhatIsValid) {
  DoorServer server;
  const auto body = send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.draw"),
                         stateless("tools/call", R"("name":"studio.draw","arguments":{})", kForms))
                        .body;
  EXPECT_THAT(body, AllOf(HasSubstr(R"("isError":true)"), HasSubstr(R"("pointer":"/what")")));
}

// The reply is a stream whose first message is the question; the answer is a request of its own.
TEST(Confirmation, IsAskedInASessionWhileTheRequestWaits) {
  DoorServer server;
  const auto begun = send(server.port(), "POST", "/mcp", kGood,
                          R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":)"
                          R"({"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},)"
                          R"("clientInfo":{"name":"agent","version":"1"}}})");
  const auto at = begun.head.find("Mcp-Session-Id: ");
  ASSERT_NE(at, std::string::npos);
  const auto session =
      std::string(kGood) + begun.head.substr(at, begun.head.find("\r\n", at) - at) + "\r\n";

  const auto call =
      R"({"jsonrpc":"2.0","id":7,"method":"tools/call","params":{)" + std::string(kDraw) + "}}";
  http::testing::RawClient client(server.port());
  client.send("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n" + session +
              "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
              "Content-Length: " +
              std::to_string(call.size()) + "\r\n\r\n" + call);
  std::string stream;
  while (stream.find("\"ask-1\"") == std::string::npos) {
    const auto byte = client.receive_bytes(1);
    ASSERT_FALSE(byte.empty()) << stream;
    stream += byte;
  }
  EXPECT_THAT(stream, HasSubstr("text/event-stream"));
  EXPECT_EQ(server.studio.drawn, 0);
  const auto answer = R"({"jsonrpc":"2.0","id":"ask-1","result":)" + std::string(kYes) + "}";
  EXPECT_EQ(send(server.port(), "POST", "/mcp", session, answer).status, 202);
  while (stream.find(R"("isError":false)") == std::string::npos) {
    const auto byte = client.receive_bytes(1);
    ASSERT_FALSE(byte.empty()) << stream;
    stream += byte;
  }
  EXPECT_EQ(server.studio.drawn, 1);
  EXPECT_EQ(send(server.port(), "POST", "/mcp", session, answer).status, 400)
      << "an answer is good once";
}

}  // namespace
}  // namespace sangam::mcp
