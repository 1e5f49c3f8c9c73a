#pragma once

// JsonObject: writes one JSON object, member by member, in that order.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangam::suites::platform::openid {

class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value);
  JsonObject& texts(std::string_view name, const std::vector<std::string>& values);
  JsonObject& number(std::string_view name, std::int64_t value);
  JsonObject& flag(std::string_view name, bool value);
  // `json` is a JSON value.
  JsonObject& raw(std::string_view name, std::string_view json);

  std::string str() &&;

 private:
  void begin(std::string_view name);
  std::string text_ = "{";
};

}  // namespace sangam::suites::platform::openid
