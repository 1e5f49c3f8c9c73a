#pragma once

// `sangam api`: the server's description of itself, without a server.
//   sangam api openapi                        prints the OpenAPI document
//   sangam api lock [--check|--write] [FILE]  compares with the lock file, or writes it

#include <memory>
#include <span>
#include <string>

#include "base/command_line/command_line.h"
#include "kernel/api/module.h"

namespace sangam::apps {

inline constexpr const char* kLockFilePath = "api/v1.lock.json";
inline constexpr const char* kEventLockFilePath = "api/events.lock.json";

// The subcommands; `exit_code` is written by those that check.
void declare_api_commands(command_line::Command command,
                          std::span<const api::Module* const> modules,
                          const std::shared_ptr<int>& exit_code);

// `args` come after "api". `lock` alone prints the lock; with --check it exits 1, and says why,
// when the operations break callers of what is locked, or when the file is not what --write would
// write.
int run_api_command(std::span<const api::Module* const> modules, std::span<const std::string> args);

}  // namespace sangam::apps
