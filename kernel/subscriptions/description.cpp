#include "kernel/subscriptions/description.h"

#include <boost/json/array.hpp>
#include <initializer_list>

#include "kernel/subscriptions/client_message.h"
#include "kernel/subscriptions/door.h"

namespace sangam::subscriptions {

namespace json = boost::json;

namespace {

struct Member {
  const char* name;
  json::object schema;
  bool optional = false;
};

json::object text(const char* description, std::size_t most = 0) {
  json::object schema{{"type", "string"}, {"description", description}};
  if (most > 0) schema["maxLength"] = most;
  return schema;
}

json::object object(const char* description) {
  return {{"type", "object"}, {"description", description}};
}

json::object count(const char* description) {
  return {{"type", "integer"}, {"description", description}};
}

json::object message(const char* type, const char* summary, std::initializer_list<Member> members) {
  json::object properties{{"type", json::object{{"const", type}}}};
  json::array required{"type"};
  for (const auto& member : members) {
    properties[member.name] = member.schema;
    if (!member.optional) required.emplace_back(member.name);
  }
  return {{"name", type},
          {"summary", summary},
          {"contentType", "application/json"},
          {"payload", json::object{{"type", "object"},
                                   {"properties", std::move(properties)},
                                   {"required", std::move(required)}}}};
}

Member id() { return {"id", text("Your name of the subscription", ClientMessage::kIdMost)}; }

json::object messages() {
  json::object all;
  const auto add = [&](json::object one) { all[one.at("name").as_string()] = one; };
  add(message("authenticate", "Who it is, unless the handshake said so",
              {{"token", text("An API key or an access token", ClientMessage::kTokenMost)}}));
  add(message(
      "subscribe", "Follow a stream",
      {id(),
       {"operation", text("Its name, events.tail", ClientMessage::kOperationMost)},
       {"input", object("The request of the operation"), true},
       {"after", text("`event` of the last item you have", ClientMessage::kAfterMost), true}}));
  add(message("unsubscribe", "No more of it", {id()}));
  add(message("ping", "Answered by pong", {}));
  add(message("ready", "You are known",
              {{"principal", text("Whose credential it is")},
               {"tenant", text("Its short name"), true},
               {"subscriptions", count("How many there may be")}}));
  add(message("subscribed", "It was let in; items follow", {id()}));
  add(message("next", "An item of a stream",
              {id(), {"event", text("Where to go on behind it")}, {"data", object("The item")}}));
  add(message("complete", "The stream is at its end, or you asked for it", {id()}));
  add(message(
      "error", "It was refused, or broke; without id the connection is meant",
      {{"id", text("The subscription"), true}, {"problem", object("Problem details (RFC 9457)")}}));
  add(message("pong", "The answer to ping", {}));
  return all;
}

}  // namespace

json::object describe_channel() {
  return {{"address", kPath},
          {"title", "WebSocket"},
          {"summary", "Every stream on one connection; docs/guides/websocket.md"},
          {"messages", messages()},
          {"bindings", json::object{{"ws", json::object{{"method", "GET"}}}}}};
}

}  // namespace sangam::subscriptions
