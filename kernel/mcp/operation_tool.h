#pragma once

// OperationTool: a declared operation as a tool. What happens is what happens at every door: the
// same checks, approval, idempotency and audit (kernel/api/dispatcher.h).

#include "kernel/api/operation.h"
#include "kernel/mcp/services.h"

namespace sangam::mcp {

// Whether an operation is one that agents use: those that give a reply, to somebody who is known,
// in the midst of their work. Bodies and streams have doors of their own; secrets, and one's own
// credentials, are nothing for programs that act in somebody's place.
bool is_for_agents(const api::Operation& operation) noexcept;

// Whether `identity` may call it: what is listed. Calling it asks further (api::authorize).
bool is_permitted(const api::Operation& operation, const api::Identity& identity) noexcept;

// Both outlive it.
std::unique_ptr<Tool> make_operation_tool(const api::Operation& operation,
                                          const Services& services);

// Runs an operation for an agent and gives its reply. Throws Error. With `confirm`, a person is
// asked first where the settings want it.
Task<api::Reply> run_operation(const api::Operation& operation, const Services& services,
                               Conversation& conversation, const boost::json::object& arguments,
                               bool confirm);

// The same for reading again what is on record already: it is not put on record once more, nor
// counted. `operation` reads.
Task<api::Reply> look(const api::Operation& operation, const Services& services,
                      Conversation& conversation, const boost::json::object& arguments);

}  // namespace sangam::mcp
