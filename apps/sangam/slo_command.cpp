#include "apps/sangam/slo_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "kernel/telemetry/slo_rules.h"

namespace sangam::apps {

void add_slo_command(CLI::App& program) {
  auto* command = program.add_subcommand("slo", "What callers may expect, as rules for monitoring");
  command->require_subcommand(1);
  command->add_subcommand("rules", "Print recording and alert rules for Prometheus")->callback([] {
    std::cout << telemetry::prometheus_rules(telemetry::service_levels());
  });
}

}  // namespace sangam::apps
