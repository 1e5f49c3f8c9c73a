#pragma once

// The directives under which the rule set runs here.

#include <string>

#include "kernel/gateway/firewall/engine/rule_engine.h"

namespace sangam::gateway::firewall {

// What is said before the rule set is read: modes, limits, and the settings that its own set-up
// file would give.
std::string directives(const RuleEngineSettings& settings);

}  // namespace sangam::gateway::firewall
