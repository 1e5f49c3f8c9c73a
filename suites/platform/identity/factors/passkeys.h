#pragma once

// The passkeys of accounts.

#include <optional>
#include <string>
#include <vector>

#include "base/base64_bytes.h"
#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "kernel/api/call.h"
#include "kernel/webauthn/ceremony.h"
#include "suites/platform/identity/factors/account.h"
#include "suites/platform/identity/factors/challenges.h"

namespace sangam::suites::platform::factors {

struct PasskeyResource {
  static constexpr std::string_view kIdPrefix = "psk";
};
using PasskeyId = Id<PasskeyResource>;

struct Passkey {
  PasskeyId id;
  std::string name;
  bool backed_up = false;
  Timestamp created_at;
  std::optional<Timestamp> used_at;
};
SANGAM_DESCRIBE(Passkey, (id, "The passkey"), (name, "What its owner calls it"),
                (backed_up, "Whether it is synchronised to other devices"),
                (created_at, "When it was added"), (used_at, "When it was used last"))

// What navigator.credentials.get() replied.
struct PasskeyReply {
  Base64Bytes credential_id;
  Base64Bytes client_data;
  Base64Bytes authenticator_data;
  Base64Bytes signature;
};
SANGAM_DESCRIBE(PasskeyReply, (credential_id, "rawId"), (client_data, "response.clientDataJSON"),
                (authenticator_data, "response.authenticatorData"),
                (signature, "response.signature"))

// What navigator.credentials.create() replied.
struct NewPasskey {
  Text<1, 60> name;
  Base64Bytes client_data;
  Base64Bytes authenticator_data;
};
SANGAM_DESCRIBE(NewPasskey, (name, "To tell it from your others: the device, for instance"),
                (client_data, "response.clientDataJSON"),
                (authenticator_data, "response.getAuthenticatorData()"))

// A passkey that was verified; for use().
struct VerifiedPasskey {
  Uuid id;
  Uuid account;
  std::int64_t count_before = 0;
  webauthn::Credential credential;
  Challenge challenge;
};

// Values of amr (RFC 8176) that a passkey stands for.
std::vector<std::string> methods_of(const webauthn::Credential& credential);

// Any loop.
class Passkeys {
 public:
  static constexpr std::int64_t kMost = 20;  // an account

  explicit Passkeys(Challenges& challenges) : challenges_(challenges) {}

  // Throws Error{invalid} for a reply that is wrong, with what is wrong with it. The reader of the
  // challenge wants no open unit of work; the insertion is in the call's.
  Task<Passkey> add(api::Call& call, webauthn::Site site, Account account, Uuid session,
                    NewPasskey reply, std::vector<std::string>& methods);

  // Throws Error{unauthenticated}. With no unit of work open.
  Task<VerifiedPasskey> verify(api::Call& call, webauthn::Site site, Purpose purpose, Uuid subject,
                               PasskeyReply reply);
  // Spends challenge and count. Throws Error{unauthenticated} when another request did.
  static Task<void> use(store::UnitOfWork& work, VerifiedPasskey verified, Timestamp now);

  // What is there already, so that a browser makes no second one on the same authenticator.
  static Task<std::vector<Base64Bytes>> credential_ids(store::UnitOfWork& work, Account account);

 private:
  Challenges& challenges_;
};

}  // namespace sangam::suites::platform::factors
