#pragma once

// `sangam completion bash`: a script for the shell, and the words it asks for while one types.
//   source <(sangam completion bash)

#include <span>
#include <string>
#include <string_view>

#include "kernel/api/operation.h"

namespace sangam::apps::client {

// `args` come after "completion": "bash" prints the script; "words" and the words typed so far,
// without "sangam" and the unfinished one, print what may come next. `commands` are those of the
// program.
int run_completion_command(std::span<const std::string_view> commands,
                           std::span<const api::Operation* const> operations,
                           std::span<const std::string> args);

}  // namespace sangam::apps::client
