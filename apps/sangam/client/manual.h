#pragma once

// `sangam man`: the manual page, written from the same declarations as the help and completion.

#include <span>
#include <string>

#include "base/command_line/description.h"
#include "kernel/api/operation.h"

namespace sangam::apps::client {

// sangam(1) in roff, as man(7) has it.
std::string manual(const command_line::CommandDescription& program,
                   std::span<const api::Operation* const> operations);

// Text that roff prints as it is: backslashes and hyphens escaped, no line that is a request.
std::string roff_text(std::string_view text);

}  // namespace sangam::apps::client
