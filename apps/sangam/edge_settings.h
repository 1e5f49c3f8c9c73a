#pragma once

// What the gateway is given when the server starts; rules are operators' and tenants' to change at
// any time.

#include <cstddef>
#include <filesystem>

namespace sangam::apps {

struct EdgeSettings {
  std::filesystem::path firewall_rules;  // folder of the Core Rule Set; empty: no firewall
  std::size_t firewall_processes = 1;
  std::filesystem::path countries;  // database of countries by address; empty: none is known
};

}  // namespace sangam::apps
