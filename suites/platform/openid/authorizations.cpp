#include "suites/platform/openid/authorizations.h"

#include <algorithm>
#include <iterator>

#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

struct ScopesRow {
  std::string scopes;
};
SANGAM_DESCRIBE(ScopesRow, (scopes, ""))

Error gone() {
  return {Code::not_found,
          "There is no such request, or not any more. Begin again where you came"
          " from."};
}

bool is_of_tenant(const api::Call& call, const Client& client) {
  const auto& tenant = call.identity().tenant;
  return tenant && tenant->number == client.tenant->number;
}

// Whether somebody signed in as lately as the client wants.
bool is_fresh(const AuthorizationRequest& asked, const api::SessionFacts& session, Timestamp begun,
              Timestamp now) {
  if (asked.prompts_sign_in && session.proven_at < begun) return false;
  return !asked.max_age || after(session.proven_at, *asked.max_age) >= now;
}

}  // namespace

Task<Authorizations::Waiting> Authorizations::find(api::Call& call, std::string handle) {
  auto& auth = *call.pools().auth;
  Waiting waiting;
  {
    store::UnitOfWork work(auth, store::kNoTenant, call.deadline(), store::Mode::read_only);
    auto row = co_await work.row<RequestRow>(kFindRequest, hash_of(handle));
    if (!row || row->pushed || row->expires_at <= call.system_time()) throw gone();
    waiting.row = std::move(*row);
  }
  waiting.client = co_await s_.clients.find(auth, waiting.row.client_id, call.deadline());
  if (!waiting.client) throw gone();
  try {
    waiting.asked =
        read_authorization(Parameters::parse(waiting.row.parameters).value(), *waiting.client);
  } catch (const OAuthError&) {
    throw gone();  // its client was changed meanwhile
  }
  co_return waiting;
}

Task<NextStep> Authorizations::next_step(api::Call& call, const Waiting& waiting) {
  if (!call.signed_in()) co_return NextStep::sign_in;
  if (!is_of_tenant(call, *waiting.client)) co_return NextStep::other_tenant;
  const auto& client = *waiting.client;
  const auto& session = require_session(call);
  if (!is_fresh(waiting.asked, session, waiting.row.created_at, call.system_time()))
    co_return NextStep::sign_in_again;
  if (waiting.asked.prompts_consent) co_return NextStep::consent;
  store::UnitOfWork work(*call.pools().auth, client.tenant->number, call.deadline(),
                         store::Mode::read_only);
  const auto consent =
      co_await work.row<ScopesRow>(kFindConsent, UserId{call.principal().id}, client.id);
  const auto scopes = permitted(waiting.asked.scopes, call.principal().permissions);
  const bool agreed = consent && is_within(scopes, read_scopes(consent->scopes).value());
  co_return agreed ? NextStep::none : NextStep::consent;
}

Destination Authorizations::answer(
    const Waiting& waiting,
    std::vector<std::pair<std::string_view, std::string>> parameters) const {
  parameters.emplace_back("state", waiting.asked.state);
  return {redirect_to(waiting.asked.redirect_uri, s_.issuer.url(), parameters)};
}

Task<OpenedAuthorization> Authorizations::open(api::Call& call, NamedRequest request) {
  const auto waiting = co_await find(call, request.request.str());
  OpenedAuthorization opened;
  opened.client_name = waiting.client->name;
  opened.tenant_name = waiting.client->tenant->name;
  opened.tenant_slug = waiting.client->tenant->slug;
  opened.scopes = waiting.asked.scopes;
  opened.next = co_await next_step(call, waiting);
  opened.silent = waiting.asked.no_prompt;
  opened.expires_at = waiting.row.expires_at;
  if (!waiting.asked.login_hint.empty()) opened.login_hint = waiting.asked.login_hint;
  if (opened.next == NextStep::consent || opened.next == NextStep::none) {
    opened.scopes = permitted(waiting.asked.scopes, call.principal().permissions);
    std::ranges::set_difference(waiting.asked.scopes, opened.scopes,
                                std::back_inserter(opened.withheld));
  }
  co_return opened;
}

Task<Destination> Authorizations::approve(api::Call& call, ApproveAuthorization request) {
  const auto waiting = co_await find(call, request.request.str());
  const auto next = co_await next_step(call, waiting);
  const bool agrees = next == NextStep::consent && request.consents && !waiting.asked.no_prompt;
  if (next != NextStep::none && !agrees)
    throw Error{Code::conflict, "Something is to be done first: " + std::string(name(next)) + "."};
  const auto& client = *waiting.client;
  store::UnitOfWork work(*call.pools().auth, client.tenant->number, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  // Of two windows that decide, one gets it.
  const auto taken =
      co_await work.row<RequestRow>(kTakeRequest, hash_of(request.request.str()), false);
  if (!taken) throw gone();
  NewGrant grant{.client = waiting.client,
                 .scopes = permitted(waiting.asked.scopes, call.principal().permissions),
                 .session = require_session(call),
                 .request = &waiting.asked,
                 .code = make_secret(kCodePrefix)};
  write_grant(call, work, grant);
  call.set_target(client.id.str());
  call.audit(work);
  co_await work.commit();
  co_return answer(waiting, {{"code", grant.code}});
}

Task<Destination> Authorizations::deny(api::Call& call, DenyAuthorization request) {
  const auto waiting = co_await find(call, request.request.str());
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  const auto taken =
      co_await work.row<RequestRow>(kTakeRequest, hash_of(request.request.str()), false);
  if (!taken) throw gone();
  co_await work.commit();
  co_return answer(waiting, {{"error", std::string(name(request.reason))}});
}

}  // namespace sangam::suites::platform::openid
