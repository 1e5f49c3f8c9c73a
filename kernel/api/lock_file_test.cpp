#include "kernel/api/lock_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/api/testing/sample_module.h"

namespace sangam::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SampleModule;

class LockFileTest : public ::testing::Test {
 protected:
  LockedOperation& operation(std::string_view name) {
    return *std::ranges::find(after_.operations, name, &LockedOperation::name);
  }
  static LockedField& field(std::vector<LockedField>& fields, std::string_view path) {
    return *std::ranges::find(fields, path, &LockedField::path);
  }
  LockedField& request(std::string_view path) {
    return field(operation("library.books.add").request, path);
  }
  LockedField& reply(std::string_view path) {
    return field(operation("library.books.add").reply, path);
  }
  std::vector<std::string> breaks() const { return breaking_changes(before_, after_); }

  SampleModule sample_;
  const LockFile before_ = lock_of(sample_.operations);
  LockFile after_ = before_;
};

TEST_F(LockFileTest, NothingChangedBreaksNothing) { EXPECT_THAT(breaks(), IsEmpty()); }

TEST_F(LockFileTest, HoldsNestedFieldsByPath) {
  EXPECT_EQ(request("authors").type, "list");
  EXPECT_EQ(request("authors[]").type, "object");
  EXPECT_EQ(request("authors[].name").max_length, 40);
  EXPECT_FALSE(request("authors[].born").required);
  EXPECT_EQ(request("copies").maximum, 9);
  EXPECT_EQ(request("price").type, "amount");
  EXPECT_EQ(operation("library.books.get").request.front().place, "path");
  EXPECT_EQ(operation("library.books.list").request.front().path, "limit");
}

TEST_F(LockFileTest, TextReadsBackTheSame) {
  const auto text = to_text(before_);
  const auto again = parse_lock(text);
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(to_text(*again), text);
  EXPECT_EQ(std::ranges::count(text, '\n') > 30, true);
  EXPECT_FALSE(parse_lock("{"));
  EXPECT_FALSE(parse_lock(R"({"operations":[{"name":"x"}]})"));
}

TEST_F(LockFileTest, AdditionsBreakNothing) {
  after_.operations.push_back(after_.operations.front());
  after_.operations.back().name = "library.books.burn";
  auto& add = operation("library.books.add");
  add.request.push_back({.path = "colour", .type = "text", .required = false});
  add.reply.push_back({.path = "colour", .type = "text", .required = true});
  request("binding").values->push_back("silk");
  request("copies").maximum = 99;
  request("title").required = false;
  EXPECT_THAT(breaks(), IsEmpty());
}

TEST_F(LockFileTest, RemovedOperationBreaks) {
  after_.operations.erase(after_.operations.begin());
  EXPECT_THAT(breaks(), ElementsAre("library.books.add: the operation is gone"));
}

TEST_F(LockFileTest, ChangedHeadBreaks) {
  auto& add = operation("library.books.add");
  add.method = "PUT";
  add.path = "/volumes";
  add.audience = "platform";
  add.permission = "library:all";
  add.status = 200;
  add.media_type = "text/csv";
  operation("library.books.list").sorts = {"title"};
  EXPECT_EQ(breaks().size(), 7U);
}

TEST_F(LockFileTest, RemovedRequestFieldBreaks) {
  std::erase_if(operation("library.books.add").request,
                [](const LockedField& field) { return field.path == "rare"; });
  EXPECT_THAT(breaks(), ElementsAre("library.books.add: request field rare is gone"));
}

TEST_F(LockFileTest, NewRequiredRequestFieldBreaks) {
  auto& fields = operation("library.books.add").request;
  fields.push_back({.path = "shelf", .type = "integer", .required = true});
  fields.push_back({.path = "owner", .type = "object", .required = false});
  fields.push_back({.path = "owner.name", .type = "text", .required = true});
  fields.push_back({.path = "authors[].country", .type = "text", .required = true});
  EXPECT_THAT(
      breaks(),
      ElementsAre("library.books.add: request field shelf is new and required",
                  "library.books.add: request field authors[].country is new and required"));
}

TEST_F(LockFileTest, FieldThatBecomesRequiredBreaks) {
  request("copies").required = true;
  EXPECT_THAT(breaks(), ElementsAre("library.books.add: request field copies is required now"));
}

TEST_F(LockFileTest, RetypedFieldBreaks) {
  request("copies").type = "text";
  reply("title").type = "integer";
  reply("id").pattern = "^tome_";
  request("authors[].born").format = "date-time";
  EXPECT_EQ(breaks().size(), 4U);
}

TEST_F(LockFileTest, NarrowedLimitsBreak) {
  request("copies").minimum = 2;
  request("copies").maximum = 8;
  request("title").min_length = 2;
  request("title").max_length = 19;
  request("authors").max_items = 5;
  EXPECT_THAT(breaks(),
              ElementsAre("library.books.add: request field title minimum length rose to 2",
                          "library.books.add: request field title maximum length fell to 19",
                          "library.books.add: request field authors maximum of items fell to 5",
                          "library.books.add: request field copies minimum rose to 2",
                          "library.books.add: request field copies maximum fell to 8"));
}

TEST_F(LockFileTest, NewLimitBreaks) {
  request("price").minimum = 0;
  EXPECT_THAT(breaks(), ElementsAre("library.books.add: request field price minimum rose to 0"));
}

TEST_F(LockFileTest, RemovedValueBreaksRequestsOnly) {
  std::erase(*request("binding").values, "cloth");
  std::erase(*reply("binding").values, "cloth");
  EXPECT_THAT(breaks(),
              ElementsAre("library.books.add: request field binding no longer takes cloth"));
  request("title").values = {"Gita"};
  EXPECT_EQ(breaks().size(), 2U);
}

TEST_F(LockFileTest, ReplyFieldThatGoesOrMayBeAbsentBreaks) {
  reply("title").required = false;
  std::erase_if(operation("library.books.add").reply,
                [](const LockedField& field) { return field.path == "price"; });
  EXPECT_THAT(breaks(), ElementsAre("library.books.add: reply field title may be absent now",
                                    "library.books.add: reply field price is gone"));
}

TEST_F(LockFileTest, FieldThatMovesBreaks) {
  request("rare").place = "query";
  EXPECT_THAT(
      breaks(),
      ElementsAre(
          "library.books.add: request field rare place changed from \"body\" to \"query\""));
}

}  // namespace
}  // namespace sangam::api
