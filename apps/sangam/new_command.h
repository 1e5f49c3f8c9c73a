#pragma once

// `sangam new module PATH`: writes the skeleton of a module into a checkout of the sources.

namespace CLI {
class App;
}

namespace sangam::apps {

void add_new_command(CLI::App& program);

}  // namespace sangam::apps
