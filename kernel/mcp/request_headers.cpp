#include "kernel/mcp/request_headers.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>

#include "base/base64.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

constexpr std::string_view kEncodedBegin = "=?base64?";
constexpr std::string_view kEncodedEnd = "?=";

RpcError mismatch(std::string message) {
  return {.code = kHeaderMismatch,
          .message = "Header mismatch: " + std::move(message),
          .data = {},
          .status = 400};
}

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (!member || !member->is_string()) return {};
  return {member->get_string().data(), member->get_string().size()};
}

// The member of the parameters that a method's requests are named by; empty: none.
std::string_view naming_member(std::string_view method) {
  if (method == "tools/call" || method == "prompts/get") return "name";
  return method == "resources/read" ? "uri" : "";
}

std::optional<std::string> one_field(const http::Request& request, std::string_view name) {
  if (request.header_count(name) != 1) return std::nullopt;
  return decode_field(*request.header(name));
}

// "42.0" and 42 are one number.
bool is_number(std::string_view text, const json::value& number) {
  double read = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), read);
  return fault == std::errc() && end == text.data() + text.size() &&
         read == number.to_number<double>();
}

bool says_the_same(std::string_view text, const json::value& value) {
  if (const auto* string = value.if_string())
    return text == std::string_view(string->data(), string->size());
  if (value.is_number()) return is_number(text, value);
  return value.is_bool() && text == (value.get_bool() ? "true" : "false");
}

}  // namespace

std::optional<std::string> decode_field(std::string_view value) {
  const bool encoded = value.size() >= kEncodedBegin.size() + kEncodedEnd.size() &&
                       value.starts_with(kEncodedBegin) && value.ends_with(kEncodedEnd);
  if (!encoded) return std::string(value);
  value.remove_prefix(kEncodedBegin.size());
  value.remove_suffix(kEncodedEnd.size());
  return from_base64(value);
}

std::optional<RpcError> header_mismatch(const http::Request& request, const RpcMessage& message) {
  const auto method = one_field(request, "mcp-method");
  if (!method) return mismatch("Mcp-Method is missing, or there more than once.");
  if (*method != message.method)
    return mismatch("Mcp-Method is not the method of the body, \"" + message.method + "\".");
  const auto member = naming_member(message.method);
  if (member.empty()) return std::nullopt;
  const auto name = one_field(request, "mcp-name");
  if (!name) return mismatch("Mcp-Name is missing, there more than once, or broken Base64.");
  if (*name != text_of(message.params(), member))
    return mismatch("Mcp-Name is not params/" + std::string(member) + " of the body.");
  return std::nullopt;
}

std::optional<RpcError> argument_mismatch(const http::Request& request,
                                          const std::vector<MirroredArgument>& mirrored,
                                          const json::object& arguments) {
  for (const auto& [header, argument] : mirrored) {
    const auto field = "Mcp-Param-" + header;
    const auto* value = arguments.if_contains(argument);
    const bool said = value && !value->is_null();
    if (!said && request.header_count(field) == 0) continue;
    if (!said) return mismatch(field + " is there, and /arguments/" + argument + " is not.");
    const auto text = one_field(request, field);
    if (!text) return mismatch(field + " is missing, there more than once, or broken Base64.");
    if (!says_the_same(*text, *value))
      return mismatch(field + " is not /arguments/" + argument + " of the body.");
  }
  return std::nullopt;
}

}  // namespace sangam::mcp
