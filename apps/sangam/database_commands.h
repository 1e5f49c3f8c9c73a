#pragma once

// Commands on the data themselves: `sangam migrate`, `backup`, `restore`, `ledger verify`. They use
// the cluster of a data folder, of a running server or, if none runs, started for the command.

namespace CLI {
class App;
}

namespace sangam::apps {

void add_database_commands(CLI::App& program);

}  // namespace sangam::apps
