#include "kernel/mcp/json_rpc.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <optional>

#include "base/json_text.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

std::string_view view(const json::string& text) noexcept { return {text.data(), text.size()}; }

RpcError invalid(std::string message) {
  return {.code = kInvalidRequest, .message = std::move(message), .data = {}, .status = 400};
}

bool is_whole(const json::value& value) noexcept { return value.is_int64() || value.is_uint64(); }

// Empty where there is none that an answer could be sent by.
std::string readable_id(const json::object& message) {
  const auto* id = message.if_contains("id");
  if (id == nullptr) return {};
  const bool short_text = id->is_string() && id->get_string().size() <= RpcMessage::kIdMost;
  return short_text || is_whole(*id) ? json::serialize(*id) : std::string();
}

std::optional<RpcError> fault_of_id(const json::object& message) {
  const auto* id = message.if_contains("id");
  if (id == nullptr || is_whole(*id)) return std::nullopt;
  if (!id->is_string()) return invalid("\"id\" must be a string or a whole number.");
  if (id->get_string().size() > RpcMessage::kIdMost)
    return invalid("\"id\" must have at most " + std::to_string(RpcMessage::kIdMost) + " bytes.");
  return std::nullopt;
}

std::optional<RpcError> fault_of_method(const json::object& message) {
  const auto& method = message.at("method");
  if (!method.is_string()) return invalid("\"method\" must be a string.");
  const auto size = method.get_string().size();
  if (size == 0 || size > RpcMessage::kMethodMost)
    return invalid("\"method\" must have 1 to " + std::to_string(RpcMessage::kMethodMost) +
                   " bytes.");
  if (message.contains("result") || message.contains("error"))
    return invalid("A message with \"method\" has neither \"result\" nor \"error\".");
  const auto* params = message.if_contains("params");
  if (params != nullptr && !params->is_object()) return invalid("\"params\" must be an object.");
  return std::nullopt;
}

std::optional<RpcError> fault_of_error(const json::value& error) {
  const auto* object = error.if_object();
  const auto* code = object ? object->if_contains("code") : nullptr;
  const auto* text = object ? object->if_contains("message") : nullptr;
  if (!code || !is_whole(*code) || !text || !text->is_string())
    return invalid("\"error\" must be an object with a whole \"code\" and a text \"message\".");
  return std::nullopt;
}

std::optional<RpcError> fault_of_response(const json::object& message) {
  const auto* result = message.if_contains("result");
  const auto* error = message.if_contains("error");
  if (!result && !error) return invalid("A message has \"method\", or \"result\", or \"error\".");
  if (result && error) return invalid("A response has \"result\" or \"error\", not both.");
  if (!message.contains("id")) return invalid("A response needs the \"id\" of its request.");
  return result ? std::nullopt : fault_of_error(*error);
}

std::optional<RpcError> fault_of(const json::object& message) {
  const auto* version = message.if_contains("jsonrpc");
  if (!version || !version->is_string() || view(version->get_string()) != "2.0")
    return invalid("\"jsonrpc\" must be \"2.0\".");
  if (auto fault = fault_of_id(message)) return fault;
  return message.contains("method") ? fault_of_method(message) : fault_of_response(message);
}

void open_message(std::string_view id, std::string& out) {
  out = R"({"jsonrpc":"2.0")";
  if (!id.empty()) out.append(R"(,"id":)").append(id);
}

}  // namespace

const json::object& RpcMessage::params() const {
  static const json::object none;
  const auto* params = document.root().get_object().if_contains("params");
  return params ? params->get_object() : none;
}

std::expected<std::string, std::string> RpcMessage::result() const {
  const auto& message = document.root().get_object();
  if (const auto* result = message.if_contains("result")) return json::serialize(*result);
  return std::unexpected(std::string(view(message.at("error").at("message").get_string())));
}

std::expected<RpcMessage, RpcFault> read_message(std::string_view text) {
  auto document = api::JsonDocument::parse(text);
  if (!document)
    return std::unexpected(RpcFault{
        {.code = kParseError,
         .message = "The body is not JSON: at byte " + std::to_string(document.error().offset) +
                    ", " + document.error().reason + ".",
         .data = {},
         .status = 400},
        {}});
  const auto& root = document->root();
  if (root.is_array())
    return std::unexpected(RpcFault{invalid("Batches are no part of this protocol."), {}});
  const auto* object = root.if_object();
  if (!object) return std::unexpected(RpcFault{invalid("A message is a JSON object."), {}});
  auto id = readable_id(*object);
  if (auto fault = fault_of(*object))
    return std::unexpected(RpcFault{std::move(*fault), std::move(id)});
  const auto* method = object->if_contains("method");
  const auto kind = !method      ? RpcKind::response
                    : id.empty() ? RpcKind::notification
                                 : RpcKind::request;
  return RpcMessage{.kind = kind,
                    .id = std::move(id),
                    .method = method ? std::string(view(method->get_string())) : std::string(),
                    .document = std::move(*document)};
}

std::string result_text(std::string_view id, std::string_view result) {
  std::string out;
  open_message(id, out);
  return out.append(R"(,"result":)").append(result).append("}");
}

std::string error_text(std::string_view id, const RpcError& error) {
  std::string out;
  open_message(id, out);
  out.append(R"(,"error":{"code":)").append(std::to_string(error.code)).append(R"(,"message":)");
  append_json_string(error.message, out);
  if (!error.data.empty()) out.append(R"(,"data":)").append(error.data);
  return out.append("}}");
}

std::string request_text(std::string_view id, std::string_view method, std::string_view params) {
  std::string out;
  open_message(id, out);
  out.append(R"(,"method":)");
  append_json_string(method, out);
  return out.append(R"(,"params":)").append(params).append("}");
}

std::string notification_text(std::string_view method, std::string_view params) {
  return request_text({}, method, params);
}

}  // namespace sangam::mcp
