#pragma once

// `sangam serve`: runs the server until SIGINT or SIGTERM.

namespace CLI {
class App;
}

namespace sangam::apps {

// Adds the command to `program`; it runs when chosen.
void add_serve_command(CLI::App& program);

}  // namespace sangam::apps
