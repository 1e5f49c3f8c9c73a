#pragma once

// OAuthClient: the command line at the OpenID provider of its server: the device flow (RFC 8628),
// refreshing (RFC 6749 §6), revoking (RFC 7009).

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>

#include "apps/sangam/client/http_client.h"

namespace sangam::apps::client {

// suites/platform/openid has it built in: command_line_client.h.
inline constexpr std::string_view kClientId = "oac_00000000000000000000000001";

struct DeviceCode {
  std::string device_code;  // the secret of whoever waits
  std::string user_code;
  std::string verification_uri;
  std::string verification_uri_complete;  // may be empty
  std::int64_t expires_in = 0;            // seconds
  std::int64_t interval = 5;              // seconds between two questions
};

struct Tokens {
  std::string access_token;
  std::string refresh_token;    // empty: none
  std::int64_t expires_in = 0;  // seconds, of the access token
};

struct OAuthFailure {
  std::string code;  // of OAuth, "slow_down"; empty: no reply, or none that can be read
  std::string description;
};

class OAuthClient {
 public:
  OAuthClient(std::string url, Send send) : url_(std::move(url)), send_(std::move(send)) {}

  // Asks for a code that a person types. Throws ClientError. `scope` empty: all that the person may
  // do.
  DeviceCode begin(const std::string& scope) const;
  // One question whether it was decided.
  std::expected<Tokens, OAuthFailure> ask(const DeviceCode& code) const;
  std::expected<Tokens, OAuthFailure> refresh(const std::string& refresh_token) const;
  // Ends a token and what came of its grant. Throws ClientError when the server does not answer.
  void revoke(const std::string& token) const;

 private:
  std::expected<ClientReply, std::string> post(std::string_view path, std::string form) const;
  std::expected<Tokens, OAuthFailure> tokens(std::string form) const;

  std::string url_;
  Send send_;
};

// Asks until it was decided, as often as the server wants (RFC 8628 §3.5): slower by five seconds
// after slow_down, twice as slowly after a question without an answer. `pause` passes the time.
// Throws ClientError when it was refused, or when the code is over.
Tokens wait_for_decision(const OAuthClient& client, const DeviceCode& code,
                         const std::function<void(std::chrono::seconds)>& pause);

}  // namespace sangam::apps::client
