#pragma once

// Lists of what the door offers somebody: in a stable order, page by page. What one may not use is
// not listed.

#include <string>

#include "kernel/mcp/catalogue.h"
#include "kernel/mcp/json_rpc.h"
#include "kernel/mcp/protocol.h"

namespace sangam::mcp {

// Of tools, prompts, resources and templates alike.
inline constexpr std::size_t kPageSize = 100;

// What lists are made for.
struct Reader {
  Age age = Age::stateless;
  const api::Identity& identity;
};

// JSON members of the results; throw RpcError{kInvalidParams} for a cursor that is none of ours.
std::string list_tools(const Catalogue& catalogue, const Reader& reader,
                       const boost::json::object& params);
std::string list_prompts(const Catalogue& catalogue, const Reader& reader,
                         const boost::json::object& params);
std::string list_resources(const Catalogue& catalogue, const Reader& reader,
                           const boost::json::object& params);
std::string list_templates(const Catalogue& catalogue, const Reader& reader,
                           const boost::json::object& params);

// "completion/complete": values for an argument of a prompt.
std::string complete_argument(const Catalogue& catalogue, const Reader& reader,
                              const boost::json::object& params);

}  // namespace sangam::mcp
