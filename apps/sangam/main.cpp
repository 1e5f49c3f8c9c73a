// The program: `sangam serve` and the commands around it.

#include <iostream>

#include "apps/sangam/api_command.h"
#include "apps/sangam/audit_command.h"
#include "apps/sangam/client/call_command.h"
#include "apps/sangam/client/completion_command.h"
#include "apps/sangam/client/import_command.h"
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

constexpr std::string_view kCommands[] = {"serve", "call",    "import",    "api",     "ledger",
                                          "audit", "migrate", "backup",    "restore", "operator",
                                          "slo",   "new",     "completion"};

// Commands that take their own command line apart, because it follows the declared operations.
// Nothing: it is none of them.
std::optional<int> run_described_command(std::span<char* const> arguments) {
  if (arguments.size() < 2) return std::nullopt;
  const std::string_view command = arguments[1];
  const std::vector<std::string> rest(arguments.begin() + 2, arguments.end());
  if (command != "call" && command != "api" && command != "completion") return std::nullopt;
  const OfflineModules offline;
  const auto& modules = offline.modules();
  if (command == "call") return client::run_call_command(modules.operations(), rest);
  if (command == "api") return run_api_command(modules.list(), rest);
  return client::run_completion_command(kCommands, modules.operations(), rest);
}

int run(int argument_count, char** arguments) {
  if (const auto code =
          run_described_command({arguments, static_cast<std::size_t>(argument_count)}))
    return *code;
  command_line::Program program("sangam", "Sangam, a multi-tenant platform server");
  program.require_subcommand();
  add_serve_command(program);
  program.subcommand("call", "Call any operation of a running server; see `sangam call --list`");
  client::add_import_command(program);
  program.subcommand("api", "Describe the operations: openapi, lock");
  add_database_commands(program);
  add_audit_command(program);
  add_operator_command(program);
  add_slo_command(program);
  add_new_command(program);
  program.subcommand("completion", "Print a completion script for the shell");
  return program.parse(command_line::words_of(argument_count, arguments)).value_or(0);
}

}  // namespace
}  // namespace sangam::apps

int main(int argument_count, char** arguments) {
  if (sangam::apps::is_parse_command(argument_count, arguments))
    sangam::apps::run_parse_command(argument_count, arguments);
  try {
    return sangam::apps::run(argument_count, arguments);
  } catch (const std::exception& failure) {
    std::cerr << "sangam: " << failure.what() << '\n';
    return 1;
  }
}
