#include "kernel/graphql/media_type.h"

#include <gtest/gtest.h>

namespace sangam::graphql_door {
namespace {

TEST(MediaType, IsWhatTheClientPrefers) {
  EXPECT_EQ(accepted(std::nullopt), MediaType::json);
  EXPECT_EQ(accepted(""), MediaType::json);
  EXPECT_EQ(accepted("*/*"), MediaType::json);
  EXPECT_EQ(accepted("application/json"), MediaType::json);
  EXPECT_EQ(accepted("application/graphql-response+json"), MediaType::response);
  EXPECT_EQ(accepted("Application/GraphQL-Response+JSON; charset=utf-8, application/json"),
            MediaType::response);
  EXPECT_EQ(accepted("application/json, application/graphql-response+json"), MediaType::json);
  EXPECT_EQ(accepted("application/graphql-response+json;q=0.5,application/json;q=0.9"),
            MediaType::json);
  EXPECT_EQ(accepted("text/event-stream"), MediaType::event_stream);
  EXPECT_EQ(accepted("text/html, */*;q=0.1"), MediaType::json);
}

TEST(MediaType, MayBeNone) {
  EXPECT_EQ(accepted("text/html"), std::nullopt);
  EXPECT_EQ(accepted("application/json;q=0"), std::nullopt);
}

TEST(MediaType, OfABodyIsJsonInUtf8) {
  EXPECT_TRUE(is_json("application/json"));
  EXPECT_TRUE(is_json("Application/JSON; charset=UTF-8"));
  EXPECT_TRUE(is_json("application/json; charset=\"utf-8\""));
  EXPECT_FALSE(is_json("application/json; charset=latin1"));
  EXPECT_FALSE(is_json("text/plain"));
  EXPECT_FALSE(is_json(""));
}

}  // namespace
}  // namespace sangam::graphql_door
