#pragma once

// Prompts as modules declare them (kernel/api/prompt.h).

#include "kernel/api/prompt.h"
#include "kernel/mcp/catalogue.h"

namespace sangam::mcp {

// `prompt` outlives it. Throws std::logic_error when its text names an argument that it lacks.
std::unique_ptr<Prompt> make_text_prompt(const api::Prompt& prompt);

}  // namespace sangam::mcp
