#pragma once

// Commands on the data themselves: `sangam migrate`, `backup`, `restore`, `ledger verify`. They use
// the cluster of a data folder, of a running server or, if none runs, started for the command.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_database_commands(command_line::Command& program);

}  // namespace sangam::apps
