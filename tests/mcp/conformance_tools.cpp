#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>

#include "base/error.h"
#include "tests/mcp/conformance.h"

namespace sangam::tests::mcp {

namespace json = boost::json;

using namespace std::chrono_literals;
using sangam::mcp::LogLevel;
using sangam::mcp::text_content;

namespace {

constexpr std::string_view kNoArguments = R"({"type":"object","additionalProperties":false})";
// 44 bytes of header and one silent sample.
constexpr std::string_view kSound =
    "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==";

class FunctionTool final : public sangam::mcp::Tool {
 public:
  explicit FunctionTool(const ToolFunction& tool) : name_(tool.name), call_(tool.call) {
    const auto schema = tool.schema.empty() ? kNoArguments : tool.schema;
    card_ = R"({"name":")" + name_ + R"(","description":")" + std::string(tool.description) +
            R"(","inputSchema":)" + std::string(schema) + "}";
  }
  const std::string& name() const noexcept override { return name_; }
  const std::string& card() const noexcept override { return card_; }
  bool offered_to(const api::Identity&) const override { return true; }
  Task<ToolResult> call(Conversation& conversation, const json::object& arguments) const override {
    return call_(conversation, arguments);
  }

 private:
  std::string name_;
  std::string card_;
  Task<ToolResult> (*call_)(Conversation&, const json::object&);
};

std::string image() {
  return R"({"type":"image","data":")" + std::string(picture()) + R"(","mimeType":"image/png"})";
}

Task<ToolResult> simple_text(Conversation&, const json::object&) {
  co_return text_result("This is a simple text response for testing.");
}

Task<ToolResult> image_content(Conversation&, const json::object&) {
  co_return ToolResult{.content = "[" + image() + "]", .structured = {}};
}

Task<ToolResult> audio_content(Conversation&, const json::object&) {
  co_return ToolResult{.content = R"([{"type":"audio","data":")" + std::string(kSound) +
                                  R"(","mimeType":"audio/wav"}])",
                       .structured = {}};
}

Task<ToolResult> embedded_resource(Conversation&, const json::object&) {
  co_return ToolResult{.content =
                           R"([{"type":"resource","resource":{"uri":"test://embedded-resource",)"
                           R"("mimeType":"text/plain","text":"This is an embedded resource)"
                           R"( content."}}])",
                       .structured = {}};
}

Task<ToolResult> several_contents(Conversation&, const json::object&) {
  co_return ToolResult{
      .content = R"([{"type":"text","text":"Multiple content types test:"},)" + image() +
                 R"(,{"type":"resource","resource":{"uri":"test://mixed-content-resource",)"
                 R"("mimeType":"application/json","text":"{\"test\":\"data\",\"value\":123}"}}])",
      .structured = {}};
}

Task<ToolResult> failing(Conversation&, const json::object&) {
  throw Error{Code::refused, "This tool intentionally returns an error for testing"};
  co_return ToolResult{};
}

Task<ToolResult> with_progress(Conversation& conversation, const json::object&) {
  for (const double done : {0.0, 50.0, 100.0}) {
    co_await conversation.progress(done, 100.0, {});
    co_await runtime::sleep(conversation.loop(), 50ms);
  }
  co_return text_result("Three steps were told.");
}

Task<ToolResult> with_log(Conversation& conversation, const json::object&) {
  for (const char* const text :
       {"\"Tool execution started\"", "\"Tool processing data\"", "\"Tool execution completed\""}) {
    co_await conversation.log(LogLevel::info, text);
    co_await runtime::sleep(conversation.loop(), 50ms);
  }
  co_return text_result("Three messages were logged, for who listens.");
}

Task<ToolResult> echo(Conversation&, const json::object& arguments) {
  co_return text_result(json::serialize(arguments));
}

// Streams are not taken up again here: who lost one sends the request anew.
Task<ToolResult> reconnection(Conversation& conversation, const json::object&) {
  co_await runtime::sleep(conversation.loop(), 50ms);
  co_return text_result("The stream was not cut.");
}

constexpr ToolFunction kTools[] = {
    {"test_simple_text", "Gives a text", "", simple_text},
    {"test_image_content", "Gives a picture", "", image_content},
    {"test_audio_content", "Gives a sound", "", audio_content},
    {"test_embedded_resource", "Gives a resource", "", embedded_resource},
    {"test_multiple_content_types", "Gives a text, a picture and a resource", "", several_contents},
    {"test_error_handling", "Fails", "", failing},
    {"test_tool_with_progress", "Tells how far it is", "", with_progress},
    {"test_tool_with_logging", "Logs what it does", "", with_log},
    {"test_logging_tool", "Logs what it does", "", with_log},
    {"test_reconnection", "Takes a moment", "", reconnection},
    {"test_mirrored_argument", "Takes an argument that is a header too",
     R"({"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},)"
     R"("limit":{"type":"integer","x-mcp-header":"Limit"}},"additionalProperties":false})",
     echo},
    {"json_schema_2020_12_tool", "Tool with JSON Schema 2020-12 features",
     R"({"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",)"
     R"("$defs":{"address":{"$anchor":"addressDef","type":"object","properties":)"
     R"({"street":{"type":"string"},"city":{"type":"string"}}}},"properties":)"
     R"({"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},)"
     R"("contactMethod":{"type":"string","enum":["phone","email"]},)"
     R"("phone":{"type":"string"},"email":{"type":"string"}},)"
     R"("allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],)"
     R"("if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},)"
     R"("then":{"required":["phone"]},"else":{"required":["email"]},)"
     R"("additionalProperties":false})",
     echo},
};

}  // namespace

void add(Catalogue& catalogue, const ToolFunction& tool) {
  catalogue.add(std::make_unique<FunctionTool>(tool));
}

void add_tools(Catalogue& catalogue) {
  for (const auto& tool : kTools)
    add(catalogue, tool);
}

ToolResult text_result(std::string_view text) {
  return {.content = text_content(text), .structured = {}};
}

std::string_view picture() noexcept {
  return "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5E"
         "rkJggg==";
}

}  // namespace sangam::tests::mcp
