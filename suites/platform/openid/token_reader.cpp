#include "suites/platform/openid/token_reader.h"

#include "base/error.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::chrono::seconds kPatience{5};

Error wrong_token() {
  return {Code::unauthenticated, "The credential is wrong, revoked or expired."};
}

api::Principal principal_of(const JudgedToken& judged) {
  api::Principal principal;
  const auto& client = *judged.client;
  principal.kind = judged.user ? api::PrincipalKind::user : api::PrincipalKind::oauth_client;
  principal.id = judged.user ? judged.user->id.value : client.id.value;
  principal.id_text = judged.token.subject;
  principal.name = judged.user ? judged.user->name : client.name;
  // Never the role of the user: what a token may do is what its scope says.
  principal.role = "access_token";
  principal.permissions = judged.permissions;
  return principal;
}

}  // namespace

Task<ReadToken> TokenReader::read(const http::Request& request, std::string_view token,
                                  bool proven) {
  const auto deadline = runtime::Deadline::in(kPatience);
  auto& auth = *pools_.pools_of(request.loop()).auth;
  const auto judged = co_await tokens_.judge(auth, token, deadline);
  if (!judged || judged->token.key_thumbprint.empty() == proven) throw wrong_token();
  if (!is_shown(judged->token, request))
    throw Error{Code::unauthenticated,
                "This token may only be used with the client certificate that it is bound to."};
  if (proven &&
      !co_await proofs_.proves(auth, request, token, judged->token.key_thumbprint, deadline))
    throw wrong_token();
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = judged->client->tenant;
  identity->principal = principal_of(*judged);
  identity->valid_until = judged->token.expires_at;
  co_return ReadToken{std::move(identity), judged->token.expires_at,
                      !judged->token.certificate_thumbprint.empty()};
}

}  // namespace sangam::suites::platform::openid
