#include "apps/sangam/client/call_options.h"

#include <gtest/gtest.h>

namespace sangam::apps::client {
namespace {

std::expected<CallOptions, std::string> parse(std::vector<std::string> words) {
  return parse_call(words);
}

TEST(CallOptions, PartsFieldsFromOptions) {
  const auto options = parse({"accounts.open", "--name", "Cash", "--url=http://h/", "--key", "sk_1",
                              "--name.inner=a=b", "--output", "json", "--idempotency-key", "k"});
  ASSERT_TRUE(options) << options.error();
  EXPECT_EQ(options->operation, "accounts.open");
  EXPECT_EQ(options->fields, (std::vector<FieldText>{{"name", "Cash"}, {"name.inner", "a=b"}}));
  EXPECT_EQ(options->url, "http://h/");
  EXPECT_EQ(options->idempotency_key, "k");
  EXPECT_TRUE(options->as_json);
}

TEST(CallOptions, AFieldWithoutValueIsTrue) {
  const auto options = parse({"list", "--closed", "--limit", "5", "--open"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->fields,
            (std::vector<FieldText>{{"closed", "true"}, {"limit", "5"}, {"open", "true"}}));
}

TEST(CallOptions, NegativeNumbersAreValues) {
  const auto options = parse({"x", "--number", "-5", "--empty="});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->fields, (std::vector<FieldText>{{"number", "-5"}, {"empty", ""}}));
}

TEST(CallOptions, RefusesWhatMakesNoSense) {
  EXPECT_FALSE(parse({}));
  EXPECT_FALSE(parse({"a", "b"}));
  EXPECT_FALSE(parse({"a", "--url"}));
  EXPECT_FALSE(parse({"a", "--output", "xml"}));
  EXPECT_TRUE(parse({"--list"}));
  EXPECT_TRUE(parse({"--help"}));
}

TEST(FindServer, FlagsNameTheServer) {
  CallOptions options;
  options.url = "http://127.0.0.1:8080//";
  options.key = "sk_1";
  const auto server = find_server(options);
  ASSERT_TRUE(server);
  EXPECT_EQ(server->url, "http://127.0.0.1:8080");
  EXPECT_EQ(server->key, "sk_1");
}

}  // namespace
}  // namespace sangam::apps::client
