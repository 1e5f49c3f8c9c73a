// The door as a client over HTTP, server-sent events and a WebSocket meets it.

#include "kernel/graphql/door.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/graphql/document_store.h"
#include "kernel/graphql/testing/door_server.h"
#include "kernel/http/websocket/testing/frame_client.h"

namespace sangam::graphql_door {
namespace {

using http::websocket::Opcode;
using http::websocket::testing::FrameClient;
using ::testing::AllOf;
using testing::DoorServer;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view kTypename = R"({"query":"{__typename}"})";
constexpr std::string_view kResponse = "Accept: application/graphql-response+json\r\n";

TEST(Door, AnswersInTheFormThatIsAskedFor) {
  const DoorServer server;
  const auto plain = server.post(kTypename, "");
  EXPECT_EQ(plain.status, 200);
  EXPECT_TRUE(plain.has("Content-Type: application/json; charset=utf-8"));
  EXPECT_TRUE(plain.has("Cache-Control: no-store"));
  const auto own = server.post(kTypename, kResponse);
  EXPECT_EQ(own.status, 200);
  EXPECT_TRUE(own.has("Content-Type: application/graphql-response+json; charset=utf-8"));
  EXPECT_EQ(server.post(kTypename, "Accept: text/html\r\n").status, 406);
  EXPECT_EQ(server.post(kTypename, "Accept: text/event-stream\r\n").body,
            "event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\n"
            "event: complete\ndata:\n\n");
}

TEST(Door, TakesQueriesByGetAndNothingElse) {
  const DoorServer server;
  EXPECT_EQ(server.send("GET /graphql?query=%7B__typename%7D", "").body,
            R"({"data":{"__typename":"Query"}})");
  const auto mutation =
      server.send("GET /graphql?query=mutation%7BlibraryClose%7D", DoorServer::kGood);
  EXPECT_EQ(mutation.status, 405);
  EXPECT_TRUE(mutation.has("Allow: GET, POST"));
  EXPECT_EQ(server.send("PUT /graphql", "").status, 405);
  EXPECT_EQ(server.send("GET /graphql", "").status, 400);
}

TEST(Door, RefusesBodiesThatAreNoRequest) {
  const DoorServer server;
  const auto send = [&](std::string_view type, std::string_view body) {
    return server.send("POST /graphql", type, body).status;
  };
  EXPECT_EQ(send("", kTypename), 415);
  EXPECT_EQ(send("Content-Type: text/plain\r\n", kTypename), 415);
  EXPECT_EQ(server.post("{", "").status, 400);
  EXPECT_EQ(server.post("[]", "").status, 400);
  EXPECT_EQ(server.post("{}", "").status, 400);
  EXPECT_EQ(server.post(R"({"query":"{a}","variables":1})", "").status, 400);
  EXPECT_EQ(server.post(std::string(2 << 20, ' '), "").status, 413);
  EXPECT_EQ(server.post(kTypename, "Authorization: Bearer bad\r\n").status, 401);
}

TEST(Door, SaysInTheStatusThatADocumentWasRefusedToWhoWantsThat) {
  const DoorServer server;
  for (const char* document : {R"({"query":"{"})", R"({"query":"{ nothing }"})",
                               R"({"query":"{__typename}","operationName":"B"})"}) {
    const auto plain = server.post(document, "");
    EXPECT_EQ(plain.status, 200);
    EXPECT_THAT(plain.body, AllOf(StartsWith("{\"errors\":["), Not(HasSubstr("data"))));
    EXPECT_EQ(server.post(document, kResponse).status, 400);
  }
}

TEST(Door, KeepsMutationsFromPagesOfOthers) {
  const DoorServer server;
  const auto send = [&](std::string_view document, std::string_view origin) {
    return server
        .post("{\"query\":\"" + std::string(document) + "\"}",
              "Cookie: sid=good\r\n" + std::string(origin))
        .status;
  };
  EXPECT_EQ(send("mutation { libraryClose }", ""), 403);
  EXPECT_EQ(send("mutation { libraryClose }", "Origin: http://evil.example\r\n"), 403);
  EXPECT_EQ(send("mutation { libraryClose }", "Origin: http://x\r\n"), 200);
  EXPECT_EQ(send("{ __typename }", ""), 200);
}

TEST(Door, RefusesWhatIsTooMuchBeforeItRuns) {
  DoorServer server({.depth = 5, .cost = 1'000, .operations = 2});
  EXPECT_THAT(
      server.ask("{ libraryBooksList(first: 1000) { nodes { title shelf { room } } } }"),
      AllOf(HasSubstr("a cost of"), HasSubstr(R"("rule":"limit")"), Not(HasSubstr("data"))));
  EXPECT_THAT(server.ask("{ libraryBooksList(first: 1) { edges { node { shelf { keeper { name }"
                         " } } } } }"),
              HasSubstr("a depth of"));
  EXPECT_THAT(server.ask("{ a: __typename b: __typename c: __typename }"),
              HasSubstr("fields of its root"));
  EXPECT_EQ(server.library.library.lists, 0);
}

TEST(Door, KnowsPersistedQueriesByTheirHash) {
  const DoorServer server;
  const auto hash = sha256_text("{__typename}");
  const auto extensions =
      R"("extensions":{"persistedQuery":{"version":1,"sha256Hash":")" + hash + "\"}}";
  EXPECT_THAT(server.post("{" + extensions + "}", "").body,
              HasSubstr(R"("code":"PERSISTED_QUERY_NOT_FOUND")"));
  EXPECT_THAT(server.post(R"({"query":"{ __typename }",)" + extensions + "}", "").body,
              HasSubstr("is not that of"));
  EXPECT_THAT(server.post(R"({"query":"{__typename}",)" + extensions + "}", "").body,
              StartsWith(R"({"data")"));
  EXPECT_THAT(server.post("{" + extensions + "}", "").body, StartsWith(R"({"data")"));
}

TEST(Door, SendsSubscriptionsAsEvents) {
  const DoorServer server;
  const auto follow = [&](std::string_view arguments) {
    return server
        .post("{\"query\":\"subscription { libraryOpened(" + std::string(arguments) +
                  ") { number book { title } } }\"}",
              "Authorization: Bearer good\r\nAccept: text/event-stream\r\n")
        .body;
  };
  EXPECT_EQ(follow("last: 2, lastEventId: \\\"1\\\""),
            ":\n\nevent: next\ndata: {\"data\":{\"libraryOpened\":{\"number\":2,"
            "\"book\":{\"title\":\"Book 1\"}}},\"extensions\":{\"eventId\":\"2\"}}\n\n"
            "event: complete\ndata:\n\n");
  EXPECT_THAT(follow("last: -1"), AllOf(HasSubstr("cannot count down"), HasSubstr("complete")));
  EXPECT_THAT(follow("last: 20"), AllOf(HasSubstr("\"number\":12"), HasSubstr("unlucky"),
                                        Not(HasSubstr("\"number\":13"))));
  EXPECT_EQ(server.post(R"({"query":"subscription { libraryOpened(last: 1) { number } }"})").status,
            406);
}

class DoorSocket : public ::testing::Test {
 protected:
  static constexpr std::string_view kInit =
      R"({"type":"connection_init","payload":{"authorization":"Bearer good"}})";
  static constexpr std::string_view kProtocol = "Sec-WebSocket-Protocol: graphql-transport-ws\r\n";

  FrameClient connect(std::string_view fields = {}) {
    return FrameClient(server_.port(), std::string(kProtocol) + std::string(fields), "/graphql");
  }
  static std::string subscribe(std::string_view id, std::string_view query) {
    return R"({"type":"subscribe","id":")" + std::string(id) + R"(","payload":{"query":")" +
           std::string(query) + "\"}}";
  }

  DoorServer server_;
};

TEST_F(DoorSocket, FollowsStreams) {
  auto client = connect();
  EXPECT_THAT(client.head(), HasSubstr("Sec-WebSocket-Protocol: graphql-transport-ws"));
  client.send(Opcode::text, kInit);
  EXPECT_EQ(client.next()->payload, R"({"type":"connection_ack"})");
  client.send(Opcode::text, R"({"type":"ping"})");
  EXPECT_EQ(client.next()->payload, R"({"type":"pong"})");
  client.send(Opcode::text, subscribe("1", "subscription { libraryOpened(last: 1) { number } }"));
  EXPECT_EQ(client.next()->payload,
            R"({"type":"next","id":"1","payload":{"data":{"libraryOpened":{"number":1}},)"
            R"("extensions":{"eventId":"1"}}})");
  EXPECT_EQ(client.next()->payload, R"({"type":"complete","id":"1"})");
}

TEST_F(DoorSocket, AnswersQueriesAndRefusals) {
  auto client = connect(DoorServer::kGood);
  client.send(Opcode::text, R"({"type":"connection_init"})");
  EXPECT_EQ(client.next()->payload, R"({"type":"connection_ack"})");
  client.send(Opcode::text, subscribe("q", "{ __typename }"));
  EXPECT_EQ(client.next()->payload,
            R"({"type":"next","id":"q","payload":{"data":{"__typename":"Query"}}})");
  EXPECT_EQ(client.next()->payload, R"({"type":"complete","id":"q"})");
  client.send(Opcode::text, subscribe("e", "{ nothing }"));
  EXPECT_THAT(client.next()->payload, StartsWith(R"({"type":"error","id":"e","payload":[{)"));
  client.send(Opcode::text, subscribe("s", "subscription { libraryOpened(last: -1) { number } }"));
  EXPECT_THAT(client.next()->payload,
              AllOf(StartsWith(R"({"type":"error","id":"s")"), HasSubstr("cannot count down")));
}

TEST_F(DoorSocket, ClosesAsTheProtocolSays) {
  const auto code_of = [&](std::initializer_list<std::string_view> messages,
                           std::string_view fields = {}) {
    auto client = connect(fields);
    for (const auto message : messages)
      client.send(Opcode::text, message);
    while (auto frame = client.next())
      if (frame->opcode == Opcode::close) return frame->code();
    return 0;
  };
  EXPECT_EQ(code_of({"x"}), 4400);
  EXPECT_EQ(code_of({subscribe("1", "{ __typename }")}), 4401);
  EXPECT_EQ(code_of({R"({"type":"connection_init"})"}), 4403);
  EXPECT_EQ(code_of({R"({"type":"connection_init","payload":{"authorization":"Bearer bad"}})"}),
            4403);
  EXPECT_EQ(code_of({kInit, kInit}), 4429);
}

TEST_F(DoorSocket, ClosesWhenTheCredentialIsRevoked) {
  auto client = connect();
  client.send(Opcode::text, kInit);
  EXPECT_EQ(client.next()->payload, R"({"type":"connection_ack"})");
  server_.authenticator.revoked->store(true);
  const auto frame = client.next();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->code(), 4401);
}

TEST_F(DoorSocket, IsOpenedWithACookieByPagesOfThisServerOnly) {
  EXPECT_THAT(connect("Cookie: sid=good\r\nOrigin: http://evil.example\r\n").head(),
              HasSubstr(" 403 "));
  EXPECT_THAT(connect("Cookie: sid=good\r\nOrigin: http://x\r\n").head(), HasSubstr(" 101 "));
}

}  // namespace
}  // namespace sangam::graphql_door
