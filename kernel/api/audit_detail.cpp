#include "kernel/api/audit_detail.h"

#include <algorithm>

#include "base/json_text.h"
#include "kernel/api/json_writer.h"

namespace sangam::api {

namespace {

// Empty when the member is an empty optional: it is left out, as in a reply.
std::string json_of(const Field& field, const void* object) {
  const auto* value = field.in(object);
  const auto* type = field.type;
  if (type->shape == Shape::optional) {
    value = type->get(value);
    type = type->inner;
  }
  std::string json;
  if (value != nullptr) write_json(*type, value, json);
  return json;
}

void append_comma(std::string& members) {
  if (!members.empty()) members += ',';
}

void append_member(std::string_view name, std::string_view json, std::string& members) {
  if (json.empty()) return;
  append_comma(members);
  append_json_string(name, members);
  members += ':';
  members += json;
}

}  // namespace

void AuditDetail::add_change(const Type& type, const void* before, const void* after) {
  for (const auto& field : type.fields()) {
    const auto was = json_of(field, before);
    const auto is = json_of(field, after);
    if (was == is) continue;
    changed_ = true;
    if (std::max(was.size(), is.size()) > kMemberMost) {
      append_comma(omitted_);
      append_json_string(field.name, omitted_);
      continue;
    }
    append_member(field.name, was, before_);
    append_member(field.name, is, after_);
  }
}

std::optional<std::string> AuditDetail::json() const {
  std::string members;
  if (reason_) {
    append_json_string("reason", members);
    members += ':';
    append_json_string(*reason_, members);
  }
  if (changed_) {
    append_member("before", "{" + before_ + "}", members);
    append_member("after", "{" + after_ + "}", members);
  }
  if (!omitted_.empty()) append_member("omitted", "[" + omitted_ + "]", members);
  if (members.empty()) return std::nullopt;
  return "{" + members + "}";
}

}  // namespace sangam::api
