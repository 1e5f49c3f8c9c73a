#include "kernel/http/websocket/handshake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/websocket/testing/echo_server.h"
#include "kernel/http/websocket/testing/frame_client.h"

namespace sangam::http::websocket {
namespace {

using testing::EchoServer;
using testing::FrameClient;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RawClient;

TEST(Handshake, AnswersTheKeyOfTheSpecification) {
  EXPECT_EQ(accept_of(testing::kKey), testing::kAccept);
  EchoServer server;
  FrameClient client(server.port());
  EXPECT_THAT(client.head(), HasSubstr("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_THAT(client.head(), HasSubstr("Upgrade: websocket\r\n"));
  EXPECT_THAT(client.head(), HasSubstr("Connection: Upgrade\r\n"));
  EXPECT_THAT(client.head(), HasSubstr("Sec-WebSocket-Accept: " + std::string(testing::kAccept)));
  EXPECT_THAT(client.head(), Not(HasSubstr("Content-Length")));
  EXPECT_THAT(client.head(), Not(HasSubstr("Sec-WebSocket-Protocol")));
  EXPECT_THAT(client.head(), Not(HasSubstr("Sec-WebSocket-Extensions")));
}

TEST(Handshake, ChoosesThePreferredProtocolThatWasOffered) {
  EchoServer server;
  const auto chosen = [&](std::string_view fields) {
    return FrameClient(server.port(), fields).head();
  };
  EXPECT_THAT(chosen("Sec-WebSocket-Protocol: other, echo.v1, echo.v2\r\n"),
              HasSubstr("Sec-WebSocket-Protocol: echo.v2\r\n"));
  EXPECT_THAT(chosen("Sec-WebSocket-Protocol: other\r\nSec-WebSocket-Protocol: echo.v1\r\n"),
              HasSubstr("Sec-WebSocket-Protocol: echo.v1\r\n"));
  EXPECT_THAT(chosen("Sec-WebSocket-Protocol: ECHO.V1\r\n"),
              Not(HasSubstr("Sec-WebSocket-Protocol")));
  EXPECT_THAT(chosen("Sec-WebSocket-Extensions: permessage-deflate\r\n"),
              Not(HasSubstr("Sec-WebSocket-Extensions")));
}

TEST(Handshake, AsksTheOriginPolicyWhereThereIsAnOrigin) {
  EchoServer server;
  EXPECT_THAT(FrameClient(server.port(), "Origin: https://good.example\r\n").head(),
              HasSubstr(" 101 "));
  EXPECT_THAT(FrameClient(server.port(), "Origin: https://bad.example\r\n").head(),
              HasSubstr(" 403 "));
}

// The right request with one line changed or left out.
std::string changed(std::string_view line, std::string_view instead) {
  std::string request = testing::handshake_request();
  const auto at = request.find(line);
  SANGAM_ASSERT(at != std::string::npos);
  return request.replace(at, line.size(), instead);
}

struct Case {
  std::string_view line;
  std::string_view instead;
  int status;
};

TEST(Handshake, IsRefusedForEachThingThatIsWrong) {
  const std::string key_line = "Sec-WebSocket-Key: " + std::string(testing::kKey) + "\r\n";
  const std::string two_keys = key_line + key_line;
  const Case cases[] = {
      {"GET", "POST", 405},
      {"GET", "HEAD", 405},
      {"HTTP/1.1", "HTTP/1.0", 426},
      {"Upgrade: websocket\r\n", "", 426},
      {"Upgrade: websocket", "Upgrade: h2c", 426},
      {"Connection: Upgrade\r\n", "", 426},
      {"Connection: Upgrade", "Connection: keep-alive", 426},
      {"Version: 13", "Version: 12", 426},
      {"Sec-WebSocket-Version: 13\r\n", "", 426},
      {"Version: 13", "Version: 13\r\nSec-WebSocket-Version: 8", 426},
      {key_line, "", 400},
      {key_line, two_keys, 400},
      {testing::kKey, "c2hvcnQ=", 400},
      {testing::kKey, "dGhlIHNhbXBsZSBub25jZQ", 400},
      {testing::kKey, "not base64 at all!!!!!!!", 400},
      {"Host: x\r\n", "Host: x\r\nContent-Length: 1\r\n", 400},
  };
  EchoServer server;
  for (const auto& [line, instead, status] : cases) {
    SCOPED_TRACE(std::string(line) + " -> " + std::string(instead));
    RawClient client(server.port());
    client.send(changed(line, instead) + (instead.contains("Content-Length") ? "x" : ""));
    const auto answer = client.receive(instead == "HEAD");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_THAT(answer->head, HasSubstr("application/problem+json"));
    if (status == 405) EXPECT_TRUE(answer->has("Allow: GET"));
    if (status != 426) continue;
    EXPECT_TRUE(answer->has("Upgrade: websocket"));
    EXPECT_TRUE(answer->has("Connection: Upgrade"));
    EXPECT_TRUE(answer->has("Sec-WebSocket-Version: 13"));
  }
  EXPECT_EQ(server.log().opened, 0);
}

TEST(Handshake, MayListWhatElseTheClientSpeaks) {
  EchoServer server;
  RawClient client(server.port());
  std::string request = changed("Connection: Upgrade", "Connection: keep-alive, UPGRADE");
  request.replace(request.find("Upgrade: websocket"), 18, "Upgrade: h2c, WebSocket");
  client.send(request);
  EXPECT_EQ(client.receive(true)->status, 101);
}

TEST(Handshake, LeavesTheConnectionToHttpWhenItIsRefused) {
  EchoServer server;
  RawClient client(server.port());
  client.send(changed("Version: 13", "Version: 7"));
  EXPECT_EQ(client.receive()->status, 426);
  client.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive()->body, "plain");
  client.send(testing::handshake_request());
  EXPECT_EQ(client.receive(true)->status, 101);
}

}  // namespace
}  // namespace sangam::http::websocket
