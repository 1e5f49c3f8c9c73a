#pragma once

// `sangam new module PATH`: writes the skeleton of a module into a checkout of the sources.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_new_command(command_line::Command& program);

}  // namespace sangam::apps
