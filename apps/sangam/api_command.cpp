#include "apps/sangam/api_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "apps/sangam/call_command.h"
#include "kernel/api/lock_file.h"
#include "kernel/api/openapi.h"

namespace sangam::apps {

namespace {

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int refuse(const std::string& reason) {
  std::fprintf(stderr, "sangam api: %s\n", reason.c_str());
  return kExitRefused;
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
  return kExitDone;
}

int check_lock(const std::string& path, const api::LockFile& now) {
  const auto text = read_file(path);
  if (!text) return refuse(path + " cannot be read; sangam api lock --write makes it");
  const auto locked = api::parse_lock(*text);
  if (!locked) return refuse(path + ": " + locked.error());
  const auto breaks = api::breaking_changes(*locked, now);
  for (const auto& change : breaks)
    std::fprintf(stderr, "%s\n", change.c_str());
  if (!breaks.empty())
    return refuse(std::to_string(breaks.size()) + " changes break callers of this version");
  if (*text != to_text(now)) return refuse(path + " is not fresh: sangam api lock --write");
  return kExitDone;
}

}  // namespace

int run_api_command(std::span<const api::Module* const> modules,
                    std::span<const std::string> args) {
  CLI::App app("The server's description of itself", "sangam api");
  auto* openapi = app.add_subcommand("openapi", "Prints the OpenAPI 3.1 document");
  auto* lock = app.add_subcommand("lock", "Prints, checks or writes the lock file");
  bool check = false;
  bool write = false;
  std::string path = kLockFilePath;
  lock->add_flag("--check", check, "Fails on breaking changes and when the file is not fresh");
  lock->add_flag("--write", write, "Writes the file")->excludes("--check");
  lock->add_option("file", path, "The lock file")->capture_default_str();
  app.require_subcommand(1);
  try {
    app.parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitDone : kExitUsage;
  }
  if (openapi->parsed()) {
    print(openapi_document(modules) + "\n");
    return kExitDone;
  }
  std::vector<const api::Operation*> operations;
  for (const auto* module : modules)
    for (const auto& operation : module->operations())
      operations.push_back(&operation);
  const auto now = api::lock_of(operations);
  if (check) return check_lock(path, now);
  if (write) return write_lock(path, to_text(now));
  print(to_text(now));
  return kExitDone;
}

}  // namespace sangam::apps
