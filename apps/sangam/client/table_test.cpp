#include "apps/sangam/client/table.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace sangam::apps::client {
namespace {

std::string reply(std::string_view text) { return format_reply(boost::json::parse(text)); }

TEST(Table, AlignsColumnsByCharacters) {
  EXPECT_EQ(
      format_table(
          {{{"name"}, {"n", true}}, {{"\u00e9t\u00e9"}, {"5", true}}, {{"x"}, {"100", true}}}),
      "name    n\n"
      "\u00e9t\u00e9     5\n"
      "x     100\n");
  EXPECT_EQ(format_table({}), "");
}

TEST(Reply, PagesAreTablesWithNumbersToTheRight) {
  EXPECT_EQ(reply(R"({"items":[
      {"id":"a","balance":{"amount":"5.00","asset":"INR"},"tags":["x","y"],"more":{"deep":1}},
      {"id":"bb","balance":{"amount":"1250.00","asset":"INR"},"closed":true}]})"),
            "id      balance  tags  closed\n"
            "a      5.00 INR  x, y\n"
            "bb  1250.00 INR        true\n");
  EXPECT_EQ(reply(R"({"items":[]})"), "Nothing found.\n");
}

TEST(Reply, SingleThingsAreFieldsAndValues) {
  EXPECT_EQ(reply(R"({"id":"a","of":{"low":1,"high":{"amount":"2","asset":"JPY"}},"no":null})"),
            "id       a\n"
            "of.low   1\n"
            "of.high  2 JPY\n"
            "no\n");
}

TEST(Printable, LeavesNothingThatATerminalObeys) {
  EXPECT_EQ(printable("a\033[31mb\nc\x7F"), "a [31mb c ");
  EXPECT_EQ(printable("\xC2\x9B"
                      "2J"),
            " 2J");
  EXPECT_EQ(printable("\u20B9 \u00e9"), "\u20B9 \u00e9");
  EXPECT_EQ(printable("\xC2"), "\xC2");
}

}  // namespace
}  // namespace sangam::apps::client
