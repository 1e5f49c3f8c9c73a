#include "apps/sangam/client/oauth_client.h"

#include <algorithm>
#include <boost/json.hpp>

#include "apps/sangam/client/client_error.h"
#include "base/query.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr std::string_view kDeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
constexpr std::int64_t kSlower = 5;
constexpr std::int64_t kSlowest = 60;
// What the server says of seconds is bounded, whatever it says.
constexpr std::int64_t kLongestLife = 3'600;
constexpr long kStall = 30;

using Form = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string form(Form parameters) {
  std::string text;
  append_parameter("client_id", kClientId, text);
  for (const auto& [name, value] : parameters)
    append_parameter(name, value, text);
  return text;
}

json::object object_of(const ClientReply& reply) {
  json::error_code error;
  const auto value = json::parse(reply.body, error);
  return !error && value.is_object() ? value.get_object() : json::object();
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::int64_t seconds_at(const json::object& object, std::string_view name, std::int64_t otherwise) {
  const auto* found = object.if_contains(name);
  if (!found || !found->is_int64()) return otherwise;
  return std::clamp<std::int64_t>(found->get_int64(), 1, kLongestLife);
}

OAuthFailure failure_of(const ClientReply& reply) {
  const auto object = object_of(reply);
  auto description = text_at(object, "error_description");
  if (description.empty()) description = text_at(object, "detail");
  if (description.empty()) description = "status " + std::to_string(reply.status);
  return {text_at(object, "error"), std::move(description)};
}

ClientError no_reply(const std::string& url, const std::string& reason) {
  return ClientError("no reply from " + url + ": " + reason, kExitNoReply);
}

}  // namespace

std::expected<ClientReply, std::string> OAuthClient::post(std::string_view path,
                                                          std::string form) const {
  ClientRequest request;
  request.url = url_ + std::string(path);
  request.method = "POST";
  request.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json"};
  request.body = std::move(form);
  request.stall_seconds = kStall;
  return send_(request);
}

std::expected<Tokens, OAuthFailure> OAuthClient::tokens(std::string form) const {
  const auto reply = post("/oauth/token", std::move(form));
  if (!reply) return std::unexpected(OAuthFailure{{}, reply.error()});
  if (reply->status != 200) return std::unexpected(failure_of(*reply));
  const auto object = object_of(*reply);
  Tokens tokens{.access_token = text_at(object, "access_token"),
                .refresh_token = text_at(object, "refresh_token"),
                .expires_in = seconds_at(object, "expires_in", 60)};
  if (tokens.access_token.empty())
    return std::unexpected(OAuthFailure{{}, "the reply holds no access token"});
  return tokens;
}

DeviceCode OAuthClient::begin(const std::string& scope) const {
  auto asked = form({});
  if (!scope.empty()) append_parameter("scope", scope, asked);
  const auto reply = post("/oauth/device_authorization", std::move(asked));
  if (!reply) throw no_reply(url_, reply.error());
  if (reply->status != 200) {
    const auto failure = failure_of(*reply);
    const bool unknown = failure.code == "invalid_client" || reply->status == 404;
    throw ClientError(unknown ? url_ +
                                    " does not know this command line: is it a Sangam server, as "
                                    "new as this program?"
                              : "the server does not begin a sign-in: " + failure.description,
                      exit_code_of(reply->status));
  }
  const auto object = object_of(*reply);
  DeviceCode code{.device_code = text_at(object, "device_code"),
                  .user_code = text_at(object, "user_code"),
                  .verification_uri = text_at(object, "verification_uri"),
                  .verification_uri_complete = text_at(object, "verification_uri_complete"),
                  .expires_in = seconds_at(object, "expires_in", 600),
                  .interval = seconds_at(object, "interval", 5)};
  if (code.device_code.empty() || code.user_code.empty() || code.verification_uri.empty())
    throw ClientError(url_ + " answers as no OpenID provider does");
  return code;
}

std::expected<Tokens, OAuthFailure> OAuthClient::ask(const DeviceCode& code) const {
  return tokens(form({{"grant_type", kDeviceGrant}, {"device_code", code.device_code}}));
}

std::expected<Tokens, OAuthFailure> OAuthClient::refresh(const std::string& refresh_token) const {
  return tokens(form({{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}}));
}

void OAuthClient::revoke(const std::string& token) const {
  const auto reply = post("/oauth/revoke", form({{"token", token}}));
  if (!reply) throw no_reply(url_, reply.error());
  if (reply->status != 200)
    throw ClientError("the server did not end the sign-in: " + failure_of(*reply).description,
                      exit_code_of(reply->status));
}

Tokens wait_for_decision(const OAuthClient& client, const DeviceCode& code,
                         const std::function<void(std::chrono::seconds)>& pause) {
  auto interval = code.interval;
  for (auto left = code.expires_in; left > 0;) {
    pause(std::chrono::seconds(interval));
    left -= interval;
    const auto tokens = client.ask(code);
    if (tokens) return *tokens;
    const auto& failure = tokens.error();
    if (failure.code == "authorization_pending") continue;
    if (failure.code == "slow_down") interval += kSlower;
    else if (failure.code.empty() || failure.code == "temporarily_unavailable")
      interval = std::min(interval * 2, kSlowest);
    else if (failure.code == "access_denied")
      throw ClientError("the sign-in was refused", kExitForbidden);
    else if (failure.code == "expired_token") break;
    else throw ClientError("the sign-in failed: " + failure.description, kExitNotSignedIn);
  }
  throw ClientError("nobody decided in time: run `sangam login` again", kExitNotSignedIn);
}

}  // namespace sangam::apps::client
