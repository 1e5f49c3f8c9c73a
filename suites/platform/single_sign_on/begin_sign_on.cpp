#include "suites/platform/single_sign_on/begin_sign_on.h"

#include "kernel/relying_party/authorization.h"
#include "kernel/saml/authn_request.h"
#include "suites/platform/single_sign_on/client_secret.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using Refused = std::unexpected<SignOnRefusal>;

SignOnFault fault_of(relying_party::Step step) {
  switch (step) {
    case relying_party::Step::discovery:
    case relying_party::Step::keys:
      return SignOnFault::provider_unusable;
    case relying_party::Step::token:
      return SignOnFault::code_refused;
    case relying_party::Step::identity:
      return SignOnFault::answer_refused;
  }
  return SignOnFault::answer_refused;
}

Refused refused(const relying_party::Refusal& refusal) {
  return Refused(SignOnRefusal{fault_of(refusal.step), refusal.detail});
}

Task<std::string> secret_of(api::Call& call, Services& services, ConnectionRow row) {
  if (!row.client_secret) co_return std::string();
  const auto key =
      co_await services.vault->key_of(*call.pools().auth, row.tenant_id, call.deadline());
  co_return open_secret(key, row.id, *row.client_secret);
}

}  // namespace

AttributeNames attribute_names(const ConnectionRow& row) {
  return {.email = row.email_attribute, .name = row.name_attribute, .groups = row.groups_attribute};
}

Task<std::expected<std::string, SignOnRefusal>> begin_sign_on(api::Call& call, Services& services,
                                                              Beginning beginning) {
  const auto& row = beginning.connection;
  const auto& origin = services.address.origin();
  const NewRequest request{row.id, beginning.purpose, beginning.next};
  if (row.protocol == Protocol::saml) {
    const auto handshake = co_await keep_request(call, request);
    const auto id = saml_request_id(handshake.state);
    co_return saml::redirect_url(
        {.id = id, .now = call.system_time(), .relay_state = handshake.state}, us(row, origin),
        them(row));
  }
  const auto provider =
      co_await services.tools(call).party.discover(*row.issuer, call.system_time());
  if (!provider) co_return refused(provider.error());
  const auto handshake = co_await keep_request(call, request);
  const auto ours = our_side(row.id, origin);
  const auto nonce = handshake.nonce();
  const auto verifier = handshake.verifier();
  co_return relying_party::authorization_url(*provider, {.client_id = *row.client_id,
                                                         .redirect_uri = ours.redirect_uri,
                                                         .state = handshake.state,
                                                         .nonce = nonce,
                                                         .verifier = verifier,
                                                         .login_hint = beginning.email});
}

Task<std::expected<Person, SignOnRefusal>> redeem_code(api::Call& call, Services& services,
                                                       CodeAnswer answer) {
  const auto& row = answer.connection;
  auto& party = services.tools(call).party;
  const auto provider = co_await party.discover(*row.issuer, call.system_time());
  if (!provider) co_return refused(provider.error());
  // Who sends the browser back with a code of somebody else's is found out here (RFC 9207 §2.4).
  const bool silent = answer.issuer.empty() && provider->names_itself;
  if (silent || (!answer.issuer.empty() && answer.issuer != *row.issuer))
    co_return Refused(SignOnRefusal{
        SignOnFault::other_provider,
        silent ? "The answer does not say which identity provider it is from, although this one "
                 "always does."
               : "The answer is from another identity provider than the one that was asked."});
  auto secret = co_await secret_of(call, services, row);
  const auto profile = co_await party.redeem(
      {.us = {.issuer = *row.issuer,
              .client_id = *row.client_id,
              .client_secret = std::move(secret),
              .redirect_uri = our_side(row.id, services.address.origin()).redirect_uri},
       .code = answer.code,
       .verifier = answer.handshake.verifier(),
       .nonce = answer.handshake.nonce(),
       .now = call.system_time()});
  if (!profile) co_return refused(profile.error());
  if (auto objection = objection_to_private_account(*row.issuer, *profile))
    co_return Refused(std::move(*objection));
  co_return person_of(*profile, attribute_names(row));
}

}  // namespace sangam::suites::platform::single_sign_on
