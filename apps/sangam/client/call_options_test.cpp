#include "apps/sangam/client/call_options.h"

#include <gtest/gtest.h>

namespace sangam::apps::client {
namespace {

std::expected<CallOptions, std::string> parse(std::vector<std::string> words) {
  return parse_call(words, [](std::string_view operation, std::string_view field) {
    return operation == "webhooks.create" && field == "url";
  });
}

TEST(CallOptions, PartsFieldsFromOptions) {
  const auto options =
      parse({"accounts.open", "--name", "Cash", "--url=http://h/", "--key", "sk_1",
             "--name.inner=a=b", "--output", "json", "--idempotency-key", "k", "--query=/id"});
  ASSERT_TRUE(options) << options.error();
  EXPECT_EQ(options->operation, "accounts.open");
  EXPECT_EQ(options->fields, (std::vector<FieldText>{{"name", "Cash"}, {"name.inner", "a=b"}}));
  EXPECT_EQ(options->server.url, "http://h/");
  EXPECT_EQ(options->idempotency_key, "k");
  EXPECT_EQ(options->query, "/id");
  EXPECT_EQ(options->output, OutputFormat::json);
}

TEST(CallOptions, AFieldWithoutValueIsTrue) {
  const auto options = parse({"list", "--closed", "--limit", "5", "--open"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->fields,
            (std::vector<FieldText>{{"closed", "true"}, {"limit", "5"}, {"open", "true"}}));
}

TEST(CallOptions, FlagsTakeNoValue) {
  const auto options = parse({"list", "--all", "--force", "--limit", "5"});
  ASSERT_TRUE(options) << options.error();
  EXPECT_TRUE(options->all);
  EXPECT_TRUE(options->force);
  EXPECT_EQ(options->fields.size(), 1U);
  EXPECT_FALSE(parse({"list", "--all=yes"}));
  EXPECT_FALSE(parse({"list", "--all", "yes"}));
}

TEST(CallOptions, AFieldGoesBeforeAnOptionOfItsName) {
  const auto options =
      parse({"--url", "http://server", "webhooks.create", "--url", "https://receiver"});
  ASSERT_TRUE(options) << options.error();
  EXPECT_EQ(options->server.url, "http://server");
  EXPECT_EQ(options->fields, (std::vector<FieldText>{{"url", "https://receiver"}}));
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
  EXPECT_FALSE(parse({"--name", "x", "a"})) << "a field of no operation";
  for (const auto* count : {"0", "-1", "many", "1x"})
    EXPECT_FALSE(parse({"a", "--take", count})) << count;
  EXPECT_TRUE(parse({"--list"}));
  EXPECT_TRUE(parse({"--help"}));
}

TEST(CallOptions, EveryOptionIsKnownToTheReader) {
  for (const auto& option : own_options()) {
    const auto word = "--" + std::string(option.name);
    std::vector<std::string> words{"a", word};
    if (!option.value.empty())
      words.emplace_back(option.name == "output" ? "csv" : option.name == "take" ? "3" : "x");
    const auto options = parse(words);
    ASSERT_TRUE(options) << word << ": " << options.error();
    EXPECT_TRUE(options->fields.empty()) << word;
  }
}

}  // namespace
}  // namespace sangam::apps::client
