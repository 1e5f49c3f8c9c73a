#include "kernel/mcp/operation_tool.h"

#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/api/problem.h"
#include "kernel/mcp/tool_schema.h"
#include "kernel/telemetry/log.h"

namespace sangam::mcp {

namespace {

using api::Audience;
using api::Kind;

// The text that a model reads; clients show it too.
std::string text_of(const Error& error) {
  std::string text = std::string(title(error.code)) + ": " + error.detail;
  if (error.fields.size() < 2) return text;
  for (const auto& field : error.fields)
    text += "\n" + field.pointer + " " + field.detail;
  return text;
}

ToolResult refused(const Error& error, const Conversation& conversation) {
  telemetry::Trace trace;
  const auto& facts = conversation.facts();
  trace.begin({.traceparent = facts.traceparent, .tracestate = {}, .request_id = facts.request_id});
  const bool ours = error.code == Code::internal;
  return {.content = text_content(ours ? "Something failed on our side; nothing was changed."
                                       : text_of(error)),
          .structured = api::problem_json(error, trace),
          .is_error = true};
}

ToolResult done(const api::Reply& reply) {
  if (reply.json.empty()) return {.content = text_content("Done."), .structured = {}};
  return {.content = text_content(reply.json), .structured = reply.json};
}

class OperationTool final : public Tool {
 public:
  OperationTool(const api::Operation& operation, const Services& services)
      : operation_(operation), services_(services), card_(card_of(operation)) {}

  const std::string& name() const noexcept override { return operation_.name; }
  const std::string& card() const noexcept override { return card_; }
  bool offered_to(const api::Identity& identity) const override {
    return is_permitted(operation_, identity);
  }

  Task<ToolResult> call(Conversation& conversation,
                        const boost::json::object& arguments) const override {
    Error error{Code::internal, "internal"};
    try {
      co_return done(co_await run_operation(operation_, services_, conversation, arguments, true));
    } catch (const Error& why) {
      error = why;
    } catch (const std::exception& failure) {
      log::error("a tool failed", {{"tool", operation_.name}, {"reason", failure.what()}});
    }
    co_return refused(error, conversation);
  }

 private:
  const api::Operation& operation_;
  const Services& services_;
  const std::string card_;
};

}  // namespace

bool is_for_agents(const api::Operation& operation) noexcept {
  const bool has_reply = operation.kind != Kind::stream && operation.kind != Kind::upload &&
                         operation.kind != Kind::download;
  return has_reply && operation.audience != Audience::everyone && !operation.personal &&
         !operation.before_enrolment;
}

bool is_permitted(const api::Operation& operation, const api::Identity& identity) noexcept {
  const bool on_platform = identity.tenant && identity.tenant->number == api::kPlatformTenant;
  if (operation.audience != Audience::signed_in &&
      on_platform != (operation.audience == Audience::platform))
    return false;
  return operation.permission.empty() || identity.principal.may(operation.permission);
}

std::unique_ptr<Tool> make_operation_tool(const api::Operation& operation,
                                          const Services& services) {
  return std::make_unique<OperationTool>(operation, services);
}

}  // namespace sangam::mcp
