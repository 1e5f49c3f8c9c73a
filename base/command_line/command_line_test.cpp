#include "base/command_line/command_line.h"

#include <gmock/gmock.h>

#include <fstream>
#include <limits>
#include <tuple>

namespace sangam::command_line {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

using Words = std::vector<std::string>;

// How reading ended: the exit code and the text, or "0 " and nothing when all was well.
std::string told(Program& program, Words words) {
  const auto read = program.read(std::move(words));
  if (read) return "0 ";
  return std::to_string(read.error().exit_code) + " " + read.error().text;
}

struct CommandLineTest : testing::Test {
  Program program{"sample", "Shows how words are read"};
};

TEST_F(CommandLineTest, ReadsEveryTypeOfValue) {
  std::string text;
  std::vector<std::string> list;
  std::filesystem::path path;
  int number = 0;
  std::int64_t signed_number = 0;
  std::uint64_t unsigned_number = 0;
  double fraction = 0;
  program.option("--text", text);
  program.option("--list", list);
  program.option("--path", path);
  program.option("--number", number);
  program.option("--signed", signed_number);
  program.option("--unsigned", unsigned_number);
  program.option("--fraction", fraction);
  EXPECT_EQ(told(program, {"--text", "two words", "--list", "a", "b", "--list=c", "--path", "x/y",
                           "--number", "-7", "--signed=-9223372036854775808", "--unsigned",
                           "18446744073709551615", "--fraction", "0.25"}),
            "0 ");
  EXPECT_EQ(text, "two words");
  EXPECT_THAT(list, ElementsAre("a", "b", "c"));
  EXPECT_EQ(path, "x/y");
  EXPECT_EQ(number, -7);
  EXPECT_EQ(signed_number, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(unsigned_number, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(fraction, 0.25);
}

TEST_F(CommandLineTest, RefusesWhatIsNoSuchValue) {
  int number = 0;
  std::size_t size = 0;
  double fraction = 0;
  program.option("--number", number);
  program.option("--size", size);
  program.option("--fraction", fraction);
  EXPECT_EQ(told(program, {"--size", "-1"}), "105 --size: Value -1 is negative\n");
  EXPECT_EQ(told(program, {"--number", "seven"}), "104 Could not convert: --number = seven\n");
  EXPECT_EQ(told(program, {"--number", "1.5"}), "104 Could not convert: --number = 1.5\n");
  EXPECT_THAT(told(program, {"--number", "9999999999"}), StartsWith("104 "));
  EXPECT_THAT(told(program, {"--fraction", "1x"}), StartsWith("104 "));
  EXPECT_EQ(told(program, {"--number"}), "114 --number: 1 required INT missing\n");
  EXPECT_EQ(told(program, {"--other"}), "109 The following argument was not expected: --other\n");
}

TEST_F(CommandLineTest, PositionsComeInTheirOrder) {
  std::string first, second;
  program.option("FIRST", first, "One").required();
  program.option("SECOND", second, "Another");
  EXPECT_EQ(told(program, {"a", "b"}), "0 ");
  EXPECT_EQ(first + second, "ab");
  EXPECT_EQ(told(program, {}), "106 FIRST is required\n");
  EXPECT_THAT(told(program, {"a", "b", "c"}), StartsWith("109 "));
}

TEST_F(CommandLineTest, FlagsAreLeftAloneUntilGiven) {
  bool flag = false;
  program.flag("--flag", flag, "Says yes");
  EXPECT_EQ(told(program, {}), "0 ");
  EXPECT_FALSE(flag);
  EXPECT_EQ(told(program, {"--flag"}), "0 ");
  EXPECT_TRUE(flag);
  EXPECT_EQ(told(program, {}), "0 ");
  EXPECT_TRUE(flag);
  EXPECT_EQ(told(program, {"--flag=false"}), "0 ");
  EXPECT_FALSE(flag);
  EXPECT_EQ(told(program, {"--flag=perhaps"}), "104 Could not convert: --flag = perhaps\n");
}

TEST_F(CommandLineTest, NumbersStayWithinTheirBounds) {
  int number = 0;
  std::size_t size = 0;
  double fraction = 0;
  int count = 1;
  program.option("--number", number).between(1, 9);
  program.option("--size", size).between(std::size_t{1}, std::size_t{8'190});
  program.option("--fraction", fraction).between(0.5, 1.5);
  program.option("--count", count).positive();
  EXPECT_EQ(told(program, {"--number", "1", "--size", "8190", "--fraction", "1.5"}), "0 ");
  EXPECT_EQ(told(program, {"--number", "9", "--fraction", "0.5"}), "0 ");
  EXPECT_EQ(told(program, {"--number", "10"}), "105 --number: Value 10 not in range 1 to 9\n");
  EXPECT_THAT(told(program, {"--number", "0"}), StartsWith("105 "));
  EXPECT_THAT(told(program, {"--size", "0"}), StartsWith("105 "));
  EXPECT_THAT(told(program, {"--size", "8191"}), StartsWith("105 "));
  EXPECT_THAT(told(program, {"--fraction", "1.51"}), StartsWith("105 "));
  EXPECT_THAT(told(program, {"--count", "0"}), StartsWith("105 "));
}

TEST_F(CommandLineTest, ChoicesHaveWords) {
  enum class Colour : std::uint8_t { red, green };
  auto colour = Colour::red;
  program.choice("--colour", colour, {{"red", Colour::red}, {"green", Colour::green}}, "Which");
  EXPECT_EQ(told(program, {"--colour", "green"}), "0 ");
  EXPECT_EQ(colour, Colour::green);
  EXPECT_EQ(told(program, {"--colour", "blue"}), "105 --colour: blue not in {green,red}\n");
  EXPECT_EQ(colour, Colour::green);
}

TEST_F(CommandLineTest, FilesMustBeThere) {
  const std::string path = testing::TempDir() + "command_line_test.txt";
  std::ofstream(path) << "text";
  std::string file;
  program.option("FILE", file).existing_file();
  EXPECT_EQ(told(program, {path}), "0 ");
  EXPECT_EQ(told(program, {path + ".gone"}), "105 FILE: File does not exist: " + path + ".gone\n");
  EXPECT_THAT(told(program, {testing::TempDir()}), HasSubstr("is actually a directory"));
  std::filesystem::remove(path);
}

TEST_F(CommandLineTest, OptionsExcludeEachOtherBothWays) {
  bool check = false, write = false;
  const auto checks = program.flag("--check", check, "");
  program.flag("--write", write, "").excludes(checks);
  EXPECT_EQ(told(program, {"--check"}), "0 ");
  EXPECT_EQ(told(program, {"--check", "--write"}), "108 --check excludes --write\n");
  EXPECT_EQ(told(program, {"--write", "--check"}), "108 --check excludes --write\n");
}

TEST_F(CommandLineTest, OneAtATimeLeavesTheNextWordAlone) {
  std::vector<std::string> headers;
  std::string url;
  program.option("url", url).required();
  program.option("--header", headers).one_at_a_time();
  EXPECT_EQ(told(program, {"--header", "a", "--header", "b", "http"}), "0 ");
  EXPECT_THAT(headers, ElementsAre("a", "b"));
  EXPECT_EQ(url, "http");
}

TEST_F(CommandLineTest, ActionsRunWhenNamedAndAllIsRead) {
  std::string said;
  int number = 0;
  auto count = program.subcommand("count", "Counts");
  count.option("--to", number, "The last");
  count.action([&] { said += std::to_string(number); });
  program.subcommand("greet", "Greets").action([&] { said += "hello"; });
  program.require_subcommand();
  EXPECT_EQ(told(program, {"count", "--to", "5"}), "0 ");
  EXPECT_EQ(told(program, {"greet"}), "0 ");
  EXPECT_EQ(said, "5hello");
  EXPECT_EQ(told(program, {}), "106 A subcommand is required\n");
  EXPECT_THAT(told(program, {"greet", "count"}), StartsWith("109 "));
  EXPECT_THAT(told(program, {"count", "--to", "x"}), StartsWith("104 "));
  EXPECT_EQ(said, "5hello");
}

TEST_F(CommandLineTest, ActionsRefuseAsWrongWordsAreRefused) {
  program.subcommand("listen", "").action([] { throw UsageError("--port", "is taken"); });
  program.subcommand("fail", "").action([] { throw std::runtime_error("no disk"); });
  EXPECT_EQ(told(program, {"listen"}), "105 --port: is taken\n");
  EXPECT_THROW(std::ignore = program.read({"fail"}), std::runtime_error);
}

TEST_F(CommandLineTest, ANameIsDeclaredOnce) {
  int number = 0;
  program.option("--number", number);
  EXPECT_THROW(program.option("--number", number), std::runtime_error);
}

TEST_F(CommandLineTest, TheHelpExplains) {
  std::string data = "here";
  int number = 0;
  std::vector<std::string> list;
  auto run = program.subcommand("run", "Runs it");
  run.option("--data", data, "Folder of all data").shows_default();
  run.option("--number", number, "How many").between(1, 9).required();
  run.option("--list", list, "What else");
  EXPECT_EQ(told(program, {"run", "--help"}),
            "0 Runs it\n"
            "Usage: sample run [OPTIONS]\n"
            "\n"
            "Options:\n"
            "  -h,--help                   Print this help message and exit\n"
            "  --data TEXT=here            Folder of all data\n"
            "  --number INT:INT in [1 - 9] REQUIRED\n"
            "                              How many\n"
            "  --list TEXT ...             What else\n"
            "\n");
  EXPECT_EQ(told(program, {"--help"}),
            "0 Shows how words are read\n"
            "Usage: sample [OPTIONS] [SUBCOMMAND]\n"
            "\n"
            "Options:\n"
            "  -h,--help                   Print this help message and exit\n"
            "\n"
            "Subcommands:\n"
            "  run                         Runs it\n"
            "\n");
}

TEST_F(CommandLineTest, ParsePrintsHelpAndErrors) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(program.parse({"--help"}), 0);
  EXPECT_THAT(testing::internal::GetCapturedStdout(), StartsWith("Shows how words are read\n"));
  testing::internal::CaptureStderr();
  EXPECT_EQ(program.parse({"--other"}), 109);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "The following argument was not expected: --other\n"
            "Run with --help for more information.\n");
  EXPECT_EQ(program.parse({}), std::nullopt);
}

TEST(WordsOfTest, LeavesTheProgramsNameOut) {
  const char* arguments[] = {"sample", "a", "--b"};
  EXPECT_THAT(words_of(3, arguments), ElementsAre("a", "--b"));
  EXPECT_THAT(words_of(1, arguments), ElementsAre());
  EXPECT_THAT(words_of(0, arguments), ElementsAre());
}

TEST_F(CommandLineTest, DescribesWhatWasDeclared) {
  std::string name;
  std::string file;
  int format = 0;
  bool quiet = false;
  auto print = program.subcommand("print", "Prints something");
  print.group("Paper");
  print.option("FILE", file, "What").required();
  print.option("--name", name, "Whose");
  print.choice("--format", format, {{"a4", 4}, {"a5", 5}}, "How large");
  print.flag("--quiet", quiet, "Without a word");
  const auto all = program.description();
  EXPECT_EQ(all.name, "sample");
  ASSERT_EQ(all.subcommands.size(), 1U);
  const auto& command = all.subcommands.front();
  EXPECT_EQ(command.group, "Paper");
  ASSERT_EQ(command.options.size(), 4U);
  EXPECT_EQ(command.options[0].name, "FILE");
  EXPECT_TRUE(command.options[0].is_position());
  EXPECT_TRUE(command.options[0].required);
  EXPECT_EQ(command.options[1].value, "TEXT");
  EXPECT_THAT(command.options[2].choices, ElementsAre("a4", "a5"));
  EXPECT_EQ(command.options[3].value, "");
  EXPECT_THAT(told(program, {"--help"}), HasSubstr("Paper:"));
}

}  // namespace
}  // namespace sangam::command_line
