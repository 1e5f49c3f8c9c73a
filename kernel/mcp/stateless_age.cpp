// The protocol from 2026-07-28 on: every request says who sends it, which version it speaks and
// what its sender can be asked; fields of the HTTP request repeat what those in between look at.

#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/mcp/door.h"
#include "kernel/mcp/listing.h"
#include "kernel/mcp/request_headers.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kVersion = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view kCapabilities = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view kClientInfo = "io.modelcontextprotocol/clientInfo";
constexpr std::string_view kLogLevel = "io.modelcontextprotocol/logLevel";
constexpr std::chrono::seconds kListenPatience{3600};
// What a server says of itself changes with the program alone.
constexpr std::int64_t kDiscoveryMilliseconds = 3'600'000;

RpcError wrong(std::string message) {
  return {.code = kInvalidParams, .message = std::move(message), .data = {}, .status = 400};
}

RpcError unknown_method(const std::string& method) {
  return {.code = kMethodNotFound,
          .message = "There is no method \"" + method + "\".",
          .data = {},
          .status = 404};
}

RpcError unsupported(std::string_view requested) {
  std::string data = R"({"supported":)" + supported_versions() + R"(,"requested":)";
  append_json_string(requested, data);
  return {.code = kUnsupportedVersion,
          .message = "This version of the protocol is not served.",
          .data = data + "}",
          .status = 400};
}

// "_meta" with what every request must say.
const json::object& meta_of(const RpcMessage& message) {
  const auto* meta = message.params().if_contains("_meta");
  if (!meta || !meta->is_object()) throw wrong("/_meta must be an object.");
  const auto& object = meta->get_object();
  const auto* version = object.if_contains(kVersion);
  if (!version || !version->is_string())
    throw wrong("/_meta/" + std::string(kVersion) + " must be a string.");
  const auto* capabilities = object.if_contains(kCapabilities);
  if (!capabilities || !capabilities->is_object())
    throw wrong("/_meta/" + std::string(kCapabilities) + " must be an object.");
  return object;
}

void require_version(const http::Request& request, const json::object& meta) {
  const auto& text = meta.at(kVersion).get_string();
  const std::string_view version(text.data(), text.size());
  if (request.header_count(kVersionHeader) != 1 || *request.header(kVersionHeader) != version)
    throw RpcError{.code = kHeaderMismatch,
                   .message =
                       "Header mismatch: MCP-Protocol-Version is not the version that "
                       "_meta names.",
                   .data = {},
                   .status = 400};
  if (version != kStatelessVersion) throw unsupported(version);
}

Client client_of(const json::object& meta) {
  const auto* info = meta.if_contains(kClientInfo);
  auto client = read_client(info ? info->if_object() : nullptr, meta.at(kCapabilities).if_object());
  const auto* level = meta.if_contains(kLogLevel);
  LogLevel wanted{};
  if (!level) return client;
  const auto* text = level->if_string();
  if (!text || Scalar<LogLevel>::parse({text->data(), text->size()}, wanted))
    throw wrong("/_meta/" + std::string(kLogLevel) + " must be a level, like \"info\".");
  client.log_level = wanted;
  return client;
}

// What arrived is checked as a whole before anything is done.
Client check(const http::Request& request, const RpcMessage& message) {
  if (message.kind == RpcKind::response)
    throw RpcError{.code = kInvalidRequest,
                   .message = "Clients send no responses: answers come with the next try.",
                   .data = {},
                   .status = 400};
  const auto& meta = meta_of(message);
  require_version(request, meta);
  if (auto mismatch = header_mismatch(request, message)) throw *mismatch;
  return client_of(meta);
}

bool is_waited_for(std::string_view method) noexcept {
  return method == "tools/call" || method == "resources/read" || method == "prompts/get";
}

}  // namespace

Task<http::Response> Door::serve_stateless(Known known) {
  const auto id = known.message.id;
  std::optional<RpcError> error;
  std::shared_ptr<Exchange> exchange;
  try {
    // This version knows none that a client sends; what is cancelled is cut off.
    if (known.message.kind == RpcKind::notification) co_return http::Response(202);
    auto client = check(known.request, known.message);
    calls_.fetch_add(1, std::memory_order_relaxed);
    const auto& method = known.message.method;
    auto members = method == "server/discover"
                       ? discover()
                       : list(known.message, {Age::stateless, *known.identity});
    if (members) {
      http::Response response(
          200, kJson, result_text(id, finish_result(Age::stateless, services_.settings, *members)));
      response.compression = http::Compression::whole;
      co_return response;
    }
    const bool listens = method == "subscriptions/listen";
    if (!is_waited_for(method) && !listens) throw unknown_method(method);
    auto& request = known.request;
    auto parts = parts_of(std::move(known), Age::stateless, std::move(client));
    if (listens) parts.patience = kListenPatience;
    request.set_deadline(runtime::Deadline::in(parts.patience));
    exchange = std::make_shared<Exchange>(std::move(parts));
  } catch (const RpcError& refused) {
    error = refused;
  }
  if (error) co_return http::Response(error->status, kJson, error_text(id, *error));
  co_return co_await Exchange::serve(std::move(exchange), this, &Door::serve_waiting);
}

std::string Door::discover() const {
  std::string members = R"("supportedVersions":)" + supported_versions() +
                        R"(,"capabilities":{"tools":{},"resources":{"subscribe":true},)"
                        R"("prompts":{},"completions":{}},"serverInfo":)" +
                        server_info(services_.settings) + R"(,"instructions":)";
  append_json_string(instructions(services_.settings), members);
  return members + cache_hints(Age::stateless, kDiscoveryMilliseconds, true);
}

}  // namespace sangam::mcp
