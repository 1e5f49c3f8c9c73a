// Whole connections: messages, pings, goodbyes, slow and silent clients, draining.

#include "kernel/http/websocket/socket.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <thread>

#include "kernel/http/websocket/testing/echo_server.h"
#include "kernel/http/websocket/testing/frame_client.h"

namespace sangam::http::websocket {
namespace {

using namespace std::chrono_literals;
using testing::client_frame;
using testing::close_payload;
using testing::EchoServer;
using testing::FrameClient;

// Until what another thread does has been done; false after five seconds.
template <class Condition>
bool happens(Condition condition) {
  for (int i = 0; i < 500 && !condition(); ++i)
    std::this_thread::sleep_for(10ms);
  return condition();
}

TEST(Socket, GivesMessagesBack) {
  EchoServer server;
  FrameClient client(server.port());
  EXPECT_TRUE(client.send(Opcode::text, "hello"));
  EXPECT_EQ(client.text(), "hello");
  const std::string large(60'000, 'x');
  client.send(client_frame(Opcode::text, large.substr(0, 100), false) +
              client_frame(Opcode::ping, "between") +
              client_frame(Opcode::continuation, large.substr(100)));
  const auto pong = client.next();
  ASSERT_TRUE(pong && pong->opcode == Opcode::pong);
  EXPECT_EQ(pong->payload, "between");
  EXPECT_EQ(client.text(), large);
  EXPECT_EQ(server.counters().messages_received, 2);
  EXPECT_EQ(server.counters().messages_sent, 2);
}

// What a client sends before it has seen the answer belongs to the WebSocket.
TEST(Socket, ReadsWhatCameBehindTheHandshake) {
  EchoServer server;
  testing::RawClient raw(server.port());
  raw.send(testing::handshake_request() + client_frame(Opcode::text, "eager"));
  EXPECT_EQ(raw.receive(true)->status, 101);
  EXPECT_EQ(raw.receive_bytes(7),
            "\x81\x05"
            "eager");
}

TEST(Socket, AnswersAGoodbyeAndEndsTheConnection) {
  EchoServer server;
  for (const int code : {1000, 1001, 3500, 4999}) {
    FrameClient client(server.port());
    client.send(Opcode::close, close_payload(static_cast<std::uint16_t>(code), "bye"));
    EXPECT_EQ(client.close_code(), code);
    EXPECT_TRUE(client.closed());
    EXPECT_TRUE(happens([&] { return server.log().last_code == code; }));
  }
  FrameClient client(server.port());
  client.send(Opcode::close, "");
  const auto close = client.next();
  ASSERT_TRUE(close && close->opcode == Opcode::close);
  EXPECT_EQ(close->payload, "");
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(happens([&] { return server.http().connections_open == 0; }));
}

TEST(Socket, SaysGoodbyeItselfAndWaitsForTheAnswer) {
  EchoServer server;
  FrameClient client(server.port());
  client.send(client_frame(Opcode::text, "close") + client_frame(Opcode::text, "too late"));
  EXPECT_EQ(client.close_code(), 4000);
  EXPECT_EQ(server.log().closed, 0);
  client.send(Opcode::close, close_payload(4000));
  EXPECT_TRUE(client.closed());
  EXPECT_TRUE(happens([&] { return server.log().last_code == 4000; }));
}

TEST(Socket, CutsWhoDoesNotAnswerAGoodbye) {
  EchoServer server({.close_within = 200ms});
  FrameClient client(server.port());
  client.send(Opcode::text, "close");
  EXPECT_EQ(client.close_code(), 4000);
  EXPECT_TRUE(client.closed());
}

TEST(Socket, TellsWhoBreaksTheProtocolWhy) {
  EchoServer server;
  const auto code_after = [&](const std::string& bytes) {
    FrameClient client(server.port());
    client.send(bytes);
    const int code = client.close_code();
    EXPECT_TRUE(client.closed());
    return code;
  };
  EXPECT_EQ(code_after(client_frame({.payload = "x", .masked = false})), 1002);
  EXPECT_EQ(code_after(client_frame(Opcode::text, "\xFF")), 1007);
  EXPECT_EQ(code_after(client_frame(Opcode::text, std::string(65'537, 'x'))), 1009);
  EXPECT_EQ(code_after(client_frame(Opcode::close, "\x01")), 1002);
  EXPECT_TRUE(happens([&] { return server.counters().faults == 4; }));
}

TEST(Socket, SurvivesAClientThatGoesWithoutAWord) {
  EchoServer server;
  {
    FrameClient client(server.port());
    client.send(client_frame(Opcode::text, "half of a message").substr(0, 9));
  }
  EXPECT_TRUE(happens([&] { return server.log().closed == 1; }));
  EXPECT_EQ(server.log().last_code, static_cast<int>(CloseCode::no_close));
  EXPECT_TRUE(happens([&] { return server.counters().open == 0; }));
}

TEST(Socket, AsksWhoIsSilentAndKeepsWhoAnswers) {
  EchoServer server({.ping_after = 200ms, .pong_within = 400ms});
  FrameClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    const auto ping = client.next();
    ASSERT_TRUE(ping && ping->opcode == Opcode::ping);
    client.send(Opcode::pong, ping->payload);
  }
  EXPECT_TRUE(client.next()) << "one more ping";
  EXPECT_FALSE(client.next()) << "which nobody answers";
  EXPECT_TRUE(happens([&] { return server.counters().unanswered == 1; }));
}

// A client that reads slowly gets everything; one that does not read is held back, not buffered.
TEST(Socket, HoldsBackWhoAsksWhetherItIsFull) {
  EchoServer server;
  FrameClient client(server.port());
  client.send(Opcode::text, "flood");
  EXPECT_TRUE(happens([&] { return server.log().bytes_sent > 64 * 1024; }));
  std::this_thread::sleep_for(100ms);
  const auto held_at = server.log().bytes_sent.load();
  EXPECT_LT(held_at, 16U << 20U) << "what two socket buffers and a queue hold";
  std::size_t read = 0;
  while (read <= held_at)
    read += client.text().size();
  EXPECT_GE(server.log().drained, 1);
  EXPECT_GT(server.log().bytes_sent, held_at);
}

TEST(Socket, ClosesWhoReadsTooSlowly) {
  EchoServer server({.slow = 300ms, .close_within = 5s});
  FrameClient client(server.port());
  client.send(Opcode::text, "flood");
  EXPECT_TRUE(happens([&] { return server.counters().slow == 1; }));
  // Whole messages, the one under way too, and then why.
  auto frame = client.next();
  while (frame && frame->opcode == Opcode::text) {
    EXPECT_EQ(frame->payload.size(), 4096U);
    frame = client.next();
  }
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->code(), 1013);
}

TEST(Socket, ClosesWhoMakesTheQueueGrowOverItsBound) {
  EchoServer server({.queue_bytes = 256 * 1024});
  FrameClient client(server.port());
  client.send(Opcode::text, "pour");
  auto frame = client.next();
  while (frame && frame->opcode == Opcode::text)
    frame = client.next();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->code(), 1013);
  EXPECT_EQ(server.counters().slow, 1);
}

TEST(Socket, IsToldThatTheServerStops) {
  EchoServer server;
  FrameClient polite(server.port());
  FrameClient deaf(server.port());
  polite.send(Opcode::text, "here");
  EXPECT_EQ(polite.text(), "here");
  EXPECT_TRUE(happens([&] { return server.log().opened == 2; }));
  std::thread draining([&] { server.server().drain(700ms); });
  EXPECT_EQ(polite.close_code(), 1001);
  polite.send(Opcode::close, close_payload(1001));
  EXPECT_TRUE(polite.closed());
  EXPECT_EQ(deaf.close_code(), 1001);
  EXPECT_TRUE(deaf.closed()) << "cut when the patience is over";
  draining.join();
  EXPECT_EQ(server.log().closed, 2);
}

TEST(Socket, CountsAsAConnectionOfTheServer) {
  ServerSettings settings;
  settings.limits.connections_an_address = 1;
  EchoServer server({}, settings);
  FrameClient first(server.port());
  EXPECT_EQ(testing::RawClient(server.port()).receive()->status, 429);
  first.send(Opcode::close, "");
  EXPECT_TRUE(happens([&] { return server.http().connections_open == 0; }));
  FrameClient second(server.port());
  second.send(Opcode::text, "in");
  EXPECT_EQ(second.text(), "in");
}

}  // namespace
}  // namespace sangam::http::websocket
