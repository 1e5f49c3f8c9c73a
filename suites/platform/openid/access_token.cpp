#include "suites/platform/openid/access_token.h"

#include <boost/json.hpp>

#include "kernel/api/json_document.h"
#include "kernel/http/request.h"
#include "kernel/jose/token.h"
#include "suites/platform/openid/json_object.h"

namespace sangam::suites::platform::openid {

namespace {

namespace json = boost::json;
using Wrong = std::unexpected<std::string>;

constexpr std::string_view kType = "at+jwt";
constexpr std::size_t kTokenMost = 16 * 1024;

std::string text_at(const json::object& claims, std::string_view name) {
  const auto* found = claims.if_contains(name);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::string confirmed(const json::object& claims, std::string_view by) {
  const auto* found = claims.if_contains("cnf");
  return found && found->is_object() ? text_at(found->as_object(), by) : std::string();
}

}  // namespace

std::string confirmation_of(const AccessToken& token) {
  if (token.key_thumbprint.empty() && token.certificate_thumbprint.empty()) return {};
  JsonObject claim;
  if (!token.key_thumbprint.empty()) claim.text("jkt", token.key_thumbprint);
  if (!token.certificate_thumbprint.empty()) claim.text("x5t#S256", token.certificate_thumbprint);
  return std::move(claim).str();
}

bool is_shown(const AccessToken& token, const http::Request& request) noexcept {
  if (token.certificate_thumbprint.empty()) return true;
  const auto* shown = request.peer_certificate();
  return shown && shown->thumbprint == token.certificate_thumbprint;
}

std::string sign_access_token(const SigningKeys& keys, const AccessToken& token,
                              std::string_view issuer) {
  JsonObject claims;
  claims.text("iss", issuer)
      .text("sub", token.subject)
      .text("aud", issuer)
      .number("exp", unix_seconds(token.expires_at))
      .number("iat", unix_seconds(token.issued_at))
      .text("jti", token.id)
      .text("client_id", token.client.str())
      .text("tenant", token.tenant.str())
      .text("scope", write_scopes(token.scopes));
  if (token.grant) claims.text("grant", token.grant->str());
  if (!token.session_id.empty()) claims.text("sid", token.session_id);
  if (token.auth_time) claims.number("auth_time", unix_seconds(*token.auth_time));
  if (const auto confirmation = confirmation_of(token); !confirmation.empty())
    claims.raw("cnf", confirmation);
  if (!token.actor.empty()) claims.raw("act", token.actor);
  return keys.signing().sign(kType, std::move(claims).str());
}

std::expected<AccessToken, std::string> read_access_token(const SigningKeys& keys,
                                                          std::string_view text,
                                                          std::string_view issuer, Timestamp now) {
  if (text.size() > kTokenMost) return Wrong("It is too long.");
  const auto verified = jose::verify(text, keys.verifying(), {jose::Algorithm::EdDSA});
  if (!verified) return Wrong(verified.error());
  // We signed it ourselves, by clocks that hardly differ.
  auto claims = jose::read_token(*verified, {.type = kType,
                                             .issuer = issuer,
                                             .audience = issuer,
                                             .now = now,
                                             .leeway = std::chrono::seconds(5)});
  if (!claims) return Wrong(claims.error());
  const auto document = api::JsonDocument::parse(verified->payload);
  const auto& root = document->root().as_object();
  AccessToken token;
  token.id = std::move(claims->id);
  token.subject = std::move(claims->subject);
  token.issued_at = claims->issued_at;
  token.expires_at = claims->expires_at;
  const auto scopes = read_scopes(text_at(root, "scope"));
  if (token.id.empty() || token.subject.empty() || !scopes ||
      ClientId::parse(text_at(root, "client_id"), token.client) ||
      TenantId::parse(text_at(root, "tenant"), token.tenant))
    return Wrong("A claim is missing.");
  token.scopes = *scopes;
  if (GrantId grant; !GrantId::parse(text_at(root, "grant"), grant)) token.grant = grant;
  token.session_id = text_at(root, "sid");
  if (const auto* at = root.if_contains("auth_time"); at && at->is_int64())
    token.auth_time = Timestamp{at->as_int64() * kNanosecondsPerSecond};
  token.key_thumbprint = confirmed(root, "jkt");
  token.certificate_thumbprint = confirmed(root, "x5t#S256");
  if (const auto* act = root.if_contains("act"); act && act->is_object())
    token.actor = json::serialize(*act);
  return token;
}

}  // namespace sangam::suites::platform::openid
