#include "suites/platform/webhooks/message_body.h"

#include "base/json_text.h"

namespace sangam::suites::platform::webhooks {

std::string message_body(std::string_view type, Timestamp occurred_at, std::string_view data) {
  std::string body = R"({"type":)";
  append_json_string(type, body);
  body += R"(,"timestamp":")" + occurred_at.str() + R"(","data":)";
  body.append(data).append("}");
  return body;
}

}  // namespace sangam::suites::platform::webhooks
