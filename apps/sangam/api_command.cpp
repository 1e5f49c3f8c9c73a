#include "apps/sangam/api_command.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "apps/sangam/client/exit_code.h"
#include "apps/sangam/doors.h"
#include "kernel/api/event_lock.h"
#include "kernel/api/lock_file.h"
#include "kernel/api/openapi.h"

namespace sangam::apps {

namespace {

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int refuse(const std::string& reason) {
  std::fprintf(stderr, "sangam api: %s\n", reason.c_str());
  return client::kExitFailed;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

int write_lock(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return refuse(path + " cannot be written");
  return client::kExitDone;
}

// A lock file: of operations or of events.
template <class Lock>
int check_lock(const std::string& path, const Lock& now,
               std::expected<Lock, std::string> (*parse)(std::string_view), const char* command) {
  const auto text = read_file(path);
  if (!text) return refuse(path + " cannot be read; sangam api " + command + " --write makes it");
  const auto locked = parse(*text);
  if (!locked) return refuse(path + ": " + locked.error());
  const auto breaks = api::breaking_changes(*locked, now);
  for (const auto& change : breaks)
    std::fprintf(stderr, "%s\n", change.c_str());
  if (!breaks.empty())
    return refuse(std::to_string(breaks.size()) + " changes break callers of this version");
  if (*text != to_text(now))
    return refuse(path + " is not fresh: sangam api " + command + " --write");
  return client::kExitDone;
}

// What is done with a lock file.
struct LockOptions {
  bool check = false;
  bool write = false;
  std::string path;

  void add_to(command_line::Command command) {
    const auto checks =
        command.flag("--check", check, "Fails on breaking changes and when the file is not fresh");
    command.flag("--write", write, "Writes the file").excludes(checks);
    command.option("file", path, "The lock file").shows_default();
  }
};

template <class Lock>
int run_lock(const LockOptions& options, const Lock& now,
             std::expected<Lock, std::string> (*parse)(std::string_view), const char* command) {
  if (options.check) return check_lock(options.path, now, parse, command);
  if (options.write) return write_lock(options.path, to_text(now));
  print(to_text(now));
  return client::kExitDone;
}

std::vector<const api::Operation*> operations_of(std::span<const api::Module* const> modules) {
  std::vector<const api::Operation*> operations;
  for (const auto* module : modules)
    for (const auto& operation : module->operations())
      operations.push_back(&operation);
  return operations;
}

}  // namespace

void declare_api_commands(command_line::Command command,
                          std::span<const api::Module* const> modules,
                          const std::shared_ptr<int>& exit_code) {
  command.require_subcommand();
  command.subcommand("openapi", "Prints the OpenAPI 3.1 document").action([modules] {
    print(openapi_document(modules, api_info()) + "\n");
  });
  command.subcommand("asyncapi", "Prints the AsyncAPI 3.0 document of the events")
      .action([modules] { print(describe_events(modules) + "\n"); });
  const auto lock = std::make_shared<LockOptions>(LockOptions{.path = kLockFilePath});
  auto operations = command.subcommand("lock", "Prints, checks or writes the lock file");
  lock->add_to(operations);
  operations.action([lock, modules, exit_code] {
    *exit_code = run_lock(*lock, api::lock_of(operations_of(modules)), &api::parse_lock, "lock");
  });
  const auto event_lock = std::make_shared<LockOptions>(LockOptions{.path = kEventLockFilePath});
  auto events = command.subcommand("events", "Prints, checks or writes the lock file of events");
  event_lock->add_to(events);
  events.action([event_lock, modules, exit_code] {
    *exit_code = run_lock(*event_lock, api::event_lock_of(api::event_types(modules)),
                          &api::parse_event_lock, "events");
  });
}

int run_api_command(std::span<const api::Module* const> modules,
                    std::span<const std::string> args) {
  command_line::Program program("sangam api", "The server's description of itself");
  const auto exit_code = std::make_shared<int>(client::kExitDone);
  declare_api_commands(program, modules, exit_code);
  const auto stopped = program.parse({args.begin(), args.end()});
  if (!stopped) return *exit_code;
  return *stopped == 0 ? client::kExitDone : client::kExitUsage;
}

}  // namespace sangam::apps
