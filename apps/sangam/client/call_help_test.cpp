#include "apps/sangam/client/call_help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

using ::testing::HasSubstr;

class CallHelpTest : public ::testing::Test {
 protected:
  api::testing::SampleModule sample_;
};

TEST_F(CallHelpTest, ListsOperationsInOrder) {
  const auto text = list_operations(sample_.operations);
  EXPECT_THAT(text, HasSubstr("library:\n  library.books.add     Add a book\n"));
  EXPECT_LT(text.find("library.books.add"), text.find("library.books.list"));
}

TEST_F(CallHelpTest, ExplainsFields) {
  const auto text = explain_operation(sample_.operation("library.books.add"));
  EXPECT_THAT(text, HasSubstr("POST /api/v1/books\n"));
  EXPECT_THAT(text, HasSubstr("Needs the permission library.books:write"));
  EXPECT_THAT(text, HasSubstr("text, 1 to 20 characters"));
  EXPECT_THAT(text, HasSubstr("one of paper, cloth, leather"));
  EXPECT_THAT(text, HasSubstr("whole number, 1 to 9"));
  EXPECT_THAT(text, HasSubstr("--authors.0.born"));
}

TEST_F(CallHelpTest, FieldsAndOptionsAreInGroups) {
  const auto text = explain_operation(sample_.operation("library.books.add"));
  const auto needed = text.find("Fields that must be given:\n");
  const auto others = text.find("Other fields:\n");
  EXPECT_LT(needed, text.find("--title"));
  EXPECT_LT(text.find("--title"), others);
  EXPECT_LT(others, text.find("--copies"));
  EXPECT_THAT(text, HasSubstr("Server:\n  --profile NAME"));
  EXPECT_THAT(text,
              HasSubstr("sangam call library.books.add --title \"\u2026\" --price \"12.50 INR\""));
}

TEST_F(CallHelpTest, OnlyOptionsThatFitAreNamed) {
  const auto names = [&](std::string_view operation) {
    std::vector<std::string_view> list;
    for (const auto* option : options_for(sample_.operation(operation)))
      list.push_back(option->name);
    return list;
  };
  EXPECT_THAT(names("library.books.list"), testing::Contains("all"));
  EXPECT_THAT(names("library.books.list"), testing::Not(testing::Contains("json")));
  EXPECT_THAT(names("library.books.add"), testing::Contains("idempotency-key"));
  EXPECT_THAT(names("library.books.add"), testing::Not(testing::Contains("out")));
  EXPECT_THAT(names("library.books.get"), testing::Not(testing::Contains("take")));
}

TEST_F(CallHelpTest, KnowsWhatMustBeGiven) {
  const auto lines = field_lines(sample_.operation("library.books.change"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].required);
  EXPECT_EQ(lines[0].type, "id book_\u2026");
  EXPECT_FALSE(lines[1].required);
}

}  // namespace
}  // namespace sangam::apps::client
