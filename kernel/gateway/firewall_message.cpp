#include "kernel/gateway/firewall_message.h"

namespace sangam::gateway {

namespace {

constexpr std::size_t kRulesShown = 5;
// Rules that only add up what the others found.
constexpr std::string_view kSums = "949";

}  // namespace

firewall::Message message_of(const http::Request& request, const IpAddress& client) {
  firewall::Message message{.client = client.str(),
                            .method = std::string(request.method_text()),
                            .target = std::string(request.target()),
                            .version = "1.1",
                            .headers = {},
                            .body = {},
                            .with_body = false,
                            .body_cut = false};
  message.headers.reserve(request.headers().size());
  for (const auto& header : request.headers())
    message.headers.emplace_back(header.name, header.value);
  return message;
}

std::string rules_text(const firewall::Verdict& verdict) {
  std::string text;
  std::size_t shown = 0;
  for (const auto& match : verdict.matches) {
    if (match.rule.starts_with(kSums) || shown == kRulesShown) continue;
    if (shown++ > 0) text += "; ";
    text += match.rule + " " + match.message;
  }
  return text.empty() ? "the request cannot be parsed" : text;
}

}  // namespace sangam::gateway
