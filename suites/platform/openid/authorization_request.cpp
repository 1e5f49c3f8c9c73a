#include "suites/platform/openid/authorization_request.h"

#include <algorithm>
#include <charconv>

#include "base/query.h"
#include "suites/platform/openid/oauth_error.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::size_t kStateMost = 2'048;
constexpr std::size_t kNonceMost = 512;
constexpr std::size_t kHintMost = 254;
constexpr std::size_t kDigestLength = 43;  // of SHA-256 in base64url

bool is_digest(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return text.size() == kDigestLength && std::ranges::all_of(text, fits);
}

std::string limited(const Parameters& parameters, std::string_view name, std::size_t most) {
  const auto value = parameters.get(name);
  if (value.size() > most) throw invalid_request(std::string(name) + " is too long.");
  return std::string(value);
}

// The code flow in the query, with PKCE: the others leak tokens (RFC 9700 §2.1).
void require_code_flow(const Parameters& parameters) {
  for (const std::string_view name : {"request", "registration"})
    if (parameters.has(name))
      throw OAuthError(std::string(name) + "_not_supported",
                       "The parameter " + std::string(name) + " is not supported.");
  if (!parameters.has("response_type")) throw invalid_request("response_type is missing.");
  if (parameters.get("response_type") != "code")
    throw OAuthError("unsupported_response_type", "response_type must be code.");
  if (parameters.has("response_mode") && parameters.get("response_mode") != "query")
    throw invalid_request("response_mode must be query.");
  if (parameters.get("code_challenge_method") != "S256")
    throw invalid_request("code_challenge_method must be S256.");
  if (!is_digest(parameters.get("code_challenge")))
    throw invalid_request("code_challenge must be a SHA-256 digest in base64url.");
}

std::optional<std::chrono::seconds> read_max_age(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::int32_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 0)
    throw invalid_request("max_age must be a number of seconds.");
  return std::chrono::seconds(seconds);
}

void read_prompt(std::string_view text, AuthorizationRequest& request) {
  const auto prompts = read_scopes(text);  // the same form: words parted by blanks
  if (!prompts) throw invalid_request("prompt cannot be read.");
  for (const auto& prompt : *prompts) {
    if (prompt == "none") request.no_prompt = true;
    else if (prompt == "login") request.prompts_sign_in = true;
    else if (prompt == "consent" || prompt == "select_account") request.prompts_consent = true;
    else throw invalid_request("prompt has an unknown value.");
  }
  if (request.no_prompt && prompts->size() > 1) throw invalid_request("prompt=none stands alone.");
}

}  // namespace

std::string trusted_redirect(const Parameters& parameters, const Client& client) {
  const auto uri = parameters.get("redirect_uri");
  if (uri.empty()) throw invalid_request("redirect_uri is missing.");
  if (!client.redirects_to(uri))
    throw invalid_request("redirect_uri is not one that the client registered.");
  return std::string(uri);
}

AuthorizationRequest read_authorization(const Parameters& parameters, const Client& client) {
  if (!client.may(GrantType::authorization_code))
    throw OAuthError("unauthorized_client", "The client may not send people here.");
  require_code_flow(parameters);
  AuthorizationRequest request;
  request.redirect_uri = trusted_redirect(parameters, client);
  request.state = limited(parameters, "state", kStateMost);
  request.nonce = limited(parameters, "nonce", kNonceMost);
  request.login_hint = limited(parameters, "login_hint", kHintMost);
  request.challenge = parameters.get("code_challenge");
  auto scopes = read_scopes(parameters.get("scope"));
  if (!scopes) throw invalid_scope(scopes.error());
  if (!is_within(*scopes, client.scopes))
    throw invalid_scope("The scope is more than the client may ask for.");
  request.scopes = scopes->empty() ? client.scopes : std::move(*scopes);
  request.max_age = read_max_age(parameters.get("max_age"));
  read_prompt(parameters.get("prompt"), request);
  request.key_thumbprint = parameters.get("dpop_jkt");
  if (!request.key_thumbprint.empty() && !is_digest(request.key_thumbprint))
    throw invalid_request("dpop_jkt is no thumbprint.");
  return request;
}

std::string redirect_to(const std::string& redirect_uri, const std::string& issuer,
                        const std::vector<std::pair<std::string_view, std::string>>& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters)
    if (!value.empty()) append_parameter(name, value, query);
  append_parameter("iss", issuer, query);
  return with_query(redirect_uri, query);
}

}  // namespace sangam::suites::platform::openid
