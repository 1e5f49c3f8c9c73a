// The protocol up to 2025-11-25: a client begins a session, names it with every request, reads what
// the server has to say on a stream of its own, and ends it.

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

constexpr std::string_view kJson = "application/json";
// Of the stream that a session's news come on; clients open it again.
constexpr std::chrono::seconds kWatchPatience{3600};
// What stands for the GET request where a message is wanted; it has no id, so no reply either.
constexpr std::string_view kWatchMessage = R"({"jsonrpc":"2.0","method":"GET"})";

http::Response reply(const RpcMessage& message, const Settings& settings,
                     std::string_view members) {
  http::Response response(200, kJson,
                          result_text(message.id, finish_result(Age::sessions, settings, members)));
  response.compression = http::Compression::whole;  // it tells what there is, to everybody the same
  return response;
}

http::Response refusal(const RpcMessage& message, const RpcError& error) {
  return {error.status, kJson, error_text(message.id, error)};
}

http::Response no_session() {
  return {404, kJson,
          error_text("", {.code = kInvalidRequest,
                          .message = "There is no such session: begin one by \"initialize\".",
                          .data = {},
                          .status = 404})};
}

RpcError wrong(std::string message) {
  return {.code = kInvalidParams, .message = std::move(message), .data = {}, .status = 200};
}

SessionTable::Key key_of(const http::Request& request, const api::Identity& identity) {
  return {request.header(kSessionHeader).value_or(""), identity.principal.id_text,
          runtime::monotonic_nanoseconds()};
}

const json::object* object_in(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member ? member->if_object() : nullptr;
}

std::string text_in(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (!member || !member->is_string()) throw wrong("/" + std::string(name) + " must be a string.");
  return {member->get_string().data(), member->get_string().size()};
}

// The version asked for, where it is served; else the newest that is.
std::string_view agreed_version(std::string_view wanted) {
  const auto* known = std::ranges::find(kSessionVersions, wanted);
  return known != std::end(kSessionVersions) ? *known : kSessionVersions[0];
}

Error only_of_sessions(std::string_view method) {
  auto error = wrong_method("POST");
  error.detail = std::string(method) + " is for sessions: it needs Mcp-Session-Id.";
  return error;
}

}  // namespace

Task<http::Response> Door::serve_session(Known known) {
  const auto& message = known.message;
  if (message.kind == RpcKind::request && message.method == "initialize")
    co_return initialize(known);
  if (!known.request.header(kSessionHeader))
    co_return refusal(message,
                      {.code = kInvalidRequest,
                       .message = "Mcp-Session-Id is missing: begin by \"initialize\", or say "
                                  "MCP-Protocol-Version: 2026-07-28.",
                       .data = {},
                       .status = 400});
  const auto key = key_of(known.request, *known.identity);
  auto client = sessions_.find(key);
  if (!client) co_return no_session();
  calls_.fetch_add(1, std::memory_order_relaxed);
  if (message.kind == RpcKind::notification) co_return take_notification(known, key);
  if (message.kind == RpcKind::response) co_return take_response(known, key);
  const auto& method = message.method;
  const bool waits =
      method == "tools/call" || method == "resources/read" || method == "prompts/get";
  const auto id = message.id;
  std::optional<RpcError> error;
  std::shared_ptr<Exchange> exchange;
  try {
    if (!waits) co_return reply(message, services_.settings, serve_at_once(known, key));
    auto& request = known.request;
    auto parts = parts_of(std::move(known), Age::sessions, std::move(*client));
    request.set_deadline(runtime::Deadline::in(parts.patience));
    exchange = std::make_shared<Exchange>(std::move(parts));
  } catch (const RpcError& refused) {
    error = refused;
  }
  if (error) co_return http::Response(error->status, kJson, error_text(id, *error));
  co_return co_await Exchange::serve(std::move(exchange), this, &Door::serve_waiting);
}

