#pragma once

// The command line: which words a program understands, taken apart and explained by its own help.
//
//   Program program("sangam", "A multi-tenant platform server");
//   program.require_subcommand();
//   auto migrate = program.subcommand("migrate", "Bring the schema up to date");
//   migrate.option("--data", data, "Folder of all data").shows_default();
//   migrate.flag("--plan", plan, "Print the SQL instead of running it");
//   migrate.action([&] { run_migrate(data, plan); });
//   return program.parse(words_of(argument_count, arguments)).value_or(0);
//
// A name that begins with a dash is given as "--data X" or "--data=X"; any other is a position.
// Every command has --help. Behind this header is CLI11, which takes a compiler seconds: nothing
// else includes it, and its types are named here only.
//
// Variables are written while words are read, so they outlive the Program, and wrong words may
// leave anything in them. One thread. A declaration that contradicts another (the same name twice)
// throws std::runtime_error when it is made.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/command_line/description.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace sangam::command_line {

// What an option's value is read into. Numbers must fit; a list takes every word up to the next
// option, and the option may be repeated.
template <class T>
concept Value =
    std::same_as<T, std::string> || std::same_as<T, std::vector<std::string>> ||
    std::same_as<T, std::filesystem::path> || std::same_as<T, int> ||
    std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t> || std::same_as<T, double>;

// Thrown by an action that finds what an option says to be no use: told like any wrong word.
struct UsageError : std::runtime_error {
  UsageError(const std::string& option, const std::string& reason)
      : std::runtime_error(option + ": " + reason) {}
};

// One option or flag, to say more about it. A handle: as long as its Program lives.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option required();
  // The value names a file that is there and no folder.
  Option existing_file();
  // Both ends included. The help shows them with the type they are given in.
  Option between(int low, int high);
  Option between(std::size_t low, std::size_t high);
  Option between(double low, double high);
  Option positive();
  // Not with the other, whichever comes first.
  Option excludes(Option other);
  // The help shows the value that the variable has now.
  Option shows_default();
  // A list takes one word each time its option is given.
  Option one_at_a_time();

 private:
  CLI::Option* option_;
};

// What follows a command's name. A handle: as long as its Program lives.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  Command subcommand(const std::string& name, const std::string& description);
  // The heading under which the help of what it belongs to lists this command.
  void group(const std::string& heading);
  // Exactly one of the subcommands must be named.
  void require_subcommand();

  template <Value T>
  Option option(const std::string& name, T& value, const std::string& description = {});
  // True when given; --name=false is false. Left as it is otherwise.
  Option flag(const std::string& name, bool& value, const std::string& description);
  // One of the words of `choices`.
  template <class T>
  Option choice(const std::string& name, T& value, std::map<std::string, T> choices,
                const std::string& description);

  // Runs when the command was named, once all words are read.
  void action(std::function<void()> action);

 protected:
  CLI::App& app() const { return *app_; }

 private:
  using Choose = std::function<void(const std::string&)>;
  Option one_of(const std::string& name, const std::vector<std::string>& words, Choose choose,
                const std::string& description);

  CLI::App* app_;
};

// Why a program does not go on: its help was asked for, or the words are wrong.
struct Stop {
  int exit_code;     // 0: the help was asked for; wrong words have 104 to 114, as CLI11 counts them
  std::string text;  // whole lines
};

class Program : public Command {
 public:
  Program(const std::string& name, const std::string& description);
  ~Program();

  // All that was declared so far. O(commands and options).
  CommandDescription description() const;
  // Reads the words and runs the actions. What an action throws, other than UsageError, passes.
  [[nodiscard]] std::expected<void, Stop> read(std::vector<std::string> words);
  // The same for a main function: prints the help to standard output or the error to standard
  // error, and returns the exit code then. Nothing: go on.
  [[nodiscard]] std::optional<int> parse(std::vector<std::string> words);

 private:
  explicit Program(std::unique_ptr<CLI::App> owned);

  std::unique_ptr<CLI::App> owned_;
};

// The arguments of main, without the program's name.
std::vector<std::string> words_of(int argument_count, const char* const* arguments);

template <class T>
Option Command::choice(const std::string& name, T& value, std::map<std::string, T> choices,
                       const std::string& description) {
  std::vector<std::string> words;
  for (const auto& [word, meaning] : choices)
    words.push_back(word);
  const auto choose = [&value, choices = std::move(choices)](const std::string& word) {
    value = choices.at(word);
  };
  return one_of(name, words, choose, description);
}

}  // namespace sangam::command_line
