#pragma once

// `sangam serve`: runs the server until SIGINT or SIGTERM.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

// Adds the command to `program`; it runs when chosen.
void add_serve_command(command_line::Command& program);

}  // namespace sangam::apps
