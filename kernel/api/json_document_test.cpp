#include "kernel/api/json_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

namespace sangam::api {
namespace {

using ::testing::HasSubstr;

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

std::string reason_for(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  return document ? "accepted" : document.error().reason;
}

TEST(JsonDocument, ReadsEveryKindOfValue) {
  const std::string_view text =
      R"({"text":"h\u00e9\n","whole":-7,"large":18446744073709551615,"part":0.5,"no":null,)"
      R"("yes":true,"list":[1,[],{}]})";
  const auto document = JsonDocument::parse(text);
  ASSERT_TRUE(document);
  const auto& object = document->root().as_object();
  EXPECT_EQ(object.at("text").as_string(), "h\xc3\xa9\n");
  EXPECT_EQ(object.at("whole").as_int64(), -7);
  EXPECT_EQ(object.at("large").as_uint64(), 18446744073709551615U);
  EXPECT_EQ(object.at("part").as_double(), 0.5);
  EXPECT_TRUE(object.at("no").is_null());
  EXPECT_EQ(object.at("list").as_array().size(), 3U);
}

TEST(JsonDocument, KeepsItsMemoryWhenMoved) {
  auto first = JsonDocument::parse(R"({"name":")" + std::string(5000, 'x') + R"("})");
  ASSERT_TRUE(first);
  const JsonDocument second = std::move(*first);
  EXPECT_EQ(second.root().at("name").as_string().size(), 5000U);
}

TEST(JsonDocument, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"",      " ",         "{",          "[1,]", "{\"a\":1,}", "{'a':1}", "nul",
        "01",    "+1",        "1.",         ".5",   "\"a",        "\"\t\"",  "\"\\x41\"",
        "[1 2]", "{\"a\" 1}", "// note\n1", "NaN",  "Infinity",   "{a:1}",   "\xef\xbb\xbf{}"})
    EXPECT_FALSE(JsonDocument::parse(text)) << text;
}

TEST(JsonDocument, SaysWhereItStopped) {
  const auto document = JsonDocument::parse(R"({"a":1,!})");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().offset, 7U);
  EXPECT_THAT(document.error().reason, HasSubstr("is not JSON"));
  EXPECT_THAT(reason_for("[1"), HasSubstr("ends too early"));
  EXPECT_THAT(reason_for("1 2"), HasSubstr("behind its end"));
  EXPECT_THAT(reason_for("{}{}"), HasSubstr("behind its end"));
}

TEST(JsonDocument, RefusesTheSameMemberTwice) {
  EXPECT_THAT(reason_for(R"({"a":1,"b":2,"a":1})"), HasSubstr("\"a\" appears twice"));
  EXPECT_THAT(reason_for(R"([{"x":{"in":1,"in":2}}])"), HasSubstr("\"in\" appears twice"));
  // The same name in another spelling is the same name.
  EXPECT_THAT(reason_for(R"({"a":1,"\u0061":2})"), HasSubstr("\"a\" appears twice"));
  EXPECT_EQ(reason_for(R"([{"a":1},{"a":2,"b":{"a":3}}])"), "accepted");
}

TEST(JsonDocument, BoundsDepth) {
  EXPECT_TRUE(JsonDocument::parse(nested(JsonDocument::kMaxDepth)));
  EXPECT_THAT(reason_for(nested(JsonDocument::kMaxDepth + 1)), HasSubstr("deeper than 32"));
  EXPECT_THAT(reason_for(nested(100'000)), HasSubstr("deeper than 32"));
}

TEST(JsonDocument, RefusesInvalidUtf8) {
  for (const std::string_view text :
       {"\"\xff\"", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
        "{\"\xff\":1}", "\"\\ud800\"", "\"\\udc00\\ud800\""})
    EXPECT_FALSE(JsonDocument::parse(text)) << text;
  EXPECT_TRUE(JsonDocument::parse("\"\\ud83d\\ude00\""));
}

}  // namespace
}  // namespace sangam::api
