#include "apps/sangam/client/json_query.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace sangam::apps::client {
namespace {

std::string select(std::string_view document, std::string_view pointer) {
  const auto found = select_values(boost::json::parse(document), pointer);
  if (!found) return "refused: " + found.error();
  std::string text;
  for (const auto& value : *found)
    text += plain_text(value) + ";";
  return text;
}

constexpr std::string_view kPage =
    R"({"items":[{"name":"a","n":1},{"name":"b","tags":["x","y"]}],"a/b":{"m~n":true},"":0})";

TEST(JsonQuery, FollowsAPointer) {
  EXPECT_EQ(select(kPage, "/items/0/name"), "a;");
  EXPECT_EQ(select(kPage, "/items/1/tags"), R"(["x","y"];)");
  EXPECT_EQ(select(kPage, "/a~1b/m~0n"), "true;");
  EXPECT_EQ(select(kPage, "/"), "0;") << "the member with no name";
  EXPECT_EQ(select("[1,2]", ""), "[1,2];") << "the whole";
}

TEST(JsonQuery, AStarIsEachItem) {
  EXPECT_EQ(select(kPage, "/items/*/name"), "a;b;");
  EXPECT_EQ(select(kPage, "/items/*/tags/*"), "x;y;");
  EXPECT_EQ(select(R"({"*":1})", "/*"), "1;") << "of an object it is a name as any other";
}

TEST(JsonQuery, WhatIsNotThereIsLeftOut) {
  for (const auto* pointer :
       {"/none", "/items/7", "/items/01x", "/items/-", "/items/0/name/deeper"})
    EXPECT_EQ(select(kPage, pointer), "") << pointer;
}

TEST(JsonQuery, RefusesWhatIsNoPointer) {
  EXPECT_TRUE(select(kPage, "items").starts_with("refused"));
  EXPECT_TRUE(select(kPage, "/a~2b").starts_with("refused"));
  EXPECT_TRUE(select(kPage, "/a~").starts_with("refused"));
  std::string deep;
  for (int i = 0; i < 65; ++i)
    deep += "/a";
  EXPECT_TRUE(select(kPage, deep).starts_with("refused"));
}

}  // namespace
}  // namespace sangam::apps::client
