#include "kernel/graphql/arguments.h"

#include <gtest/gtest.h>

#include "kernel/graphql/blueprint.h"
#include "kernel/graphql/testing/library.h"

namespace sangam::graphql_door {
namespace {

using graphql::Value;

class ArgumentsTest : public ::testing::Test {
 protected:
  const RootPlan& plan(const char* type, const char* field) const {
    const auto* plan = blueprint_.root(*blueprint_.schema().find_type(type)->find_field(field));
    SANGAM_ASSERT(plan != nullptr);
    return *plan;
  }
  const RootPlan& list() const { return plan("Query", "libraryBooksList"); }
  const RootPlan& add() const { return plan("Mutation", "libraryBooksAdd"); }

  testing::LibraryModule library_;
  Blueprint blueprint_{library_.modules};
};

TEST_F(ArgumentsTest, OfAListAreItsPagingAndFilters) {
  const ArgumentsInput input(list(), {{"first", 3},
                                      {"after", "c"},
                                      {"sort", "PAGES_DESC"},
                                      {"binding", "HALF_CLOTH"},
                                      {"words", Value::List{"a", "b"}}});
  EXPECT_EQ(input.text(),
            R"({"paging":{"limit":3,"cursor":"c","sort":"-pages"},"binding":"half_cloth",)"
            R"("words":["a","b"]})");
}

TEST_F(ArgumentsTest, ThatAreMissingLeaveWhatMustBeThere) {
  ArgumentsInput input(list(), {{"binding", Value()}});
  EXPECT_EQ(input.text(), R"({"paging":{},"words":[]})");
  testing::ListBooks request;
  input.read(type_of<testing::ListBooks>, &request);
  EXPECT_FALSE(request.binding);
  EXPECT_TRUE(request.words.empty());
}

TEST_F(ArgumentsTest, OfAMutationAreOneInput) {
  ArgumentsInput input(
      add(), {{"input", Value::Object{{"title", "A"},
                                      {"price", "1234.50 INR"},
                                      {"authors", Value::List{Value::Object{{"name", "B"}}}},
                                      {"copies", 2}}},
              {"idempotencyKey", "k"}});
  testing::AddBook request;
  input.read(type_of<testing::AddBook>, &request);
  EXPECT_EQ(request.title.str(), "A");
  EXPECT_EQ(request.price.units, 123'450);
  ASSERT_EQ(request.authors.size(), 1U);
  EXPECT_EQ(request.authors[0].name.str(), "B");
  EXPECT_EQ(request.copies->value, 2);
}

TEST_F(ArgumentsTest, AreWhatFaultsPointTo) {
  EXPECT_EQ(argument_pointer(list(), "/paging/limit"), "/first");
  EXPECT_EQ(argument_pointer(list(), "?cursor"), "/after");
  EXPECT_EQ(argument_pointer(list(), "/words/1"), "/words/1");
  EXPECT_EQ(argument_pointer(list(), "/other_thing"), "/otherThing");
  EXPECT_EQ(argument_pointer(add(), "/lent_to/0/some_name"), "/input/lentTo/0/someName");
  EXPECT_EQ(argument_pointer(add(), ""), "/input");
  EXPECT_EQ(argument_pointer(add(), "?lent_to"), "/input/lentTo");
}

}  // namespace
}  // namespace sangam::graphql_door