http::Response Door::initialize(const Known& known) {
  const auto& params = known.message.params();
  const auto* wanted = params.if_contains("protocolVersion");
  const auto* capabilities = object_in(params, "capabilities");
  if (!wanted || !wanted->is_string() || !capabilities)
    return refusal(known.message,
                   wrong("/protocolVersion must be a string, /capabilities an object."));
  auto client = read_client(object_in(params, "clientInfo"), capabilities);
  client.log_level = LogLevel::info;
  const auto id = sessions_.open(known.identity->principal.id_text, std::move(client),
                                 runtime::monotonic_nanoseconds());
  if (id.empty()) throw Error{Code::unavailable, "There are too many sessions: try again later."};
  const auto& text = wanted->get_string();
  std::string members = R"("protocolVersion":")";
  members += agreed_version({text.data(), text.size()});
  members += R"(","capabilities":{"tools":{},"resources":{"subscribe":true},"prompts":{},)"
             R"("completions":{},"logging":{}},"serverInfo":)";
  members += server_info(services_.settings);
  members += R"(,"instructions":)";
  append_json_string(instructions(services_.settings), members);
  auto response = reply(known.message, services_.settings, members);
  response.headers.add("Mcp-Session-Id", id);
  return response;
}

http::Response Door::take_notification(const Known& known, const SessionTable::Key& key) {
  const auto& params = known.message.params();
  if (known.message.method == "notifications/cancelled")
    if (const auto* id = params.if_contains("requestId"))
      sessions_.cancel(key, json::serialize(*id));
  return http::Response(202);
}

http::Response Door::take_response(const Known& known, const SessionTable::Key& key) {
  auto result = known.message.result();
  Answer answer;
  if (result) answer.result = std::move(*result);
  else answer.refusal = "it refused: " + result.error();
  if (!sessions_.answer(key, known.message.id, std::move(answer)))
    return refusal(known.message, {.code = kInvalidRequest,
                                   .message = "Nothing was asked, or not any more.",
                                   .data = {},
                                   .status = 400});
  return http::Response(202);
}

std::string Door::serve_at_once(const Known& known, const SessionTable::Key& key) {
  const auto& method = known.message.method;
  const auto& params = known.message.params();
  if (method == "ping") return {};
  if (auto members = list(known.message, {Age::sessions, *known.identity}))
    return std::move(*members);
  if (method == "logging/setLevel") {
    LogLevel level{};
    if (Scalar<LogLevel>::parse(text_in(params, "level"), level))
      throw wrong("/level must be a level of RFC 5424, like \"info\".");
    sessions_.set_log_level(key, level);
    return {};
  }
  if (method == "resources/subscribe") {
    if (!sessions_.follow(key, text_in(params, "uri")))
      throw wrong("A session follows " + std::to_string(SessionTable::kFollowedMost) +
                  " resources at most.");
    return {};
  }
  if (method == "resources/unsubscribe") {
    sessions_.unfollow(key, text_in(params, "uri"));
    return {};
  }
  throw RpcError{.code = kMethodNotFound,
                 .message = "There is no method \"" + method + "\".",
                 .data = {},
                 .status = 200};
}

Task<http::Response> Door::follow_session(http::Request& request, api::IdentityPointer identity) {
  const auto accept = request.header("accept").value_or("");
  if (!accept.contains("text/event-stream") && !accept.contains("*/*"))
    throw Error{Code::not_acceptable, "GET is served as text/event-stream."};
  if (!request.header(kSessionHeader)) throw only_of_sessions("GET");
  const auto key = key_of(request, *identity);
  auto client = sessions_.find(key);
  if (!client) co_return no_session();
  auto parts = parts_of({request, std::move(identity), *read_message(kWatchMessage)}, Age::sessions,
                        std::move(*client));
  parts.patience = kWatchPatience;
  request.set_deadline(runtime::Deadline::in(kWatchPatience));
  co_return co_await Exchange::serve(std::make_shared<Exchange>(std::move(parts)), this,
                                     &Door::watch_session);
}

http::Response Door::end_session(const http::Request& request, const api::Identity& identity) {
  if (!request.header(kSessionHeader)) throw only_of_sessions("DELETE");
  if (!sessions_.close(key_of(request, identity))) return no_session();
  return http::Response(204);
}

}  // namespace sangam::mcp
