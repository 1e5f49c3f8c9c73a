#include "suites/platform/openid/logouts.h"

#include "base/query.h"
#include "kernel/telemetry/log.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/openid/id_token.h"
#include "suites/platform/openid/logout_endpoint.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::chrono::seconds kDeliveryPatience{30};
constexpr int kDeliveryTries = 3;

struct GrantClientRow {
  ClientId client_id;
};
SANGAM_DESCRIBE(GrantClientRow, (client_id, ""))

// The client outlives it: when it goes, it ends what is under way.
Task<void> deliver(http::client::Client& client, std::string url, std::string token) {
  std::string body;
  append_parameter("logout_token", token, body);
  const auto reply =
      co_await client.send({.method = http::client::Method::post,
                            .url = std::move(url),
                            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                            .body = std::move(body),
                            .deadline = runtime::Deadline::in(kDeliveryPatience),
                            .body_limit = 1'024,
                            .long_body = http::client::LongBody::cut,
                            .tries = kDeliveryTries,
                            .repeatable = true});
  if (!reply.succeeded())
    log::warning("a client was not told that a session ended", {{"reason", reply.reason}});
}

}  // namespace

Task<void> Logouts::end_grants(api::Call& call) {
  auto& auth = *call.pools().auth;
  const auto now = call.system_time();
  const auto session = session_name(require_session(call));
  auto work = call.transaction();
  const auto rows = co_await work.rows<GrantClientRow>(kEndGrantsOfSession, session, now);
  const Revocation revocation{
      .subject = RevokedSubject::user, .tenant = call.tenant().number, .id = call.principal().id};
  record_revocation(work, revocation, now);
  call.audit(work);
  co_await work.commit();
  s_.identities.evict(revocation);
  auto* outbound = s_.outbound.load();
  if (!outbound || rows.empty()) co_return;
  const auto keys = co_await s_.keys.keys(auth, call.deadline());
  const auto user = call.principal().id_text;
  for (const auto& row : rows) {
    const auto client = co_await s_.clients.find(auth, row.client_id, call.deadline());
    if (!client || client->backchannel_logout_uri.empty()) continue;
    const IdToken about{.subject = user, .issued_at = now, .session_id = session};
    start_detached(
        deliver(outbound->client_of(call.loop()), client->backchannel_logout_uri,
                sign_logout_token(*keys, about, *client, s_.issuer.url(), make_token_id())));
  }
}

Task<std::optional<std::string>> Logouts::destination(api::Call& call, std::string handle) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_write);
  const auto row = co_await work.row<RequestRow>(kTakeRequest, hash_of(handle), false);
  if (!row || row->expires_at <= call.system_time()) co_return std::nullopt;
  const auto kept = Parameters::parse(row->parameters).value();
  if (!kept.has(kLogoutMark)) co_return std::nullopt;  // and nothing is deleted
  co_await work.commit();
  std::string location(kept.get("post_logout_redirect_uri"));
  if (!kept.has("state")) co_return location;
  std::string query;
  append_parameter("state", kept.get("state"), query);
  co_return with_query(location, query);
}

Task<LoggedOut> Logouts::end(api::Call& call, LogOut request) {
  LoggedOut ended;
  if (request.request) ended.location = co_await destination(call, request.request->str());
  if (call.signed_in() && call.identity().tenant && call.identity().by_cookie)
    co_await end_grants(call);
  co_return ended;
}

}  // namespace sangam::suites::platform::openid
