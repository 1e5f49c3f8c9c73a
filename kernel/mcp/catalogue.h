#pragma once

// Catalogue: what the door offers: tools, prompts and resources. Operations become tools by
// themselves (operation_tool.h); what is of the protocol alone is added by hand.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "kernel/api/identity.h"
#include "kernel/mcp/conversation.h"

namespace boost::json {
class object;
}

namespace sangam::mcp {

struct ToolResult {
  std::string content;     // JSON: a list of content blocks
  std::string structured;  // JSON: an object; empty: none
  bool is_error = false;
};

// One block of text.
std::string text_content(std::string_view text);

// An argument that clients repeat as a header "Mcp-Param-<header>".
struct MirroredArgument {
  std::string header;
  std::string argument;
};

// Any loop; immutable.
class Tool {
 public:
  virtual ~Tool() = default;
  // 1 to 128 letters, digits, '_', '-' and '.'.
  virtual const std::string& name() const noexcept = 0;
  // As it is listed: JSON, an object of the protocol's type Tool.
  virtual const std::string& card() const noexcept = 0;
  virtual bool offered_to(const api::Identity& identity) const = 0;
  // Throws Error, which becomes the result, or RpcError. `arguments` outlive the call.
  virtual Task<ToolResult> call(Conversation& conversation,
                                const boost::json::object& arguments) const = 0;
};

// Any loop; immutable.
class Prompt {
 public:
  virtual ~Prompt() = default;
  virtual const std::string& name() const noexcept = 0;
  virtual const std::string& card() const noexcept = 0;
  virtual bool offered_to(const api::Identity& identity) const = 0;
  // JSON members of the result: "description" and "messages". Throws RpcError{kInvalidParams}.
  virtual Task<std::string> get(Conversation& conversation,
                                const boost::json::object& arguments) const = 0;
  // Values for an argument that begin so, the best first.
  virtual std::vector<std::string> complete(std::string_view argument,
                                            std::string_view beginning) const = 0;
};

// Where resources come from. Any loop; immutable.
class ResourceSource {
 public:
  virtual ~ResourceSource() = default;
  // Cards of what can be read as it is, and of patterns (RFC 6570, level 1).
  virtual void list(const api::Identity& identity, std::vector<std::string>& cards) const = 0;
  virtual void list_templates(const api::Identity& identity,
                              std::vector<std::string>& cards) const = 0;
  // JSON: the list "contents"; nothing when `uri` is none of its own, or names nothing that the
  // caller may read. `recorded`: on record, where reading it is.
  virtual Task<std::optional<std::string>> read(Conversation& conversation, std::string uri,
                                                bool recorded) const = 0;
};

// Filled before the first request, immutable then.
class Catalogue {
 public:
  // Throw std::logic_error for a name that is taken or is not one.
  void add(std::unique_ptr<Tool> tool);
  void add(std::unique_ptr<Prompt> prompt);
  void add(std::unique_ptr<ResourceSource> source);

  using Tools = std::map<std::string_view, std::unique_ptr<Tool>>;
  using Prompts = std::map<std::string_view, std::unique_ptr<Prompt>>;

  // In order of their names.
  const Tools& tools() const noexcept { return tools_; }
  const Prompts& prompts() const noexcept { return prompts_; }
  const std::vector<std::unique_ptr<ResourceSource>>& sources() const noexcept { return sources_; }
  // Null when there is none.
  const Tool* tool(std::string_view name) const;
  const Prompt* prompt(std::string_view name) const;
  // Of a tool, from the annotations x-mcp-header of its schema.
  const std::vector<MirroredArgument>& mirrored(const Tool& tool) const;

 private:
  Tools tools_;
  Prompts prompts_;
  std::vector<std::unique_ptr<ResourceSource>> sources_;
  std::map<const Tool*, std::vector<MirroredArgument>> mirrored_;
};

}  // namespace sangam::mcp
