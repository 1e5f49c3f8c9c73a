#include "kernel/subscriptions/server_messages.h"

#include "base/json_text.h"

namespace sangam::subscriptions {

namespace {

std::string begin(std::string_view type) { return "{\"type\":\"" + std::string(type) + "\""; }

void append_text(std::string_view member, std::string_view text, std::string& out) {
  out.append(",\"").append(member).append("\":");
  append_json_string(text, out);
}

}  // namespace

std::string ready_message(const api::Identity& identity, std::size_t subscriptions) {
  auto out = begin("ready");
  append_text("principal", identity.principal.id_text, out);
  if (identity.tenant) append_text("tenant", identity.tenant->slug, out);
  return out + ",\"subscriptions\":" + std::to_string(subscriptions) + "}";
}

std::string subscribed_message(std::string_view id) {
  auto out = begin("subscribed");
  append_text("id", id, out);
  return out + "}";
}

std::string error_message(std::string_view id, std::string_view problem) {
  auto out = begin("error");
  if (!id.empty()) append_text("id", id, out);
  return out.append(",\"problem\":").append(problem).append("}");
}

std::string complete_message(std::string_view id) {
  auto out = begin("complete");
  append_text("id", id, out);
  return out + "}";
}

std::string next_prefix(std::string_view id) {
  auto out = begin("next");
  append_text("id", id, out);
  return out;
}

void write_next(std::string_view prefix, const api::StreamItem& item, std::string& out) {
  out.assign(prefix);
  if (!item.id.empty()) append_text("event", item.id, out);
  out.append(",\"data\":").append(*item.json).append("}");
}

}  // namespace sangam::subscriptions
