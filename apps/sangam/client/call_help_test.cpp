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
  EXPECT_THAT(text, HasSubstr("library.books.add     Add a book\n"));
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

TEST_F(CallHelpTest, KnowsWhatMustBeGiven) {
  const auto lines = field_lines(sample_.operation("library.books.change"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].required);
  EXPECT_EQ(lines[0].type, "id book_\u2026");
  EXPECT_FALSE(lines[1].required);
}

}  // namespace
}  // namespace sangam::apps::client
