#pragma once

// `sangam tail`: what happens, as it happens.

#include "base/command_line/command_line.h"

namespace sangam::apps::client {

void add_tail_command(command_line::Command& program);

}  // namespace sangam::apps::client
