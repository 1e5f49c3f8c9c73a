#include "base/command_line/description.h"

#include <CLI/CLI.hpp>

#include "base/command_line/command_line.h"

namespace sangam::command_line {

namespace {

// "TEXT:{a,b}" is what CLI11 calls the type of an option that takes one of two words.
std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> words;
  const auto open = type.find(":{");
  if (open == std::string::npos) return words;
  auto rest = std::string_view(type).substr(open + 2);
  rest = rest.substr(0, rest.find('}'));
  while (!rest.empty()) {
    const auto word = rest.substr(0, rest.find(','));
    words.emplace_back(word);
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return words;
}

OptionDescription describe(const CLI::Option& option) {
  OptionDescription described;
  const auto& names = option.get_lnames();
  described.name = names.empty() ? option.get_name(true) : "--" + names.front();
  described.text = option.get_description();
  described.required = option.get_required();
  if (option.get_items_expected_max() == 0) return described;
  const auto type = option.get_type_name();
  described.choices = choices_of(type);
  described.value = type.substr(0, type.find(':'));
  if (described.value.empty()) described.value = "TEXT";
  return described;
}

CommandDescription describe(const CLI::App& app) {
  CommandDescription described{.name = app.get_name(),
                               .text = app.get_description(),
                               .group = app.get_group(),
                               .options = {},
                               .subcommands = {}};
  for (const auto* option : app.get_options())
    if (option != app.get_help_ptr()) described.options.push_back(describe(*option));
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    described.subcommands.push_back(describe(*command));
  return described;
}

}  // namespace

CommandDescription Program::description() const { return describe(app()); }

}  // namespace sangam::command_line
