#pragma once

// What the published conformance scenarios of the Model Context Protocol call by name, as tools,
// prompts and resources of their own: npm @modelcontextprotocol/conformance says what each does.

#include <string>
#include <string_view>

#include "kernel/mcp/catalogue.h"

namespace sangam::tests::mcp {

using sangam::mcp::Catalogue;
using sangam::mcp::Conversation;
using sangam::mcp::ToolResult;

// A tool that is a function.
struct ToolFunction {
  std::string_view name;
  std::string_view description;
  std::string_view schema;  // JSON; empty: it takes nothing
  Task<ToolResult> (*call)(Conversation& conversation, const boost::json::object& arguments);
};
void add(Catalogue& catalogue, const ToolFunction& tool);

// Tools that answer by themselves; that ask their client first; prompts and resources.
void add_tools(Catalogue& catalogue);
void add_questions(Catalogue& catalogue);
void add_texts(Catalogue& catalogue);

ToolResult text_result(std::string_view text);
// A picture of one pixel, as PNG in Base64.
std::string_view picture() noexcept;

}  // namespace sangam::tests::mcp
