#pragma once

// `sangam login`, `logout` and `whoami`: signing in by the device flow, without a browser here.

#include "base/command_line/command_line.h"

namespace sangam::apps::client {

void add_login_commands(command_line::Command& program);

}  // namespace sangam::apps::client
