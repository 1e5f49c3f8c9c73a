// The program: `sangam serve` and the commands around it.

#include <algorithm>
#include <iostream>

#include "apps/sangam/api_command.h"
#include "apps/sangam/audit_command.h"
#include "apps/sangam/client/call_command.h"
#include "apps/sangam/client/client_error.h"
#include "apps/sangam/client/completion_command.h"
#include "apps/sangam/client/import_command.h"
#include "apps/sangam/client/login_command.h"
#include "apps/sangam/client/manual.h"
#include "apps/sangam/client/nearest.h"
#include "apps/sangam/client/profile_command.h"
#include "apps/sangam/client/tail_command.h"
#include "apps/sangam/database_commands.h"
#include "apps/sangam/new_command.h"
#include "apps/sangam/offline_modules.h"
#include "apps/sangam/operator_command.h"
#include "apps/sangam/parse_command.h"
#include "apps/sangam/serve_command.h"
#include "apps/sangam/slo_command.h"
#include "base/command_line/command_line.h"

namespace sangam::apps {
namespace {

void declare_commands(command_line::Program& program) {
  constexpr const char* kThisProgram = "This program";
  program.require_subcommand();
  client::add_login_commands(program);
  client::add_profile_command(program);
  auto call = program.subcommand("call", "Call any operation; see `sangam call --list`");
  call.group("Working with a server");
  client::add_tail_command(program);
  client::add_import_command(program);
  add_serve_command(program);
  add_database_commands(program);
  add_audit_command(program);
  add_operator_command(program);
  add_slo_command(program);
  auto api = program.subcommand("api", "The server's description of itself");
  api.group(kThisProgram);
  // To be described; it runs with the modules that run_described_command() makes.
  declare_api_commands(api, {}, std::make_shared<int>());
  add_new_command(program);
  auto completion = program.subcommand("completion", "Print a completion script for a shell");
  completion.group(kThisProgram);
  for (const auto* shell : {"bash", "zsh", "fish"})
    completion.subcommand(shell, std::string("The script for ") + shell);
  program.subcommand("man", "Print the manual page, in roff").group(kThisProgram);
}

// Commands that take their own command line apart, because it follows the declared operations.
// Nothing: it is none of them.
std::optional<int> run_described_command(const command_line::Program& program,
                                         std::span<const std::string> words) {
  if (words.empty()) return std::nullopt;
  const auto& command = words.front();
  if (command != "call" && command != "api" && command != "completion" && command != "man")
    return std::nullopt;
  const auto rest = words.subspan(1);
  const OfflineModules offline;
  const auto& modules = offline.modules();
  if (command == "call") return client::run_call_command(modules.operations(), rest);
  if (command == "api") return run_api_command(modules.list(), rest);
  if (command == "completion")
    return client::run_completion_command(program.description(), modules.operations(), rest);
  if (!rest.empty()) return std::nullopt;
  std::cout << client::manual(program.description(), modules.operations());
  return 0;
}

// A misspelt command: says which are near. Nothing: it is one.
std::optional<int> refuse_unknown_command(const command_line::Program& program,
                                          std::span<const std::string> words) {
  if (words.empty() || words.front().starts_with('-')) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& command : program.description().subcommands)
    names.push_back(command.name);
  if (std::ranges::find(names, words.front()) != names.end()) return std::nullopt;
  std::cerr << "sangam: there is no command " << words.front()
            << client::do_you_mean(words.front(), names) << " See sangam --help\n";
  return client::kExitUsage;
}

int run(int argument_count, char** arguments) {
  const auto words = command_line::words_of(argument_count, arguments);
  command_line::Program program("sangam", "Sangam, a multi-tenant platform server");
  declare_commands(program);
  if (const auto code = run_described_command(program, words)) return *code;
  if (const auto code = refuse_unknown_command(program, words)) return *code;
  return program.parse(words).value_or(0);
}

}  // namespace
}  // namespace sangam::apps

int main(int argument_count, char** arguments) {
  if (sangam::apps::is_parse_command(argument_count, arguments))
    sangam::apps::run_parse_command(argument_count, arguments);
  try {
    return sangam::apps::run(argument_count, arguments);
  } catch (const sangam::apps::client::ClientError& failure) {
    std::cerr << "sangam: " << failure.what() << '\n';
    return failure.exit_code;
  } catch (const std::exception& failure) {
    std::cerr << "sangam: " << failure.what() << '\n';
    return 1;
  }
}
