#include "apps/sangam/client/completion_command.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "apps/sangam/client/call_command.h"
#include "apps/sangam/client/call_help.h"

namespace sangam::apps::client {

namespace {

constexpr const char* kBashScript = R"bash(_sangam() {
  local IFS=$'\n'
  local typed=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
  COMPREPLY=($(compgen -W "$(sangam completion words "${typed[@]}" 2>/dev/null)" -- \
    "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _sangam sangam
)bash";

using Words = std::vector<std::string>;

Words call_options() {
  return {"--help", "--json", "--output", "--idempotency-key", "--url", "--key", "--data"};
}

// After "call NAME …": the values of the option before, or all options.
Words words_for(const api::Operation& operation, const std::string& before) {
  if (before == "--output") return {"table", "json"};
  auto words = call_options();
  if (operation.kind == api::Kind::upload) words.emplace_back("--file");
  for (const auto& line : field_lines(operation)) {
    if (before == "--" + line.path && !line.values.empty()) return line.values;
    words.push_back("--" + line.path);
  }
  return words;
}

Words words_after(std::span<const std::string_view> commands,
                  std::span<const api::Operation* const> operations,
                  std::span<const std::string> typed) {
  if (typed.empty()) return {commands.begin(), commands.end()};
  const auto& command = typed.front();
  if (command == "completion" && typed.size() == 1) return {"bash"};
  if (command == "api" && typed.size() == 1) return {"openapi", "lock"};
  if (command == "api") return {"--check", "--write"};
  if (command != "call") return {};
  Words names{"--list"};
  for (const auto* operation : operations) {
    if (typed.size() > 1 && operation->name == typed[1]) return words_for(*operation, typed.back());
    names.push_back(operation->name);
  }
  return typed.size() == 1 ? names : Words{};
}

}  // namespace

int run_completion_command(std::span<const std::string_view> commands,
                           std::span<const api::Operation* const> operations,
                           std::span<const std::string> args) {
  if (args.size() == 1 && args.front() == "bash") {
    std::fputs(kBashScript, stdout);
    return kExitDone;
  }
  if (args.empty() || args.front() != "words") {
    std::fputs("sangam completion bash: prints the script for bash\n", stderr);
    return kExitUsage;
  }
  for (const auto& word : words_after(commands, operations, args.subspan(1)))
    std::printf("%s\n", word.c_str());
  return kExitDone;
}

}  // namespace sangam::apps::client
