#pragma once

// `sangam profile list|use|add|remove`: servers and credentials by name.

#include "base/command_line/command_line.h"

namespace sangam::apps::client {

void add_profile_command(command_line::Command& program);

}  // namespace sangam::apps::client
