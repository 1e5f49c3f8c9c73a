#include "apps/sangam/client/call_request.h"

#include <gtest/gtest.h>

#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

class CallRequestTest : public ::testing::Test {
 protected:
  std::expected<PreparedRequest, std::string> prepare(std::string_view operation,
                                                      std::vector<FieldText> fields,
                                                      const std::string& json = {}) const {
    return prepare_request(sample_.operation(operation), fields, json);
  }
  std::string body(std::vector<FieldText> fields, const std::string& json = {}) const {
    const auto request = prepare("library.books.add", std::move(fields), json);
    return request ? request->body : "refused: " + request.error();
  }

  api::testing::SampleModule sample_;
};

TEST_F(CallRequestTest, PathAndQuery) {
  const auto request =
      prepare("library.books.list",
              {{"limit", "5"}, {"words", "a b"}, {"words", "\u00e9&="}, {"sort", "-title"}});
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(request->method, "GET");
  EXPECT_EQ(request->target, "/api/v1/books?limit=5&words=a%20b&words=%C3%A9%26%3D&sort=-title");
  EXPECT_EQ(request->body, "");
}

TEST_F(CallRequestTest, PathParametersLeaveTheBody) {
  const auto request = prepare("library.books.change", {{"id", "book/1"}, {"title", "New"}});
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(request->method, "PATCH");
  EXPECT_EQ(request->target, "/api/v1/books/book%2F1");
  EXPECT_EQ(request->body, R"({"title":"New"})");
  EXPECT_FALSE(prepare("library.books.change", {{"title", "New"}}));
  EXPECT_FALSE(prepare("library.books.get", {{"id", ""}}));
  EXPECT_FALSE(prepare("library.books.get", {{"id", "a"}, {"id", "b"}}));
}

TEST_F(CallRequestTest, BodiesFollowTheTypes) {
  EXPECT_EQ(body({{"title", "12"}, {"price", "12.50 INR"}, {"copies", "3"}, {"rare", "true"}}),
            R"({"title":"12","price":{"amount":"12.50","asset":"INR"},"copies":3,"rare":true})");
}

TEST_F(CallRequestTest, NestedFieldsAndLists) {
  EXPECT_EQ(
      body({{"authors.0.name", "A"}, {"authors.0.born", "1900-01-01"}, {"authors.1.name", "B"}}),
      R"({"authors":[{"name":"A","born":"1900-01-01"},{"name":"B"}]})");
  EXPECT_TRUE(body({{"authors.1.name", "B"}}).starts_with("refused"));
  EXPECT_TRUE(body({{"authors", "B"}}).starts_with("refused"));
  EXPECT_TRUE(body({{"authors.x.name", "B"}}).starts_with("refused"));
}

TEST_F(CallRequestTest, FieldsAreAddedToAWholeBody) {
  EXPECT_EQ(body({{"title", "T"}}, R"({"copies":2,"title":"old"})"), R"({"copies":2,"title":"T"})");
  EXPECT_TRUE(body({}, "[]").starts_with("refused"));
  EXPECT_TRUE(body({}, "{").starts_with("refused"));
}

TEST_F(CallRequestTest, MistakesAreNamed) {
  EXPECT_EQ(body({{"colour", "red"}}), "refused: --colour is not a field of library.books.add");
  EXPECT_EQ(body({{"price.amount", "1"}}),
            "refused: --price.amount is not a field of this operation");
  EXPECT_EQ(body({{"price", "12.50"}}), "refused: --price must be an amount such as \"12.50 INR\"");
  EXPECT_EQ(body({{"copies", "many"}}), "refused: --copies must be a number");
  EXPECT_EQ(body({{"rare", "yes"}}), "refused: --rare must be true or false");
}

}  // namespace
}  // namespace sangam::apps::client
