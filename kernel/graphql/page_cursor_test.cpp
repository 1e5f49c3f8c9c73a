#include "kernel/graphql/page_cursor.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace sangam::graphql_door {
namespace {

namespace json = boost::json;
using graphql::Value;

json::value rows(int first, int last, const char* next) {
  json::array items;
  for (int i = first; i <= last; ++i)
    items.push_back(json::object{{"id", "book_" + std::to_string(i)}});
  json::object page{{"items", std::move(items)}};
  if (next) page["next"] = next;
  return page;
}

PageRequest asked(std::int64_t first, std::string after = {}) {
  Value::Object arguments{{"first", first}};
  if (!after.empty()) arguments.push_back({"after", after});
  return PageRequest(std::move(arguments));
}

const Value& argument(const PageRequest& request, std::string_view name) {
  for (const auto& member : request.arguments)
    if (member.name == name) return member.value;
  static const Value none;
  return none;
}

TEST(PageCursor, IsWrittenAndReadAgain) {
  const PageCursor cursor{.index = 12, .row = 0xfeed, .page = "b64_-"};
  const auto again = PageCursor::parse(cursor.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->index, 12);
  EXPECT_EQ(again->row, 0xfeedU);
  EXPECT_EQ(again->page, "b64_-");
}

TEST(PageCursor, LeavesCursorsOfListsAlone) {
  for (const char* text : {"", "bmFtZQBh", "~", "1~", "x~1~", "1~x~", "-1~1~", "1000~1~", "1~~"})
    EXPECT_FALSE(PageCursor::parse(text)) << text;
  const auto request = asked(5, "bmFtZQBh");
  EXPECT_EQ(argument(request, "after"), Value("bmFtZQBh"));
  EXPECT_EQ(argument(request, "first"), Value(5));
}

TEST(PageView, EndsWithTheCursorOfTheList) {
  const auto reply = rows(1, 3, "next");
  const auto view = PageView::of(reply, asked(3));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->size(), 3U);
  EXPECT_TRUE(view->has_next());
  EXPECT_FALSE(view->has_previous());
  EXPECT_EQ(view->end_cursor(), "next");
  EXPECT_NE(view->cursor(0), view->cursor(1));
}

TEST(PageView, GoesOnBehindARowInTheMiddle) {
  const auto first = rows(1, 3, "next");
  const auto cursor = PageView::of(first, asked(3))->cursor(1);
  const auto request = asked(2, cursor);
  EXPECT_EQ(argument(request, "first"), Value(4));
  EXPECT_TRUE(argument(request, "after").is_null());
  const auto reply = rows(1, 4, "later");
  const auto view = PageView::of(reply, request);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->size(), 2U);
  EXPECT_EQ(view->node(0).at("id"), "book_3");
  EXPECT_EQ(view->node(1).at("id"), "book_4");
  EXPECT_TRUE(view->has_previous());
  EXPECT_EQ(view->end_cursor(), "later");
}

TEST(PageView, FindsTheRowAgainWhenOthersCameOrWent) {
  const auto first = rows(1, 3, "next");
  const auto request = asked(2, PageView::of(first, asked(3))->cursor(1));  // behind book_2
  const auto fewer = rows(2, 5, nullptr);                                   // book_1 is gone
  auto view = PageView::of(fewer, request);
  EXPECT_EQ(view->node(0).at("id"), "book_3");
  EXPECT_TRUE(view->has_next());
  const auto more = rows(0, 3, "x");  // book_0 came
  view = PageView::of(more, request);
  EXPECT_EQ(view->size(), 1U);
  EXPECT_EQ(view->node(0).at("id"), "book_3");
  EXPECT_EQ(view->end_cursor(), "x");
  const auto without = json::parse(R"({"items":[{"id":"a"},{"id":"b"},{"id":"c"}]})");
  view = PageView::of(without, request);  // book_2 is gone: as many rows on as it was
  ASSERT_EQ(view->size(), 1U);
  EXPECT_EQ(view->node(0).at("id"), "c");
  EXPECT_FALSE(view->has_next());
}

TEST(PageView, OfTheLastPageMayBeGoneOnFrom) {
  const auto reply = rows(1, 2, nullptr);
  const auto view = PageView::of(reply, asked(5, "b64"));
  EXPECT_FALSE(view->has_next());
  const auto cursor = PageCursor::parse(view->end_cursor());
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->page, "b64");
  EXPECT_EQ(cursor->index, 1);
}

TEST(PageView, OfNothingHasNoCursor) {
  const auto reply = json::parse(R"({"items":[]})");
  const auto view = PageView::of(reply, asked(5));
  EXPECT_EQ(view->size(), 0U);
  EXPECT_EQ(view->end_cursor(), "");
  EXPECT_FALSE(PageView::of(json::parse("{}"), asked(5)));
  EXPECT_FALSE(PageView::of(json::parse("[]"), asked(5)));
}

}  // namespace
}  // namespace sangam::graphql_door
