#include "suites/platform/openid/json_object.h"

#include "base/json_text.h"

namespace sangam::suites::platform::openid {

void JsonObject::begin(std::string_view name) {
  if (text_.size() > 1) text_ += ',';
  append_json_string(name, text_);
  text_ += ':';
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
  begin(name);
  append_json_string(value, text_);
  return *this;
}

JsonObject& JsonObject::texts(std::string_view name, const std::vector<std::string>& values) {
  begin(name);
  text_ += '[';
  for (const auto& value : values) {
    if (text_.back() != '[') text_ += ',';
    append_json_string(value, text_);
  }
  text_ += ']';
  return *this;
}

JsonObject& JsonObject::number(std::string_view name, std::int64_t value) {
  return raw(name, std::to_string(value));
}

JsonObject& JsonObject::flag(std::string_view name, bool value) {
  return raw(name, value ? "true" : "false");
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
  begin(name);
  text_ += json;
  return *this;
}

std::string JsonObject::str() && {
  text_ += '}';
  return std::move(text_);
}

}  // namespace sangam::suites::platform::openid
