#include <gtest/gtest.h>

#include "engines/messages/pain001.h"
#include "engines/messages/pain001_sample.h"

namespace sangam::engines::messages {
namespace {

TEST(Pain001Json, AMessageCrossesUnchanged) {
  const auto message = read_pain001(sample_with("DE89", "DE88"), {}, Strictness::specimen);
  ASSERT_TRUE(message);
  const auto crossed = pain001_from_json(to_json(message));
  ASSERT_TRUE(crossed);
  EXPECT_EQ(*crossed, message);
}

TEST(Pain001Json, ARefusalCrossesUnchanged) {
  const auto refusal = read_pain001("<a>");
  ASSERT_FALSE(refusal);
  const auto crossed = pain001_from_json(to_json(refusal));
  ASSERT_TRUE(crossed);
  EXPECT_EQ(*crossed, refusal);
}

TEST(Pain001Json, AnythingElseIsRefused) {
  for (
      const auto* text :
      {"", "{", "[]", "{}", "null", R"({"message":{}})", R"({"error":{}})",
       R"({"error":{"problems":[],"truncated":false}})",
       R"({"error":{"problems":[{"path":"","line":-1,"code":"","reason":""}],"truncated":false}})",
       R"({"error":{"problems":[{"path":"","line":1.5,"code":"","reason":""}],"truncated":false}})",
       R"({"error":{"problems":[{"path":1,"line":1,"code":"","reason":""}],"truncated":false}})"}) {
    EXPECT_FALSE(pain001_from_json(text)) << text;
  }
}

TEST(Pain001Json, UnknownAndMissingMembersAreRefused) {
  auto json = to_json(read_pain001(kSampleMessage));
  ASSERT_TRUE(pain001_from_json(json));
  auto more = json;
  more.replace(more.find("\"message_id\""), 12, "\"more\":1,\"message_id\"");
  EXPECT_FALSE(pain001_from_json(more));
  auto other = json;
  other.replace(other.find("\"message_id\""), 12, "\"massage_id\"");
  EXPECT_FALSE(pain001_from_json(other));
  EXPECT_FALSE(pain001_from_json(json + json));
}

}  // namespace
}  // namespace sangam::engines::messages
