#include "apps/sangam/slo_command.h"

#include <iostream>

#include "base/command_line/command_line.h"
#include "kernel/telemetry/slo_rules.h"

namespace sangam::apps {

void add_slo_command(command_line::Command& program) {
  auto command = program.subcommand("slo", "What callers may expect, as rules for monitoring");
  command.group("Running a server");
  command.require_subcommand();
  command.subcommand("rules", "Print recording and alert rules for Prometheus").action([] {
    std::cout << telemetry::prometheus_rules(telemetry::service_levels());
  });
}

}  // namespace sangam::apps
