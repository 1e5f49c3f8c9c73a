#pragma once

// The flags of the gateway.

#include "apps/sangam/edge_settings.h"

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_edge_options(command_line::Command& command, EdgeSettings& settings);

}  // namespace sangam::apps
