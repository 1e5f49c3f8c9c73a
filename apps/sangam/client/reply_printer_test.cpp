#include "apps/sangam/client/reply_printer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "apps/sangam/client/client_error.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

namespace json = boost::json;

constexpr std::string_view kFirst =
    R"({"items":[{"id":"book_1","title":"One"},{"id":"book_2","title":"Two"}],"next":"c"})";
constexpr std::string_view kLast = R"({"items":[{"id":"book_3","title":"Three"}]})";
constexpr std::string_view kNone = R"({"items":[]})";

class ReplyPrinterTest : public ::testing::Test {
 protected:
  ReplyPrinter printer(OutputFormat format, std::string query = {}) {
    return {format, std::move(query), sample_.operation("library.books.list").output,
            [this](const std::string& text) { written_ += text; }};
  }
  std::string whole(OutputFormat format, std::string_view text, std::string query = {}) {
    written_.clear();
    printer(format, std::move(query)).whole(json::parse(text), std::string(text));
    return written_;
  }
  std::string pages(OutputFormat format, std::vector<std::string_view> texts,
                    std::string query = {}) {
    written_.clear();
    auto pages = printer(format, std::move(query));
    for (const auto text : texts)
      pages.page(json::parse(text));
    pages.end_of_pages();
    return written_;
  }

  api::testing::SampleModule sample_;
  std::string written_;
};

TEST_F(ReplyPrinterTest, OneReplyInEveryForm) {
  EXPECT_EQ(whole(OutputFormat::table, kLast), "id      title\nbook_3  Three\n");
  EXPECT_EQ(whole(OutputFormat::json, kLast), std::string(kLast) + "\n");
  EXPECT_EQ(whole(OutputFormat::ndjson, kLast), "{\"id\":\"book_3\",\"title\":\"Three\"}\n");
  EXPECT_EQ(whole(OutputFormat::csv, kLast),
            "id,title,price.amount,price.asset,authors,binding\r\nbook_3,Three,,,,\r\n");
}

TEST_F(ReplyPrinterTest, PagesBecomeOneDocument) {
  const auto text = pages(OutputFormat::json, {kFirst, kLast, kNone});
  EXPECT_EQ(json::parse(text).at("items").as_array().size(), 3U) << text;
  EXPECT_EQ(json::parse(pages(OutputFormat::json, {kNone})).at("items").as_array().size(), 0U);
  const auto lines = pages(OutputFormat::ndjson, {kFirst, kLast});
  EXPECT_EQ(std::ranges::count(lines, '\n'), 3);
  const auto csv = pages(OutputFormat::csv, {kFirst, kLast});
  EXPECT_EQ(std::ranges::count(csv, '\n'), 4) << "one heading";
}

TEST_F(ReplyPrinterTest, AnEmptyListHasItsHeadingOnce) {
  EXPECT_EQ(pages(OutputFormat::csv, {kNone}),
            "id,title,price.amount,price.asset,authors,binding\r\n");
  EXPECT_EQ(whole(OutputFormat::table, kNone), "Nothing found.\n");
}

TEST_F(ReplyPrinterTest, AQueryGivesLines) {
  EXPECT_EQ(whole(OutputFormat::table, kFirst, "/items/*/title"), "One\nTwo\n");
  EXPECT_EQ(whole(OutputFormat::json, kFirst, "/next"), "\"c\"\n");
  EXPECT_EQ(pages(OutputFormat::table, {kFirst, kLast}, "/items/*/id"), "book_1\nbook_2\nbook_3\n");
  EXPECT_THROW(whole(OutputFormat::table, kFirst, "items"), ClientError);
}

TEST_F(ReplyPrinterTest, WhatIsNoListHasNoPages) {
  EXPECT_THROW(pages(OutputFormat::ndjson, {R"({"id":1})"}), ClientError);
}

}  // namespace
}  // namespace sangam::apps::client
