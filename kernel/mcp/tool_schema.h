#pragma once

// How an operation looks as a tool: its card, with the schemas of what it takes and gives, and what
// it does to the world, all from the declaration.
//
// Source: modelcontextprotocol.io/specification/2026-07-28/server/tools#tool; JSON Schema 2020-12.

#include <string>

#include "kernel/api/operation.h"

namespace sangam::mcp {

// What a tool may do, for clients that ask or hide by it.
struct ToolHints {
  bool read_only = false;
  bool destructive = false;  // changes or removes what is there
  bool idempotent = false;   // doing it again does nothing more
  bool open_world = false;   // may ask or tell others, outside this installation
};
ToolHints hints_of(const api::Operation& operation) noexcept;

// JSON, an object of the type Tool. O(fields of all structs it reaches).
std::string card_of(const api::Operation& operation);

}  // namespace sangam::mcp
