#pragma once

// CommandDescription: what a program understands, as values: completions and manual pages are
// written from the same declarations as the help.

#include <string>
#include <vector>

namespace sangam::command_line {

struct OptionDescription {
  std::string name;  // "--data", or "FILE" for a position
  std::string text;
  std::string value;                 // what stands for its value, "TEXT"; empty for a flag
  std::vector<std::string> choices;  // the words it takes, where they are few
  bool required = false;

  bool is_position() const noexcept { return !name.starts_with('-'); }
};

struct CommandDescription {
  std::string name;
  std::string text;
  std::string group;  // of commands, as the help has it
  std::vector<OptionDescription> options;
  std::vector<CommandDescription> subcommands;
};

}  // namespace sangam::command_line
