// What may come next on a command line.

#include <algorithm>

#include "apps/sangam/client/call_help.h"
#include "apps/sangam/client/completion_command.h"

namespace sangam::apps::client {

namespace {

using command_line::CommandDescription;
using command_line::OptionDescription;
using Words = std::vector<CompletionWord>;

Words plain(std::span<const std::string> texts) {
  Words words;
  for (const auto& text : texts)
    words.push_back({text, {}});
  return words;
}

// Behind "call" and its own options: the values of the option before.
std::optional<Words> values_of_own(const std::string& before,
                                   std::span<const std::string> profiles) {
  for (const auto& option : own_options()) {
    if (before != "--" + std::string(option.name) || option.value.empty()) continue;
    if (option.name == "profile") return plain(profiles);
    Words words;
    if (option.name == "output")
      for (const auto name : enumerator_names(OutputFormat{}))
        words.push_back({std::string(name), {}});
    return words;
  }
  return std::nullopt;
}

CompletionWord word_of(const OwnOption& option) {
  return {"--" + std::string(option.name), std::string(option.text)};
}

// After "call NAME …": the values of the option before, or all options.
Words words_for(const api::Operation& operation, const std::string& before,
                std::span<const std::string> profiles) {
  Words words;
  for (const auto& line : field_lines(operation)) {
    if (before == "--" + line.path) {
      if (!line.values.empty()) return plain(line.values);
      // Only true or false may be left out.
      if (!line.type.starts_with("true")) return {};
    }
    words.push_back({"--" + line.path, line.text});
  }
  if (auto values = values_of_own(before, profiles)) return *values;
  for (const auto* option : options_for(operation))
    words.push_back(word_of(*option));
  words.push_back({"--help", "Explains the operation and its fields"});
  return words;
}

Words words_of_call(std::span<const api::Operation* const> operations,
                    std::span<const std::string> typed, std::span<const std::string> profiles) {
  for (const auto& word : typed)
    for (const auto* operation : operations)
      if (operation->name == word) return words_for(*operation, typed.back(), profiles);
  if (!typed.empty())
    if (auto values = values_of_own(typed.back(), profiles)) return *values;
  Words words{{"--list", "Names all operations"}, {"--help", "Explains the command"}};
  for (const auto& option : own_options())
    if (option.group == "Server") words.push_back(word_of(option));
  for (const auto* operation : operations)
    words.push_back({operation->name, operation->summary});
  return words;
}

const OptionDescription* option_of(const CommandDescription& command, const std::string& name) {
  const auto found = std::ranges::find(command.options, name, &OptionDescription::name);
  return found == command.options.end() || found->is_position() ? nullptr : &*found;
}

// The command that the words name, and how its path reads: "profile use".
const CommandDescription* command_of(const CommandDescription& program,
                                     std::span<const std::string> typed, std::string& path) {
  const auto* command = &program;
  for (const auto& word : typed) {
    const auto inner = std::ranges::find(command->subcommands, word, &CommandDescription::name);
    if (inner == command->subcommands.end()) continue;
    command = &*inner;
    path.append(path.empty() ? "" : " ").append(word);
  }
  return command;
}

}  // namespace

Words words_after(const CommandDescription& program,
                  std::span<const api::Operation* const> operations,
                  std::span<const std::string> typed, std::span<const std::string> profiles) {
  if (!typed.empty() && typed.front() == "call")
    return words_of_call(operations, typed.subspan(1), profiles);
  std::string path;
  const auto* command = command_of(program, typed, path);
  if (!typed.empty())
    if (const auto* option = option_of(*command, typed.back()); option && !option->value.empty())
      return option->name == "--profile" ? plain(profiles) : plain(option->choices);
  if ((path == "profile use" || path == "profile remove") && typed.size() == 2)
    return plain(profiles);
  Words words;
  for (const auto& inner : command->subcommands)
    words.push_back({inner.name, inner.text});
  // A file is likelier than an option where one must be given.
  const bool wants_file = std::ranges::any_of(command->options, [](const auto& option) {
    return option.is_position() && option.name == "FILE";
  });
  if (wants_file && command->name == typed.back()) return {};
  for (const auto& option : command->options)
    if (!option.is_position()) words.push_back({option.name, option.text});
  if (command != &program) words.push_back({"--help", "Explains the command"});
  return words;
}

}  // namespace sangam::apps::client
