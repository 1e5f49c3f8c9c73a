#pragma once

// `sangam slo rules`: the Prometheus rules that watch over the server's service levels.

namespace sangam::command_line {
class Command;
}

namespace sangam::apps {

void add_slo_command(command_line::Command& program);

}  // namespace sangam::apps
