#pragma once

// How a server's door for agents behaves.

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.h"

namespace sangam::mcp {

// Which tools ask a person before they do anything. Asked is by the client, in a form; a client
// that cannot ask is told so and nothing is done.
enum class Confirm : std::uint8_t {
  writes,       // whatever changes anything
  destructive,  // what changes or removes what is there; making something new is not asked about
  never,        // the client alone asks, or does not
};
SANGAM_ENUM(Confirm, writes, destructive, never)

struct Settings {
  Confirm confirm = Confirm::writes;
  // Origins of pages, beside our own, that may call: "https://agents.example".
  std::vector<std::string> origins;
  // What clients show of the server.
  std::string name = "sangam";
  std::string title = "Sangam";
  std::string version = "0.1.0";
};

}  // namespace sangam::mcp
