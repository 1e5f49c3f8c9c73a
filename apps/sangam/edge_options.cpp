#include "apps/sangam/edge_options.h"

#include "base/command_line/command_line.h"

namespace sangam::apps {

namespace {

constexpr std::size_t kProcessesMost = 64;

}  // namespace

void add_edge_options(command_line::Command& command, EdgeSettings& settings) {
  command.option("--firewall-rules", settings.firewall_rules,
                 "Folder of the OWASP Core Rule Set, as /usr/share/modsecurity-crs: uploads, hooks,"
                 " OAuth, SAML and SCIM are looked at; no firewall unless said");
  command
      .option("--firewall-processes", settings.firewall_processes,
              "How many requests the firewall judges at a time")
      .between(std::size_t{1}, kProcessesMost)
      .shows_default();
  command.option("--countries", settings.countries,
                 "Database of countries by address, in MaxMind's format; without one every country"
                 " is unknown");
}

}  // namespace sangam::apps
