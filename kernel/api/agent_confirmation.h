#pragma once

// AgentConfirmation: which changes an agent makes only when the person behind it said yes.

#include <cstdint>

#include "base/describe.h"

namespace sangam::api {

enum class AgentConfirmation : std::uint8_t {
  inherit,      // as whoever is asked next has it: a tenant, the operators, the server's options
  writes,       // whatever changes anything
  destructive,  // what changes or removes what is there; making something new is not asked about
  never,        // the client alone asks, or does not
};
SANGAM_ENUM(AgentConfirmation, inherit, writes, destructive, never)

}  // namespace sangam::api
