#include "base/command_line/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace sangam::command_line {

Command Command::subcommand(const std::string& name, const std::string& description) {
  return Command(*app_->add_subcommand(name, description));
}

void Command::group(const std::string& heading) { app_->group(heading); }

void Command::require_subcommand() { app_->require_subcommand(1); }

void Command::action(std::function<void()> action) { app_->callback(std::move(action)); }

Program::Program(const std::string& name, const std::string& description)
    : Program(std::make_unique<CLI::App>(description, name)) {}

Program::Program(std::unique_ptr<CLI::App> owned) : Command(*owned), owned_(std::move(owned)) {}

Program::~Program() = default;

std::expected<void, Stop> Program::read(std::vector<std::string> words) {
  std::ranges::reverse(words);  // CLI11 takes them from the end of the list
  try {
    app().parse(std::move(words));
    return {};
  } catch (const CLI::CallForHelp& call) {
    return std::unexpected(Stop{call.get_exit_code(), app().help()});
  } catch (const CLI::ParseError& error) {
    return std::unexpected(Stop{error.get_exit_code(), error.what() + std::string("\n")});
  } catch (const UsageError& error) {
    constexpr auto kCode = static_cast<int>(CLI::ExitCodes::ValidationError);
    return std::unexpected(Stop{kCode, error.what() + std::string("\n")});
  }
}

std::optional<int> Program::parse(std::vector<std::string> words) {
  const auto done = read(std::move(words));
  if (done) return std::nullopt;
  const auto& stop = done.error();
  if (stop.exit_code == 0) std::cout << stop.text;
  else std::cerr << stop.text << "Run with --help for more information.\n" << std::flush;
  return stop.exit_code;
}

std::vector<std::string> words_of(int argument_count, const char* const* arguments) {
  if (argument_count < 1) return {};
  return {arguments + 1, arguments + argument_count};
}

}  // namespace sangam::command_line
