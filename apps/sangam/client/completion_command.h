#pragma once

// `sangam completion bash|zsh|fish`: a script for the shell, and the words it asks for while one
// types. Words come from the declarations of commands and operations, and from the profiles there
// are.
//   source <(sangam completion bash)

#include <span>
#include <string>
#include <vector>

#include "base/command_line/description.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

struct CompletionWord {
  std::string word;
  std::string text;  // what it is; may be empty
};

// What may follow `typed`, the words without "sangam" and the unfinished one. Nothing: the shell
// offers files.
std::vector<CompletionWord> words_after(const command_line::CommandDescription& program,
                                        std::span<const api::Operation* const> operations,
                                        std::span<const std::string> typed,
                                        std::span<const std::string> profiles);

// `args` come after "completion": a shell prints its script; "words" and what was typed print a
// word a line, "described" with a tab and what it is behind each.
int run_completion_command(const command_line::CommandDescription& program,
                           std::span<const api::Operation* const> operations,
                           std::span<const std::string> args);

}  // namespace sangam::apps::client
