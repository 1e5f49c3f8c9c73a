#include "suites/platform/single_sign_on/sign_ons.h"

#include "kernel/api/json_writer.h"
#include "suites/platform/single_sign_on/admission.h"
#include "suites/platform/single_sign_on/connection_rules.h"
#include "suites/platform/single_sign_on/safe_path.h"
#include "suites/platform/single_sign_on/sign_on_audit.h"
#include "suites/platform/single_sign_on/statements.h"

namespace sangam::suites::platform::single_sign_on {

namespace {

using Answer = std::expected<Person, SignOnRefusal>;

Error unavailable() {
  return to_error(SignOnFault::connection_unavailable,
                  "There is no sign-in at this address, or not any more. Begin again at the "
                  "sign-in page.");
}

Error over() {
  return to_error(SignOnFault::sign_in_over,
                  "This sign-in is over: it was finished before, took longer than 15 minutes, or "
                  "began in another browser, or was answered in another. Begin again.");
}

// What a provider says when it refuses, in RFC 6749's words and its own.
SignOnRefusal refused_there(const FinishSignOn& request) {
  if (request.error && request.error->str() == "access_denied")
    return {SignOnFault::refused_there,
            "The identity provider did not let you in, or you "
            "cancelled there."};
  std::string detail = "The identity provider refused: ";
  detail += request.error ? request.error->str() : "it sent neither a code nor an error";
  if (request.error_description) detail += ", " + request.error_description->str();
  return {SignOnFault::refused_there, detail + "."};
}

}  // namespace

Task<ConnectionRow> SignOns::find(api::Call& call, ConnectionId id) {
  store::UnitOfWork work(*call.pools().auth, store::kNoTenant, call.deadline(),
                         store::Mode::read_only);
  work.record_in(call.trace());
  auto row = co_await work.row<ConnectionRow>(kFindConnection, id);
  if (!row) throw unavailable();
  co_return std::move(*row);
}

Task<SignOnDestination> SignOns::start(api::Call& call, StartSignOn request) {
  auto connection = co_await find(call, request.connection);
  if (!connection.enabled) throw unavailable();
  auto location =
      co_await begin_sign_on(call, s_,
                             {.connection = std::move(connection),
                              .purpose = Purpose::sign_in,
                              .next = safe_path(request.next ? request.next->str() : "/"),
                              .email = request.email ? request.email->str() : std::string()});
  if (!location) throw to_error(location.error());
  co_return SignOnDestination{std::move(*location)};
}

Task<FinishedSignOn> SignOns::finish(api::Call& call, FinishSignOn request) {
  const auto browser = browser_of(call);
  if (browser.empty()) throw over();
  auto taken =
      co_await take_request(call, {.connection = request.connection,
                                   .state = request.state.str(),
                                   .browser = browser,
                                   .receipt = request.answer ? request.answer->str() : ""});
  if (!taken) throw over();
  auto connection = co_await find(call, request.connection);
  const bool by_code = connection.protocol == Protocol::oidc;
  if (!by_code && !taken->answered) throw over();
  Answer answer = std::move(taken->answer);
  if (by_code && request.code && !request.error)
    answer = co_await redeem_code(call, s_,
                                  {.connection = connection,
                                   .handshake = {request.state.str(), browser},
                                   .code = request.code->str(),
                                   .issuer = request.iss ? request.iss->str() : std::string()});
  else if (by_code) answer = std::unexpected(refused_there(request));
  if (taken->purpose == Purpose::test) {
    co_await trials_.keep(call, connection, std::move(answer));
    co_return FinishedSignOn{.session = {}, .next = taken->next, .tried = connection.id};
  }
  if (!connection.enabled) throw unavailable();
  if (!answer) throw to_error(answer.error());
  co_return co_await sign_in(call, std::move(connection), std::move(*answer), taken->next);
}

Task<FinishedSignOn> SignOns::sign_in(api::Call& call, ConnectionRow connection, Person person,
                                      std::string next) {
  const auto tenant = connection.tenant_id;
  const auto witness = witness_of(connection.id, person);
  std::optional<Error> refusal;
  // Another first sign-in of theirs may have made the member meanwhile.
  for (int tries = 0; tries < 2 && (!refusal || refusal->code == Code::conflict); ++tries) {
    try {
      co_return co_await let_in(call, connection, person, next);
    } catch (const Error& error) {
      refusal = error;
    }
  }
  if (refusal->code == Code::refused) co_await audit_refused(call, tenant, witness, *refusal);
  throw std::move(*refusal);
}

Task<FinishedSignOn> SignOns::let_in(api::Call& call, ConnectionRow connection, Person person,
                                     std::string next) {
  const auto tenant_number = connection.tenant_id;
  store::UnitOfWork work(*call.pools().auth, tenant_number, call.deadline(),
                         store::Mode::read_write);
  work.record_in(call.trace());
  const auto tenant = co_await s_.tenants.find(work, tenant_number);
  const auto policy = co_await read_policy(work, tenant_number);
  auto detail = api::to_json(witness_of(connection.id, person));
  auto admitted = co_await admit(call, work, std::move(connection), std::move(person));
  const Revocation stale{
      .subject = RevokedSubject::user, .tenant = tenant_number, .id = admitted.user.user};
  auto session = co_await complete_sign_in(call, work, s_.roles,
                                           {.user = std::move(admitted.user),
                                            .tenant = tenant,
                                            .policy = policy,
                                            .detail = std::move(detail)});
  if (admitted.role_changed) s_.identities.evict(stale);
  co_return FinishedSignOn{.session = std::move(session), .next = std::move(next), .tried = {}};
}

}  // namespace sangam::suites::platform::single_sign_on
