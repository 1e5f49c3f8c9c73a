// What both ages of the protocol share: lists, calls of tools, resources, prompts.

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/clock/clock.h"
#include "kernel/mcp/door.h"
#include "kernel/mcp/listing.h"
#include "kernel/mcp/request_headers.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::size_t kKeyMost = 255;
constexpr std::size_t kUserAgentMost = 300;
constexpr std::size_t kUriMost = 2048;
// Of _meta: what REST has as fields of the request.
constexpr std::string_view kIdempotencyKey = "sangam/idempotencyKey";
constexpr std::string_view kIfMatch = "sangam/ifMatch";

RpcError wrong(std::string message, std::string data = {}) {
  return {.code = kInvalidParams,
          .message = std::move(message),
          .data = std::move(data),
          .status = 200};
}

const json::object& object_or_none(const json::object& object, std::string_view name) {
  static const json::object none;
  const auto* member = object.if_contains(name);
  if (!member) return none;
  if (!member->is_object()) throw wrong("/" + std::string(name) + " must be an object.");
  return member->get_object();
}

std::string text_in(const json::object& object, std::string_view name, std::size_t most) {
  const auto* member = object.if_contains(name);
  const auto* text = member ? member->if_string() : nullptr;
  if (!text || text->empty() || text->size() > most)
    throw wrong("/" + std::string(name) + " must be a string of 1 to " + std::to_string(most) +
                " bytes.");
  return {text->data(), text->size()};
}

// Visible ASCII; empty where there is none.
std::string key_in(const json::object& meta, std::string_view name) {
  if (!meta.contains(name)) return {};
  auto key = text_in(meta, name, kKeyMost);
  if (!std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; }))
    throw wrong("/_meta/" + std::string(name) + " must be visible ASCII characters.");
  return key;
}

std::string progress_token(const json::object& meta) {
  const auto* token = meta.if_contains("progressToken");
  if (!token) return {};
  if (!token->is_string() && !token->is_int64() && !token->is_uint64())
    throw wrong("/_meta/progressToken must be a string or a whole number.");
  return json::serialize(*token);
}

CallFacts facts_of(const http::Request& request, const json::object& meta) {
  CallFacts facts{.remote_address = std::string(request.remote_address()),
                  .user_agent = std::string(
                      request.header("user-agent").value_or("").substr(0, kUserAgentMost)),
                  .request_id = request.trace()->request_id(),
                  .traceparent = {},
                  .idempotency_key = key_in(meta, kIdempotencyKey),
                  .if_match = key_in(meta, kIfMatch),
                  .secure = request.secure()};
  telemetry::append_traceparent(request.trace()->context(request.trace()->root()),
                                facts.traceparent);
  return facts;
}

std::string escaped_uri(const std::string& uri) {
  std::string data = R"({"uri":)";
  append_json_string(uri, data);
  return data + "}";
}

}  // namespace

std::optional<std::string> Door::list(const RpcMessage& message, Reader reader) const {
  const auto& method = message.method;
  const auto& params = message.params();
  if (method == "tools/list") return list_tools(catalogue_, reader, params);
  if (method == "prompts/list") return list_prompts(catalogue_, reader, params);
  if (method == "resources/list") return list_resources(catalogue_, reader, params);
  if (method == "resources/templates/list") return list_templates(catalogue_, reader, params);
  if (method == "completion/complete") return complete_argument(catalogue_, reader, params);
  return std::nullopt;
}

ExchangeParts Door::parts_of(Known known, Age age, Client client) {
  const auto& params = known.message.params();
  const auto& meta = object_or_none(params, "_meta");
  auto& request = known.request;
  if (known.message.method == "tools/call" && age == Age::stateless) {
    const auto* tool = catalogue_.tool(text_in(params, "name", kKeyMost));
    const auto& arguments = object_or_none(params, "arguments");
    if (tool)
      if (auto mismatch = argument_mismatch(request, catalogue_.mirrored(*tool), arguments))
        throw *mismatch;
  }
  ExchangeParts parts{
      .age = age,
      .settings = &services_.settings,
      .sessions = &sessions_,
      .states = &states_,
      .loop = &request.loop(),
      .identity = known.identity,
      .revoked = services_.reception.authenticator.watch(known.identity),
      .client = std::move(client),
      .facts = facts_of(request, meta),
      .session = std::string(request.header(kSessionHeader).value_or("")),
      .progress_token = progress_token(meta),
      .may_stream = known.may_stream,
      .state = {},
      .now = clock::system_now(),
      .message = std::move(known.message),
  };
  return parts;
}

Task<std::string> Door::serve_waiting(const void* context, Exchange& exchange) {
  const auto& door = *static_cast<const Door*>(context);
  exchange.take_answers();
  const auto& method = exchange.message().method;
  if (method == "tools/call") co_return co_await door.call_tool(exchange);
  if (method == "prompts/get") co_return co_await door.get_prompt(exchange);
  if (method == "subscriptions/listen") co_return co_await door.follow_named(exchange);
  co_return co_await door.read_resource(exchange);
}

Task<std::string> Door::call_tool(Exchange& exchange) const {
  const auto& params = exchange.message().params();
  const auto name = text_in(params, "name", kKeyMost);
  const auto* tool = catalogue_.tool(name);
  if (!tool) throw wrong("There is no tool \"" + name + "\".");
  const auto& arguments = object_or_none(params, "arguments");
  std::optional<Error> refused;
  ToolResult result;
  try {
    result = co_await tool->call(exchange, arguments);
  } catch (const Error& error) {
    refused = error;
  }
  if (refused)
    result = {.content = text_content(refused->detail), .structured = {}, .is_error = true};
  std::string members = R"("content":)" + result.content;
  if (!result.structured.empty()) members += R"(,"structuredContent":)" + result.structured;
  co_return members + (result.is_error ? R"(,"isError":true)" : R"(,"isError":false)");
}

Task<std::optional<std::string>> Door::contents(Exchange& exchange, std::string uri,
                                                bool recorded) const {
  for (const auto& source : catalogue_.sources())
    if (auto found = co_await source->read(exchange, uri, recorded)) co_return found;
  co_return std::nullopt;
}

Task<std::string> Door::read_resource(Exchange& exchange) const {
  const auto uri = text_in(exchange.message().params(), "uri", kUriMost);
  const auto found = co_await contents(exchange, uri, true);
  if (!found) {
    const int code = exchange.age() == Age::sessions ? kResourceNotFound : kInvalidParams;
    throw RpcError{.code = code,
                   .message = "There is no such resource, or you may not read it.",
                   .data = escaped_uri(uri),
                   .status = 200};
  }
  co_return R"("contents":)" + *found + cache_hints(exchange.age(), 0);
}

Task<std::string> Door::get_prompt(Exchange& exchange) const {
  const auto& params = exchange.message().params();
  const auto name = text_in(params, "name", kKeyMost);
  const auto* prompt = catalogue_.prompt(name);
  if (!prompt || !prompt->offered_to(*exchange.identity()))
    throw wrong("There is no prompt \"" + name + "\".");
  co_return co_await prompt->get(exchange, object_or_none(params, "arguments"));
}

}  // namespace sangam::mcp
