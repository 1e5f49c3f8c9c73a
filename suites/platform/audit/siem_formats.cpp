#include "suites/platform/audit/siem_formats.h"

#include "base/json_text.h"
#include "kernel/audit/evidence.h"

namespace sangam::suites::platform {

namespace {

std::string id_of(const audit::Entry& entry) { return audit::EntryId{entry.id}.str(); }

std::int64_t milliseconds_of(const audit::Entry& entry) {
  return entry.at.nanoseconds / kNanosecondsPerMillisecond;
}

// A text that a spreadsheet would take for a formula gets an apostrophe in front.
void append_csv_text(std::string_view text, std::string& out) {
  out += ",\"";
  if (!text.empty() && std::string_view("=+-@\t\r").contains(text.front())) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// In the head a backslash goes before | and \, in the extension before = and \; line ends become
// \n.
void append_cef_text(std::string_view text, char special, std::string& out) {
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += special == '=' ? "\\n" : " ";
      continue;
    }
    if (c == '\\' || c == special) out += '\\';
    out += c;
  }
}

void append_cef_field(std::string_view key, std::string_view text, std::string& out) {
  out.append(" ").append(key).append("=");
  append_cef_text(text, '=', out);
}

void append_cef_label(std::string_view key, std::string_view label, std::string_view text,
                      std::string& out) {
  append_cef_field(std::string(key) + "Label", label, out);
  append_cef_field(key, text, out);
}

// OCSF's activity of a verb: 1 create, 2 read, 3 update, 4 delete, 99 other.
int activity_of(std::string_view operation) {
  const auto verb = operation.substr(operation.rfind('.') + 1);
  const auto is_one_of = [verb](auto... words) { return ((verb == words) || ...); };
  if (verb.starts_with("export") || is_one_of("list", "get", "read", "find", "clock")) return 2;
  if (is_one_of("create", "add", "open", "create_batch", "sign_in", "upload")) return 1;
  if (is_one_of("change", "update", "advance_clock", "rename")) return 3;
  if (is_one_of("remove", "revoke", "delete", "sign_out")) return 4;
  return 99;
}

void member(std::string_view name, std::string_view text, std::string& out) {
  out.append("\"").append(name).append("\":");
  append_json_string(text, out);
}

}  // namespace

std::string_view csv_heading() {
  return "number,id,at,actor,actor_kind,operation,request_id,target,outcome,detail\r\n";
}

void append_csv(const NumberedEntry& numbered, std::string& out) {
  const auto& entry = numbered.entry;
  out += std::to_string(numbered.number) + "," + id_of(entry) + ",";
  entry.at.format(out);
  for (const auto* text : {&entry.actor, &entry.actor_kind, &entry.operation, &entry.request_id})
    append_csv_text(*text, out);
  append_csv_text(entry.target.value_or(""), out);
  append_csv_text(entry.outcome, out);
  append_csv_text(entry.detail.value_or(""), out);
  out += "\r\n";
}

void append_cef(const NumberedEntry& numbered, std::string& out) {
  const auto& entry = numbered.entry;
  const bool refused = entry.outcome == "refused";
  out += "CEF:0|Sangam|sangam|1|";
  append_cef_text(entry.operation, '|', out);
  out += '|';
  append_cef_text(entry.operation, '|', out);
  out += refused ? "|6|" : "|3|";
  out += "rt=" + std::to_string(milliseconds_of(entry));
  append_cef_field("externalId", id_of(entry), out);
  append_cef_field("suid", entry.actor, out);
  append_cef_field("act", entry.operation, out);
  append_cef_field("outcome", entry.outcome, out);
  append_cef_label("cs1", "actorKind", entry.actor_kind, out);
  append_cef_label("cs2", "requestId", entry.request_id, out);
  if (entry.target) append_cef_label("cs3", "target", *entry.target, out);
  if (entry.detail) append_cef_label("cs4", "detail", *entry.detail, out);
  append_cef_label("cn1", "number", std::to_string(numbered.number), out);
  out += '\n';
}

void append_ocsf(const NumberedEntry& numbered, std::string& out) {
  const auto& entry = numbered.entry;
  const bool refused = entry.outcome == "refused";
  const auto activity = activity_of(entry.operation);
  out += "{\"class_uid\":6003,\"class_name\":\"API Activity\",\"category_uid\":6,";
  out += "\"category_name\":\"Application Activity\",\"activity_id\":" + std::to_string(activity) +
         ",\"type_uid\":" + std::to_string(6003 * 100 + activity) + ",";
  if (activity == 99) {
    member("activity_name", entry.operation.substr(entry.operation.rfind('.') + 1), out);
    out += ',';
  }
  out += "\"time\":" + std::to_string(milliseconds_of(entry)) +
         ",\"severity_id\":" + (refused ? "3" : "1") + ",\"status_id\":" + (refused ? "2" : "1") +
         ",";
  member("status", refused ? "Failure" : "Success", out);
  out += ",\"metadata\":{\"version\":\"1.3.0\",";
  out += "\"product\":{\"name\":\"Sangam\",\"vendor_name\":\"Sangam\"},";
  member("uid", id_of(entry), out);
  out += ",\"sequence\":" + std::to_string(numbered.number) + "},\"actor\":{\"user\":{";
  member("uid", entry.actor, out);
  out += ",\"type_id\":";
  out += entry.actor_kind == "user" ? "1" : entry.actor_kind == "system" ? "3" : "99";
  out += ',';
  member("type", entry.actor_kind, out);
  out += "}},\"api\":{";
  member("operation", entry.operation, out);
  out += ",\"request\":{";
  member("uid", entry.request_id, out);
  // The audit does not keep addresses; the class wants the member.
  out += "}},\"src_endpoint\":{\"name\":\"not recorded\"}";
  if (entry.target) {
    out += ",\"resources\":[{";
    member("uid", *entry.target, out);
    out += "}]";
  }
  if (entry.detail) {
    out += ',';
    member("raw_data", *entry.detail, out);
  }
  out += "}\n";
}

}  // namespace sangam::suites::platform
