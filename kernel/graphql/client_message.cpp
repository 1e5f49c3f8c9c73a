#include "kernel/graphql/client_message.h"

#include <algorithm>
#include <boost/json/value.hpp>

#include "kernel/api/json_document.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;
using Type = ClientMessage::Type;

struct TypeName {
  std::string_view name;
  Type type;
};
constexpr TypeName kTypes[] = {{"connection_init", Type::connection_init},
                               {"subscribe", Type::subscribe},
                               {"complete", Type::complete},
                               {"ping", Type::ping},
                               {"pong", Type::pong}};
constexpr std::string_view kBearer = "Bearer ";

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::string_view text_member(const json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member && member->is_string() ? view(member->get_string()) : std::string_view();
}

Type type_of(const json::object& object) {
  const auto* found = std::ranges::find(kTypes, text_member(object, "type"), &TypeName::name);
  if (found == std::end(kTypes))
    throw invalid_field("/type", "unknown_value", "is not a type of graphql-transport-ws");
  return found->type;
}

std::string id_of(const json::object& object) {
  const auto id = text_member(object, "id");
  const bool visible = std::ranges::all_of(id, [](char c) { return c > 0x20 && c < 0x7f; });
  if (id.empty() || id.size() > ClientMessage::kIdMost || !visible)
    throw invalid_field("/id", "out_of_range", "must be 1 to 128 visible ASCII characters");
  return std::string(id);
}

// However clients write the name of the field.
std::string token_of(const json::object& object) {
  const auto* payload = object.if_contains("payload");
  const auto* members = payload ? payload->if_object() : nullptr;
  if (!members) return {};
  auto value = text_member(*members, "authorization");
  if (value.empty()) value = text_member(*members, "Authorization");
  if (value.starts_with(kBearer)) value.remove_prefix(kBearer.size());
  const bool visible = std::ranges::all_of(value, [](char c) { return c > 0x20 && c < 0x7f; });
  if (value.size() > ClientMessage::kTokenMost || !visible)
    throw invalid_field("/payload/authorization", "out_of_range",
                        "must be \"Bearer \" and a credential");
  return std::string(value);
}

ClientMessage read(std::string_view text) {
  const auto document = api::JsonDocument::parse(text);
  if (!document)
    throw Error{Code::malformed, "The message, at byte " + std::to_string(document.error().offset) +
                                     ", " + document.error().reason + "."};
  const auto* object = document->root().if_object();
  if (!object) throw Error{Code::malformed, "A message is one JSON object."};
  ClientMessage message;
  message.type = type_of(*object);
  if (message.type == Type::subscribe || message.type == Type::complete)
    message.id = id_of(*object);
  if (message.type == Type::connection_init) message.token = token_of(*object);
  if (message.type == Type::subscribe) {
    const auto* payload = object->if_contains("payload");
    if (!payload) throw invalid_field("/payload", "required", "is required");
    message.request = read_request(*payload);
  }
  return message;
}

}  // namespace

std::expected<ClientMessage, Error> read_message(std::string_view text) {
  try {
    return read(text);
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

}  // namespace sangam::graphql_door
