#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/sangam/client/completion_command.h"
#include "kernel/api/testing/sample_module.h"

namespace sangam::apps::client {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class CompletionWordsTest : public ::testing::Test {
 protected:
  std::vector<std::string> after(std::vector<std::string> typed) const {
    std::vector<std::string> words;
    for (auto& word : words_after(program_, sample_.operations, typed, profiles_))
      words.push_back(std::move(word.word));
    return words;
  }

  api::testing::SampleModule sample_;
  std::vector<std::string> profiles_{"work", "test"};
  command_line::CommandDescription program_{
      .name = "sangam",
      .text = {},
      .group = {},
      .options = {},
      .subcommands = {
          {.name = "call", .text = "Call", .group = {}, .options = {}, .subcommands = {}},
          {.name = "restore",
           .text = "Restore",
           .group = {},
           .options = {{"FILE", "A backup", "TEXT", {}, true},
                       {"--profile", "", "TEXT", {}, false},
                       {"--output", "", "TEXT", {"table", "json"}, false},
                       {"--quiet", "", "", {}, false}},
           .subcommands = {}},
          {.name = "profile",
           .text = "Profiles",
           .group = {},
           .options = {},
           .subcommands = {
               {.name = "use", .text = {}, .group = {}, .options = {}, .subcommands = {}}}}}};
};

TEST_F(CompletionWordsTest, CommandsAndTheirOptionsAreThoseDeclared) {
  EXPECT_THAT(after({}), ElementsAre("call", "restore", "profile"));
  EXPECT_THAT(after({"restore"}), IsEmpty()) << "a file comes next";
  EXPECT_THAT(after({"restore", "x.tar"}),
              ElementsAre("--profile", "--output", "--quiet", "--help"));
  EXPECT_THAT(after({"restore", "x", "--output"}), ElementsAre("table", "json"));
  EXPECT_THAT(after({"restore", "x", "--quiet"}), Contains("--output"));
}

TEST_F(CompletionWordsTest, ProfilesAreThoseThereAre) {
  EXPECT_THAT(after({"profile"}), ElementsAre("use", "--help"));
  EXPECT_THAT(after({"profile", "use"}), ElementsAre("work", "test"));
  EXPECT_THAT(after({"restore", "--profile"}), ElementsAre("work", "test"));
  EXPECT_THAT(after({"call", "--profile"}), ElementsAre("work", "test"));
}

TEST_F(CompletionWordsTest, OperationsTheirFieldsAndTheirValues) {
  EXPECT_THAT(after({"call"}), Contains("library.books.add"));
  const auto fields = after({"call", "library.books.add"});
  EXPECT_THAT(fields, Contains("--authors.0.born"));
  EXPECT_THAT(fields, Contains("--idempotency-key"));
  EXPECT_THAT(fields, Not(Contains("--file")));
  EXPECT_THAT(after({"call", "library.books.import"}), Contains("--file"));
  EXPECT_THAT(after({"call", "library.books.add", "--binding"}),
              ElementsAre("paper", "cloth", "leather"));
  EXPECT_THAT(after({"call", "library.books.add", "--title"}), IsEmpty());
  EXPECT_THAT(after({"call", "library.books.add", "--rare"}), Contains("--title"));
  EXPECT_THAT(after({"call", "--profile", "work", "library.books.add", "--output"}),
              ElementsAre("table", "json", "ndjson", "csv"));
}

TEST_F(CompletionWordsTest, WordsSayWhatTheyAre) {
  const std::vector<std::string> typed{"call"};
  const auto words = words_after(program_, sample_.operations, typed, profiles_);
  const auto found = std::ranges::find(words, "library.books.add", &CompletionWord::word);
  ASSERT_NE(found, words.end());
  EXPECT_EQ(found->text, "Add a book");
}

}  // namespace
}  // namespace sangam::apps::client
