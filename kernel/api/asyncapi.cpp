#include "kernel/api/asyncapi.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kernel/api/event_lock.h"
#include "kernel/api/openapi.h"
#include "kernel/api/schema.h"

namespace sangam::api {

namespace json = boost::json;

namespace {

constexpr std::string_view kDescription =
    "What happens in Sangam, published exactly as committed: in the order of its stream, at least "
    "once, each event with an id that stays the same. A version of a type gains optional fields "
    "only; whoever reads events must pass over members that it does not know.";

std::string message_name(const EventType& type) {
  return type.name + ".v" + std::to_string(type.version);
}

json::object reference(const std::string& to) { return {{"$ref", to}}; }

json::object describe_message(const EventType& type, SchemaSet& schemas) {
  return {{"name", message_name(type)},
          {"title", type.summary},
          {"contentType", "application/json"},
          {"payload", schemas.schema(*type.payload, Direction::reply)}};
}

}  // namespace

std::string asyncapi_document(std::span<const Module* const> modules, const json::object& others) {
  SchemaSet schemas({});
  json::object channels;
  json::object operations;
  json::object messages;
  for (const auto* type : event_types(modules)) {
    const auto message = message_name(*type);
    messages[message] = describe_message(*type, schemas);
    auto& channel = channels.emplace(type->name, json::object{}).first->value().as_object();
    channel["address"] = type->name;
    channel["summary"] = type->summary;  // of the newest version
    auto& own = channel.emplace("messages", json::object{}).first->value().as_object();
    own[message] = reference("#/components/messages/" + message);
    operations[type->name] =
        json::object{{"action", "send"}, {"channel", reference("#/channels/" + type->name)}};
  }
  for (const auto& [name, channel] : others) {
    channels[name] = channel;
    const auto here = reference("#/channels/" + std::string(name));
    for (const char* action : {"send", "receive"})
      operations[std::string(name) + "." + action] =
          json::object{{"action", action}, {"channel", here}};
  }
  const ApiInfo info;
  return json::serialize(json::object{
      {"asyncapi", "3.0.0"},
      {"info", json::object{{"title", info.title},
                            {"version", info.version},
                            {"description", kDescription},
                            {"license", json::object{{"name", "Apache-2.0"}}}}},
      {"defaultContentType", "application/json"},
      {"channels", std::move(channels)},
      {"operations", std::move(operations)},
      {"components",
       json::object{{"messages", std::move(messages)}, {"schemas", schemas.components()}}}});
}

std::string event_schema(const EventType& type) {
  SchemaSet schemas({});
  json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", message_name(type)}};
  for (auto& [key, value] : schemas.schema(*type.payload, Direction::reply))
    schema[key] = value;
  // References point here, as they do in the other documents.
  schema["components"] = json::object{{"schemas", schemas.components()}};
  return json::serialize(schema);
}

}  // namespace sangam::api
