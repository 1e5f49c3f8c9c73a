// What is asked for is what comes: fields, links, connections, refusals, over real connections.

#include "kernel/graphql/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/graphql/testing/door_server.h"

namespace sangam::graphql_door {
namespace {

using ::testing::AllOf;
using testing::DoorServer;
using ::testing::HasSubstr;
using ::testing::Not;

std::string book_id(int number) { return testing::numbered<testing::BookResource>(number).str(); }

std::string get(int number, std::string_view fields) {
  return "{ libraryBooksGet(id: \\\"" + book_id(number) + "\\\") { " + std::string(fields) + " } }";
}

class ExecutorTest : public ::testing::Test {
 protected:
  std::string ask(std::string_view document) { return server_.ask(document, DoorServer::kBest); }
  const testing::Library& library() const { return server_.library.library; }

  DoorServer server_;
};

TEST_F(ExecutorTest, AnswersWhatWasAskedForInItsOrder) {
  EXPECT_EQ(ask(get(2, "title pages price binding __typename authors { name }")),
            R"({"data":{"libraryBooksGet":{"title":"Book 2","pages":5000000000,)"
            R"("price":"12.50 INR","binding":"HALF_CLOTH","__typename":"Book","authors":[]}}})");
  EXPECT_EQ(ask(get(1, "binding lentToId")),
            R"({"data":{"libraryBooksGet":{"binding":null,"lentToId":null}}})");
}

TEST_F(ExecutorTest, TakesAliasesFragmentsAndDirectives) {
  const auto document =
      "query Q($no: Boolean!) { a: libraryBooksGet(id: \\\"" + book_id(1) +
      "\\\") { ...T x: title @skip(if: $no) } ... on Query { b: libraryBooksGet(id: \\\"" +
      book_id(2) + "\\\") { title @include(if: $no) } } } fragment T on Book { t: title }";
  EXPECT_EQ(server_.post("{\"query\":\"" + document + "\",\"variables\":{\"no\":true}}").body,
            R"({"data":{"a":{"t":"Book 1"},"b":{"title":"Book 2"}}})");
}

TEST_F(ExecutorTest, FollowsLinksWithOneLoadALevel) {
  const auto answer =
      ask("{ libraryBooksList { edges { node { title shelf { room keeper { name } }"
          " lentTo { name } } } } }");
  EXPECT_THAT(answer, AllOf(HasSubstr(R"("shelf":{"room":"Room 2","keeper":{"name":"Reader"}})"),
                            HasSubstr(R"("lentTo":{"name":"Reader"})"), Not(HasSubstr("errors"))));
  EXPECT_EQ(library().lists, 1);
  EXPECT_EQ(library().loads.at("shelf"), 1);
  // Once for those who have books, once for the keepers of shelves, who were not known before.
  EXPECT_EQ(library().loads.at("reader"), 2);
}

TEST_F(ExecutorTest, LoadsWhatIsNamedTwiceOnce) {
  const auto answer =
      ask("{ a: libraryBooksList(first: 1) { nodes { shelf { keeper { name } } } }"
          " b: libraryBooksList(first: 1) { nodes { shelf { keeper { id } } } } }");
  EXPECT_THAT(answer, HasSubstr(R"("b":{"nodes":[{"shelf":{"keeper":{"id":"reader_)"));
  EXPECT_EQ(library().loads.at("shelf"), 1);
  EXPECT_EQ(library().loads.at("reader"), 1);
}

TEST_F(ExecutorTest, HasNullsForWhatIsGone) {
  EXPECT_EQ(ask(get(6, "lentTo { name } shelf { room }")),
            R"({"data":{"libraryBooksGet":{"lentTo":null,"shelf":{"room":"Room 2"}}}})");
}

TEST_F(ExecutorTest, SaysWhichLinksTheCallerMayNotFollow) {
  const auto answer = server_.ask(get(3, "title lentTo { name } shelf { room }"));
  EXPECT_THAT(
      answer,
      AllOf(HasSubstr(R"("data":{"libraryBooksGet":{"title":"Book 3","lentTo":null,)"
                      R"("shelf":{"room":"Room 4"}}})"),
            HasSubstr(R"("path":["libraryBooksGet","lentTo"],"extensions":{"code":"forbidden")")));
}

TEST_F(ExecutorTest, PagesAreConnections) {
  const auto first =
      ask("{ libraryBooksList(first: 2) { edges { cursor node { title } } pageInfo"
          " { hasNextPage hasPreviousPage startCursor endCursor } } }");
  EXPECT_THAT(first, AllOf(HasSubstr(R"({"cursor":"2","node":{"title":"Book 2"}})"),
                           HasSubstr(R"("hasNextPage":true,"hasPreviousPage":false)"),
                           HasSubstr(R"("endCursor":"2")")));
  const auto from = first.find("\"startCursor\":\"") + 15;
  const auto cursor = first.substr(from, first.find('"', from) - from);
  const auto second = ask("{ libraryBooksList(first: 2, after: \\\"" + cursor +
                          "\\\") { nodes { title } pageInfo { hasPreviousPage endCursor } } }");
  EXPECT_EQ(second,
            R"({"data":{"libraryBooksList":{"nodes":[{"title":"Book 2"},{"title":"Book 3"}],)"
            R"("pageInfo":{"hasPreviousPage":true,"endCursor":"3"}}}})");
}

TEST_F(ExecutorTest, RefusesFieldsOneByOne) {
  const auto answer = ask("{ a: libraryBooksGet(id: \\\"" + book_id(99) +
                          "\\\") { title } b: libraryBooksGet(id: \\\"x\\\") { title }"
                          " c: libraryBooksGet(id: \\\"" +
                          book_id(1) + "\\\") { title } }");
  EXPECT_THAT(answer, AllOf(HasSubstr(R"("data":{"a":null,"b":null,"c":{"title":"Book 1"}})"),
                            HasSubstr(R"("message":"There is no such book.","path":["a"])"),
                            HasSubstr(R"("code":"not_found","status":404)"),
                            HasSubstr(R"("path":["b"],"extensions":{"code":"invalid")"),
                            HasSubstr(R"("pointer":"/id")"), HasSubstr(R"("traceId":")")));
}

TEST_F(ExecutorTest, PointsToArguments) {
  EXPECT_THAT(ask("{ libraryBooksList(first: 0) { nodes { id } } }"),
              HasSubstr(R"("pointer":"/first")"));
  EXPECT_THAT(ask("{ libraryBooksList(after: \\\"x\\\") { nodes { id } } }"),
              HasSubstr(R"("pointer":"/after")"));
  EXPECT_THAT(ask("mutation { libraryBooksAdd(input: {title: \\\"\\\", price: \\\"1 INR\\\","
                  " authors: [{name: \\\"\\\"}]}) { id } }"),
              AllOf(HasSubstr(R"("pointer":"/input/title")"),
                    HasSubstr(R"("pointer":"/input/authors/0/name")")));
}

TEST_F(ExecutorTest, MutationsTakeAnInputAndAKey) {
  const auto answer =
      ask("mutation { libraryBooksAdd(idempotencyKey: \\\"k1\\\", input: {title: \\\"New\\\","
          " price: \\\"7.25 EUR\\\", binding: HALF_CLOTH, authors: [{name: \\\"A\\\","
          " born: \\\"1912-06-23\\\"}]}) { title price binding authors { name born } } }");
  EXPECT_EQ(answer, R"({"data":{"libraryBooksAdd":{"title":"New","price":"7.25 EUR",)"
                    R"("binding":"HALF_CLOTH","authors":[{"name":"A","born":"1912-06-23"}]}}})");
  EXPECT_EQ(library().key, "k1");
  EXPECT_EQ(ask("mutation { libraryClose }"), R"({"data":{"libraryClose":true}})");
  EXPECT_THAT(ask("mutation { libraryClose(idempotencyKey: \\\"a b\\\") }"),
              HasSubstr(R"("pointer":"/idempotencyKey")"));
}

TEST_F(ExecutorTest, ChecksPermissionsAsEverywhere) {
  EXPECT_THAT(server_.ask(get(1, "title"), ""),
              AllOf(HasSubstr(R"("data":{"libraryBooksGet":null})"),
                    HasSubstr(R"("code":"unauthenticated","status":401)")));
  EXPECT_THAT(server_.ask(get(1, "title"), DoorServer::kPoor),
              HasSubstr(R"("code":"forbidden","status":403)"));
}

TEST_F(ExecutorTest, ServesAFederation) {
  const auto shelf = testing::numbered<testing::ShelfResource>(3).str();
  const auto answer = server_.post(
      R"({"query":"query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Book)"
      R"( { title shelf { room } } ... on Shelf { room } } }","variables":{"r":[)"
      R"({"__typename":"Book","id":")" +
          book_id(2) + R"("},{"__typename":"Shelf","id":")" + shelf +
          R"("},{"__typename":"Book","id":"book_x"},{"__typename":"Author"}]}})",
      DoorServer::kBest);
  EXPECT_EQ(answer.body,
            R"({"data":{"_entities":[{"__typename":"Book","title":"Book 2",)"
            R"("shelf":{"room":"Room 3"}},{"__typename":"Shelf","room":"Room 3"},null,null]}})");
  EXPECT_EQ(library().loads.at("shelf"), 1);
  EXPECT_THAT(ask("{ _service { sdl __typename } }"),
              AllOf(HasSubstr("schema @link"), HasSubstr(R"("__typename":"_Service")")));
}

TEST_F(ExecutorTest, TellsItsSchemaToWhoSignedIn) {
  EXPECT_THAT(ask("{ __type(name: \\\"Book\\\") { kind name } __schema { queryType { name } } }"),
              AllOf(HasSubstr(R"("__type":{"kind":"OBJECT","name":"Book"})"),
                    HasSubstr(R"("queryType":{"name":"Query"})")));
  EXPECT_THAT(server_.ask("{ __schema { queryType { name } } }", ""),
              AllOf(HasSubstr(R"("rule":"introspection")"), Not(HasSubstr("data"))));
  EXPECT_THAT(server_.ask("{ _service { sdl } }", ""), HasSubstr(R"("rule":"introspection")"));
  EXPECT_EQ(server_.ask("{ __typename }", ""), R"({"data":{"__typename":"Query"}})");
}

}  // namespace
}  // namespace sangam::graphql_door
