#pragma once

// `sangam slo rules`: the Prometheus rules that watch over the server's service levels.

namespace CLI {
class App;
}

namespace sangam::apps {

void add_slo_command(CLI::App& program);

}  // namespace sangam::apps
