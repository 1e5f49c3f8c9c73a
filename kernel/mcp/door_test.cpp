// The door over real connections: who gets in, what both ages of the protocol answer.

#include "kernel/mcp/door.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/mcp/testing/door_server.h"

namespace sangam::mcp {
namespace {

using ::testing::AllOf;
using testing::DoorServer;
using ::testing::HasSubstr;
using testing::kGood;
using ::testing::Not;
using testing::repeated;
using testing::send;
using testing::stateless;

constexpr std::string_view kInitialize =
    R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
    R"("capabilities":{},"clientInfo":{"name":"agent","version":"1"}}})";

// Fields that name a session just begun.
std::string begin_session(std::uint16_t port) {
  const auto response = send(port, "POST", "/mcp", kGood, kInitialize);
  const auto at = response.head.find("Mcp-Session-Id: ");
  EXPECT_NE(at, std::string::npos) << response.head;
  return std::string(kGood) + response.head.substr(at, response.head.find("\r\n", at) - at) +
         "\r\nMCP-Protocol-Version: 2025-11-25\r\n";
}

TEST(McpDoor, SaysWhereACredentialIsHad) {
  DoorServer server;
  const auto none = send(server.port(), "POST", "/mcp", "", kInitialize);
  EXPECT_EQ(none.status, 401);
  const auto address = "http://127.0.0.1:" + std::to_string(server.port());
  EXPECT_THAT(none.head, HasSubstr("WWW-Authenticate: Bearer resource_metadata=\"" + address +
                                   "/.well-known/oauth-protected-resource/mcp\"\r\n"));
  const auto wrong =
      send(server.port(), "POST", "/mcp", "Authorization: Bearer bad\r\n", kInitialize);
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(wrong.head, HasSubstr("error=\"invalid_token\""));
  for (const char* path :
       {"/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"}) {
    const auto metadata = send(server.port(), "GET", path, "");
    EXPECT_EQ(metadata.status, 200);
    EXPECT_THAT(metadata.body, AllOf(HasSubstr(R"("resource":")" + address + R"(/mcp")"),
                                     HasSubstr(R"("authorization_servers":[")" + address + "\"]")));
  }
  EXPECT_EQ(send(server.port(), "POST", "/.well-known/oauth-protected-resource", "").status, 405);
}

TEST(McpDoor, LetsPagesInByTheirOrigin) {
  DoorServer server({.origins = {"https://agents.example"}});
  const auto from = [&](std::string_view fields) {
    return send(server.port(), "POST", "/mcp", std::string(kGood) + std::string(fields),
                kInitialize)
        .status;
  };
  EXPECT_EQ(from("Origin: https://agents.example\r\n"), 200);
  EXPECT_EQ(from("Origin: http://127.0.0.1:" + std::to_string(server.port()) + "\r\n"), 200);
  EXPECT_EQ(from("Origin: http://localhost:6274\r\n"), 200) << "this machine's own";
  EXPECT_EQ(from("Origin: https://evil.example\r\n"), 403);
  EXPECT_EQ(from("Origin: null\r\n"), 403);
  EXPECT_EQ(from("Origin: http://localhost.evil.example\r\n"), 403);
  EXPECT_EQ(send(server.port(), "POST", "/mcp", "Cookie: sid=good\r\n", kInitialize).status, 403)
      << "a cookie needs a page of ours";
}

TEST(McpDoor, RefusesWhatIsNoRequestOfTheProtocol) {
  DoorServer server;
  EXPECT_EQ(send(server.port(), "PUT", "/mcp", kGood, "{}").status, 405);
  EXPECT_EQ(send(server.port(), "GET", "/mcp", std::string(kGood) + "Accept: text/event-stream\r\n")
                .status,
            405)
      << "no session";
  EXPECT_EQ(send(server.port(), "DELETE", "/mcp", kGood).status, 405);
  EXPECT_EQ(send(server.port(), "POST", "/mcp", std::string(kGood) + "Accept: text/html\r\n", "{}")
                .status,
            406);
  EXPECT_EQ(
      send(server.port(), "POST", "/mcp", std::string(kGood) + "Content-Length: 2\r\n").status,
      415);
  const auto broken = send(server.port(), "POST", "/mcp", kGood, "{");
  EXPECT_EQ(broken.status, 400);
  EXPECT_THAT(broken.body, HasSubstr("\"code\":-32700"));
  EXPECT_THAT(send(server.port(), "POST", "/mcp", kGood, "[]").body, HasSubstr("Batches"));
}

TEST(McpDoor, ServesASession) {
  DoorServer server({.confirm = api::AgentConfirmation::never});
  const auto session = begin_session(server.port());
  const auto post = [&](std::string_view body) {
    return send(server.port(), "POST", "/mcp", session, body);
  };
  EXPECT_EQ(post(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").status, 202);
  EXPECT_EQ(post(R"({"jsonrpc":"2.0","id":2,"method":"ping"})").body,
            R"({"jsonrpc":"2.0","id":2,"result":{}})");
  const auto tools = post(R"({"jsonrpc":"2.0","id":3,"method":"tools/list"})");
  EXPECT_THAT(tools.body, AllOf(HasSubstr(R"("name":"studio.draw")"), Not(HasSubstr("secret")),
                                Not(HasSubstr("resultType"))));
  const auto drawn = post(R"({"jsonrpc":"2.0","id":4,"method":"tools/call","params":)"
                          R"({"name":"studio.draw","arguments":{"what":"a cat","times":2}}})");
  EXPECT_EQ(drawn.body, R"({"jsonrpc":"2.0","id":4,"result":{"content":[{"type":"text","text":)"
                        R"("{\"what\":\"a cat\",\"number\":2}"}],"structuredContent":)"
                        R"({"what":"a cat","number":2},"isError":false}})");
  EXPECT_THAT(post(R"({"jsonrpc":"2.0","id":5,"method":"server/discover"})").body,
              HasSubstr("-32601"));
  EXPECT_EQ(send(server.port(), "DELETE", "/mcp", session).status, 204);
  EXPECT_EQ(post(R"({"jsonrpc":"2.0","id":6,"method":"ping"})").status, 404);
  EXPECT_EQ(
      send(server.port(), "POST", "/mcp", kGood, R"({"jsonrpc":"2.0","id":6,"method":"ping"})")
          .status,
      400)
      << "no session was named";
}

TEST(McpDoor, ServesRequestsThatStandAlone) {
  DoorServer server({.confirm = api::AgentConfirmation::never});
  const auto discovered = send(server.port(), "POST", "/mcp", repeated("server/discover"),
                               stateless("server/discover", ""));
  EXPECT_EQ(discovered.status, 200);
  EXPECT_THAT(discovered.body,
              AllOf(HasSubstr(R"("supportedVersions":["2026-07-28","2025-11-25","2025-06-18"])"),
                    HasSubstr(R"("resultType":"complete")"),
                    HasSubstr(R"("io.modelcontextprotocol/serverInfo":{"name":"sangam")")));
  const auto drawn =
      send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.draw"),
           stateless("tools/call", R"("name":"studio.draw","arguments":{"what":"a dog"})"));
  EXPECT_THAT(drawn.body, HasSubstr(R"("structuredContent":{"what":"a dog","number":1})"));
  EXPECT_THAT(
      send(server.port(), "POST", "/mcp", repeated("prompts/get", "studio.praise"),
           stateless("prompts/get", R"("name":"studio.praise","arguments":{"what":"{tone}"})"))
          .body,
      HasSubstr(R"("text":"Praise {tone}. ")"))
      << "what is filled in is not looked through again";
  EXPECT_THAT(send(server.port(), "POST", "/mcp", repeated("resources/read", "sangam://about"),
                   stateless("resources/read", R"("uri":"sangam://about")"))
                  .body,
              AllOf(HasSubstr(R"("text":"A studio.")"), HasSubstr(R"("cacheScope":"private")")));
  const auto completion =
      stateless("completion/complete", R"("ref":{"type":"ref/prompt","name":"studio.praise"},)"
                                       R"("argument":{"name":"tone","value":"w"})");
  EXPECT_THAT(send(server.port(), "POST", "/mcp", repeated("completion/complete"), completion).body,
              HasSubstr(R"("values":["warm","witty"])"));
}

TEST(McpDoor, HoldsFieldsAndBodyTogether) {
  DoorServer server;
  const auto body = stateless("tools/call", R"("name":"studio.burn","arguments":{})");
  const auto refusal = [&](const std::string& fields, const std::string& text) {
    const auto response = send(server.port(), "POST", "/mcp", fields, text);
    EXPECT_EQ(response.status, 400) << response.body;
    return response.body;
  };
  EXPECT_THAT(refusal(repeated("tools/call", "studio.draw"), body), HasSubstr("-32020"));
  EXPECT_THAT(refusal(repeated("tools/list", "studio.burn"), body), HasSubstr("-32020"));
  EXPECT_THAT(refusal(repeated("tools/call"), body), HasSubstr("Mcp-Name is missing"));
  EXPECT_THAT(refusal(std::string(kGood), body), HasSubstr("-32020"));
  EXPECT_THAT(refusal(repeated("server/discover"),
                      R"({"jsonrpc":"2.0","id":1,"method":"server/discover"})"),
              HasSubstr("-32602"));
  auto other = stateless("server/discover", "");
  other.replace(other.find("2026-07-28"), 10, "2099-01-01");
  auto fields = repeated("server/discover");
  EXPECT_THAT(refusal(fields, other), HasSubstr("-32020"));
  fields.replace(fields.find("2026-07-28"), 10, "2099-01-01");
  EXPECT_THAT(refusal(fields, other),
              AllOf(HasSubstr("-32022"), HasSubstr(R"("requested":"2099-01-01")")));
  const auto unknown = send(server.port(), "POST", "/mcp", repeated("ping"), stateless("ping", ""));
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(unknown.body, HasSubstr("-32601"));
}

TEST(McpDoor, TellsWhyAToolRefused) {
  DoorServer server({.confirm = api::AgentConfirmation::never});
  const auto call = [&](std::string_view arguments) {
    return send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.draw"),
                stateless("tools/call",
                          R"("name":"studio.draw","arguments":)" + std::string(arguments)))
        .body;
  };
  EXPECT_THAT(call(R"({"what":"nothing"})"),
              AllOf(HasSubstr(R"("isError":true)"), HasSubstr(R"("code":"refused")"),
                    HasSubstr("Nothing cannot be drawn.")));
  EXPECT_THAT(call(R"({"what":7,"where":"here"})"),
              AllOf(HasSubstr(R"("pointer":"/what")"), HasSubstr(R"("pointer":"/where")")));
  EXPECT_EQ(server.studio.drawn, 0);
  EXPECT_THAT(send(server.port(), "POST", "/mcp", repeated("tools/call", "studio.paint"),
                   stateless("tools/call", R"("name":"studio.paint")"))
                  .body,
              HasSubstr("-32602"));
}

}  // namespace
}  // namespace sangam::mcp
