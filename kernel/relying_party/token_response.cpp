#include "kernel/relying_party/token_response.h"

#include <boost/json.hpp>

#include "base/base64.h"
#include "base/query.h"
#include "kernel/api/json_document.h"
#include "kernel/relying_party/relying_party.h"

namespace sangam::relying_party {

namespace {

namespace json = boost::json;

using Wrong = std::unexpected<std::string>;

constexpr std::size_t kQuotedMost = 200;
constexpr std::chrono::seconds kPatience{10};

std::string text_at(const json::value& root, std::string_view name) {
  const auto* found = root.is_object() ? root.get_object().if_contains(name) : nullptr;
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

// RFC 6749 §5.2 in words; what is not known is quoted.
std::string explain(const std::string& error, const std::string& description) {
  if (error == "invalid_client") return "The provider does not accept our client id or its secret.";
  if (error == "invalid_grant")
    return "The provider does not accept the code: it was used before, has expired, or the address "
           "to"
           " come back to is another one than at the provider.";
  if (error == "unauthorized_client")
    return "The provider does not let this client sign people in by code.";
  std::string quoted;
  for (const char c : (error + " " + description).substr(0, kQuotedMost))
    if (c >= 0x20 && c < 0x7f) quoted += c;
  return "The provider refused the code: " + quoted;
}

}  // namespace

http::client::Request token_request(const Provider& provider, const Redemption& redemption) {
  const auto& us = redemption.us;
  http::client::Request request{.method = http::client::Method::post,
                                .url = provider.token_endpoint,
                                .deadline = runtime::Deadline::in(kPatience)};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  const auto add = [&request](std::string_view name, std::string_view value) {
    append_parameter(name, value, request.body);
  };
  add("grant_type", "authorization_code");
  add("code", redemption.code);
  add("redirect_uri", us.redirect_uri);
  add("code_verifier", redemption.verifier);
  const bool basic =
      provider.authentication == ClientAuthentication::basic && !us.client_secret.empty();
  if (basic) {
    // Encoded before they are joined (RFC 6749 §2.3.1).
    request.headers.push_back(
        {"Authorization", "Basic " + to_base64(percent_encoded(us.client_id) + ":" +
                                               percent_encoded(us.client_secret))});
  } else {
    add("client_id", us.client_id);
    if (!us.client_secret.empty()) add("client_secret", us.client_secret);
  }
  return request;
}

std::expected<std::string, std::string> read_token_reply(const http::client::Reply& reply) {
  if (reply.failure) return Wrong("The provider's token endpoint cannot be used: " + reply.reason);
  const auto document = api::JsonDocument::parse(reply.body);
  if (!document)
    return Wrong("The provider's token endpoint answered " + std::to_string(reply.status) +
                 ", and not in JSON.");
  const auto& root = document->root();
  if (!reply.succeeded())
    return Wrong(explain(text_at(root, "error"), text_at(root, "error_description")));
  auto token = text_at(root, "id_token");
  if (token.empty())
    return Wrong(
        "The provider gave no ID token: the scope openid may be forbidden to this client.");
  return token;
}

}  // namespace sangam::relying_party
