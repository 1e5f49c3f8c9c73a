#include "kernel/subscriptions/client_message.h"

#include <algorithm>
#include <boost/json/value.hpp>
#include <span>

#include "base/assert.h"
#include "kernel/api/json_reader.h"

namespace sangam::subscriptions {

namespace {

namespace json = boost::json;
using Type = ClientMessage::Type;

struct TypeName {
  std::string_view name;
  Type type;
};
constexpr TypeName kTypes[] = {{"authenticate", Type::authenticate},
                               {"subscribe", Type::subscribe},
                               {"unsubscribe", Type::unsubscribe},
                               {"ping", Type::ping}};

// A member that is a text of visible ASCII.
struct TextMember {
  Type of;
  std::string_view name;
  std::string ClientMessage::* text;
  std::size_t most;
  bool required;
};
constexpr TextMember kTexts[] = {
    {Type::authenticate, "token", &ClientMessage::token, ClientMessage::kTokenMost, true},
    {Type::subscribe, "id", &ClientMessage::id, ClientMessage::kIdMost, true},
    {Type::subscribe, "operation", &ClientMessage::operation, ClientMessage::kOperationMost, true},
    {Type::subscribe, "after", &ClientMessage::after, ClientMessage::kAfterMost, false},
    {Type::unsubscribe, "id", &ClientMessage::id, ClientMessage::kIdMost, true},
};
constexpr std::string_view kInput = "input";

std::string_view view(const json::string& text) noexcept { return {text.data(), text.size()}; }

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::optional<Type> type_of_message(const json::object& message) {
  const auto* type = message.if_contains("type");
  if (type == nullptr || !type->is_string()) return std::nullopt;
  const auto* found = std::ranges::find(kTypes, view(type->get_string()), &TypeName::name);
  if (found == std::end(kTypes)) return std::nullopt;
  return found->type;
}

bool has_member(Type type, std::string_view name) {
  if (name == "type" || (type == Type::subscribe && name == kInput)) return true;
  return std::ranges::any_of(
      kTexts, [&](const TextMember& member) { return member.of == type && member.name == name; });
}

// As RFC 6901 §3 has a name in a pointer.
std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '~') text += "~0";
    else if (c == '/') text += "~1";
    else text += c;
  }
  return text;
}

void read_text_member(const json::object& object, const TextMember& member, ClientMessage& message,
                      api::Problems& problems) {
  const std::string pointer = "/" + std::string(member.name);
  const auto* value = object.if_contains(member.name);
  if (value == nullptr) {
    if (member.required) problems.push_back({pointer, "required", "must be given"});
    return;
  }
  if (!value->is_string()) {
    problems.push_back({pointer, "wrong_type", "must be a string"});
    return;
  }
  const auto text = view(value->get_string());
  if (text.empty() || text.size() > member.most || !is_visible_ascii(text)) {
    problems.push_back(
        {pointer, "out_of_range",
         "must be 1 to " + std::to_string(member.most) + " visible ASCII characters"});
    return;
  }
  message.*member.text = text;
}

void read_members(const json::object& object, ClientMessage& message, api::Problems& problems) {
  for (const auto& member : kTexts)
    if (member.of == message.type) read_text_member(object, member, message, problems);
  for (const auto& [key, value] : object) {
    const std::string_view name(key.data(), key.size());
    if (problems.size() >= api::kMaxProblems) return;
    if (!has_member(message.type, name))
      problems.push_back({"/" + escaped(name), "unknown_field", "is not part of this message"});
  }
}

// As in a query: a list of which nothing is said is empty.
json::value with_lists(json::value input, const sangam::Type& type) {
  if (auto* object = input.if_object())
    for (const auto& field : type.fields())
      if (field.type->shape == Shape::list) object->emplace(field.name, json::array());
  return input;
}

}  // namespace

std::expected<ClientMessage, Error> read_message(std::string_view text) {
  auto document = api::JsonDocument::parse(text);
  if (!document)
    return std::unexpected(Error{Code::malformed, "The message is not JSON: at byte " +
                                                      std::to_string(document.error().offset) +
                                                      ", " + document.error().reason + "."});
  const auto* object = document->root().if_object();
  if (object == nullptr)
    return std::unexpected(Error{Code::malformed, "A message is a JSON object."});
  const auto type = type_of_message(*object);
  if (!type)
    return std::unexpected(invalid_field("/type", "not_an_option",
                                         "must be authenticate, subscribe, unsubscribe or ping"));
  ClientMessage message{.type = *type,
                        .token = {},
                        .id = {},
                        .operation = {},
                        .after = {},
                        .document = std::move(*document)};
  api::Problems problems;
  read_members(message.document.root().get_object(), message, problems);
  if (!problems.empty())
    return std::unexpected(Error{Code::invalid, "The message is not valid.", std::move(problems)});
  return message;
}

void MessageInput::read(const sangam::Type& type, void* value) {
  const auto* given = message_.document.root().get_object().if_contains(kInput);
  const auto input = with_lists(given != nullptr ? *given : json::object(), type);
  api::Problems problems;
  api::read_json(input, type, value, problems);
  if (problems.empty()) return;
  for (auto& problem : problems)
    problem.pointer.insert(0, "/input");
  throw Error{Code::invalid, "The input is not valid.", std::move(problems)};
}

api::Body& MessageInput::body() { SANGAM_ASSERT(false); }

}  // namespace sangam::subscriptions
