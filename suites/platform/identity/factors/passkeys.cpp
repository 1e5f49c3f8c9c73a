#include "suites/platform/identity/factors/passkeys.h"

#include "kernel/webauthn/client_data.h"
#include "suites/platform/identity/factors/rows.h"
#include "suites/platform/identity/factors/statements.h"

namespace sangam::suites::platform::factors {

namespace {

struct PasskeyRow {
  Uuid id;
  Uuid account_id;
  std::string name;
  store::Bytes credential_id;
  std::int32_t algorithm = 0;
  store::Bytes public_key;
  std::int64_t sign_count = 0;
  bool backed_up = false;
};
SANGAM_DESCRIBE(PasskeyRow, (id, ""), (account_id, ""), (name, ""), (credential_id, ""),
                (algorithm, ""), (public_key, ""), (sign_count, ""), (backed_up, ""))

struct CredentialIdRow {
  store::Bytes credential_id;
};
SANGAM_DESCRIBE(CredentialIdRow, (credential_id, ""))

webauthn::Credential credential_of(const PasskeyRow& row) {
  return {.id = row.credential_id.value,
          .algorithm = static_cast<webauthn::Algorithm>(row.algorithm),
          .public_key = row.public_key.value,
          .sign_count = static_cast<std::uint32_t>(row.sign_count),
          .backed_up = row.backed_up};
}

Error refused(std::string_view what) {
  return {Code::unauthenticated, "The passkey " + std::string(what) + "."};
}

Error wrong_reply(webauthn::Fault fault) {
  const bool of_browser = fault == webauthn::Fault::client_data ||
                          fault == webauthn::Fault::ceremony ||
                          fault == webauthn::Fault::challenge || fault == webauthn::Fault::origin;
  return invalid_field(of_browser ? "/client_data" : "/authenticator_data", "wrong",
                       std::string(describe(fault)));
}

}  // namespace

std::vector<std::string> methods_of(const webauthn::Credential& credential) {
  return {credential.backed_up ? "swk" : "hwk", "mfa", "user"};
}

Task<Passkey> Passkeys::add(api::Call& call, webauthn::Site site, Account account, Uuid session,
                            NewPasskey reply, std::vector<std::string>& methods) {
  const auto challenge = co_await challenges_.read(call, Purpose::enrol, session,
                                                   webauthn::challenge_in(reply.client_data.value));
  if (!challenge) throw wrong_reply(webauthn::Fault::challenge);
  webauthn::Credential made;
  const auto fault = webauthn::read_registration(
      site, challenge->text, {reply.client_data.value, reply.authenticator_data.value}, made);
  if (fault != webauthn::Fault::none) throw wrong_reply(fault);
  if (!co_await Challenges::use(call.work(), *challenge))
    throw wrong_reply(webauthn::Fault::challenge);
  auto added = co_await call.row<Passkey>(
      kAddPasskey, call.new_id(), account.id, reply.name, store::Bytes{made.id},
      static_cast<std::int32_t>(made.algorithm), store::Bytes{made.public_key},
      std::int64_t{made.sign_count}, made.backed_up, call.system_time(), kMost);
  if (!added)
    throw Error{Code::conflict,
                "This passkey is known already, or you have 20, which is the most."};
  methods = methods_of(made);
  co_return *added;
}

Task<VerifiedPasskey> Passkeys::verify(api::Call& call, webauthn::Site site, Purpose purpose,
                                       Uuid subject, PasskeyReply reply) {
  const auto challenge = co_await challenges_.read(call, purpose, subject,
                                                   webauthn::challenge_in(reply.client_data.value));
  if (!challenge) throw refused(describe(webauthn::Fault::challenge));
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto row =
      co_await lookup.row<PasskeyRow>(kFindPasskey, store::Bytes{reply.credential_id.value});
  if (!row) throw refused("is not known here: it was removed, or is of another site");
  VerifiedPasskey verified{.id = row->id,
                           .account = row->account_id,
                           .count_before = row->sign_count,
                           .credential = credential_of(*row),
                           .challenge = *challenge};
  const auto fault = webauthn::verify_assertion(
      site, challenge->text,
      {reply.client_data.value, reply.authenticator_data.value, reply.signature.value},
      verified.credential);
  if (fault != webauthn::Fault::none) throw refused(describe(fault));
  co_return verified;
}

Task<void> Passkeys::use(store::UnitOfWork& work, VerifiedPasskey verified, Timestamp now) {
  const auto challenge_is_open = co_await Challenges::use(work, verified.challenge);
  if (!challenge_is_open) throw refused(describe(webauthn::Fault::challenge));
  const auto row = co_await work.row<AccountRow>(kUsePasskey, verified.id, verified.count_before,
                                                 std::int64_t{verified.credential.sign_count},
                                                 verified.credential.backed_up, now);
  if (!row) throw refused("was used by another request at once: try again");
}

Task<std::vector<Base64Bytes>> Passkeys::credential_ids(store::UnitOfWork& work, Account account) {
  std::vector<Base64Bytes> ids;
  for (auto& row : co_await work.rows<CredentialIdRow>(kPasskeyIds, account.id))
    ids.push_back({std::move(row.credential_id.value)});
  co_return ids;
}

}  // namespace sangam::suites::platform::factors
