#pragma once

// How a server's door for agents behaves.

#include <string>
#include <vector>

#include "kernel/api/agent_confirmation.h"

namespace sangam::mcp {

struct Settings {
  // Which tools ask a person before they do anything, unless the tenant or the operators say
  // otherwise. Asked is by the client, in a form; a client that cannot ask is told so and nothing
  // is done. Not `inherit`.
  api::AgentConfirmation confirm = api::AgentConfirmation::writes;
  // Origins of pages, beside our own, that may call: "https://agents.example".
  std::vector<std::string> origins;
  // What clients show of the server.
  std::string name = "sangam";
  std::string title = "Sangam";
  std::string version = "0.1.0";
};

}  // namespace sangam::mcp
