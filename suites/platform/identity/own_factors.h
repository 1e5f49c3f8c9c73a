#pragma once

// Setting up and removing one's second factors. The first that is set up comes with recovery codes;
// every change is told by mail.

#include "kernel/mail/template.h"
#include "suites/platform/identity/factors/authenticator_app.h"
#include "suites/platform/identity/factors/passkeys.h"
#include "suites/platform/identity/identity_cache.h"
#include "suites/platform/identity/public_address.h"
#include "suites/platform/identity/second_factor_check.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform {

struct AuthenticatorApp {
  Timestamp confirmed_at;
  std::optional<Timestamp> used_at;
};
SANGAM_DESCRIBE(AuthenticatorApp, (confirmed_at, "When its first code came"),
                (used_at, "When it was used last"))

struct Factors {
  std::optional<AuthenticatorApp> app;
  std::vector<factors::Passkey> passkeys;
  std::int64_t recovery_codes = 0;
};
SANGAM_DESCRIBE(Factors, (app, "Your authenticator app; absent when there is none"),
                (passkeys, "Your passkeys, oldest first"),
                (recovery_codes, "How many recovery codes are left"))

struct NewApp {
  std::string secret;
  std::string uri;
};
SANGAM_DESCRIBE(NewApp, (secret, "To type into the app, in base32"),
                (uri, "The same as a QR code has it: otpauth://…"))

struct ConfirmApp {
  FactorCode code;
};
SANGAM_DESCRIBE(ConfirmApp, (code, "The six digits that the app shows"))

// What to show once.
struct AddedFactor {
  std::optional<factors::Passkey> passkey;
  std::vector<std::string> recovery_codes;
};
SANGAM_DESCRIBE(AddedFactor, (passkey, "The passkey, if it is one"),
                (recovery_codes,
                 "Ten codes for when the factor is lost, with the first factor:"
                 " they are not shown again"))

struct PasskeyCreation {
  std::string challenge;
  std::string site_id;
  std::string site_name;
  Base64Bytes user_id;
  std::string user_name;
  std::string user_display_name;
  std::vector<std::int32_t> algorithms;
  std::vector<Base64Bytes> existing;
  std::int64_t seconds = 0;
};
SANGAM_DESCRIBE(PasskeyCreation, (challenge, "base64url"), (site_id, "rp.id"),
                (site_name, "rp.name"), (user_id, "user.id"), (user_name, "user.name"),
                (user_display_name, "user.displayName"),
                (algorithms, "pubKeyCredParams, the best first"),
                (existing, "excludeCredentials: those you have"),
                (seconds, "How long the challenge is good"))

struct RenamePasskey {
  factors::PasskeyId id;
  Text<1, 60> name;
};
SANGAM_DESCRIBE(RenamePasskey, (id, "The passkey"), (name, "What you call it"))

struct RemovePasskey {
  factors::PasskeyId id;
};
SANGAM_DESCRIBE(RemovePasskey, (id, "The passkey"))

struct RecoveryCodes {
  std::vector<std::string> codes;
};
SANGAM_DESCRIBE(RecoveryCodes, (codes, "Each good once; they are not shown again"))

struct ResetFactors {
  UserId id;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(ResetFactors, (id, "The user"), (reason, "Why, for the audit"))

struct FactorChangedMail {
  std::string name;
  std::string tenant;
  std::string what;
  std::string address;
};
SANGAM_DESCRIBE(FactorChangedMail, (name, "Who"), (tenant, "Where"), (what, "What was changed"),
                (address, "From where"))

class OwnFactors {
 public:
  OwnFactors(factors::AuthenticatorApps& apps, factors::Passkeys& passkeys,
             factors::Challenges& challenges, IdentityCache& cache, const PublicAddress& address);

  Task<Factors> get(api::Call& call, Nothing);
  Task<NewApp> begin_app(api::Call& call, Nothing);
  Task<AddedFactor> confirm_app(api::Call& call, ConfirmApp request);
  Task<Nothing> remove_app(api::Call& call, Nothing);
  Task<PasskeyCreation> begin_passkey(api::Call& call, Nothing);
  Task<AddedFactor> add_passkey(api::Call& call, factors::NewPasskey request);
  Task<factors::Passkey> rename_passkey(api::Call& call, RenamePasskey request);
  Task<Nothing> remove_passkey(api::Call& call, RemovePasskey request);
  Task<RecoveryCodes> renew_recovery_codes(api::Call& call, Nothing);
  // Of a member whose account the tenant manages, who has lost theirs.
  Task<Nothing> reset(api::Call& call, ResetFactors request);

 private:
  struct Owner;

  Task<Owner> owner(api::Call& call);
  Task<AddedFactor> added(api::Call& call, Owner owner, std::vector<std::string> methods,
                          std::optional<factors::Passkey> passkey);
  Task<void> removed(api::Call& call, Owner owner, std::string what);
  void tell(api::Call& call, const Owner& owner, std::string what);

  factors::AuthenticatorApps& apps_;
  factors::Passkeys& passkeys_;
  factors::Challenges& challenges_;
  IdentityCache& cache_;
  const PublicAddress& address_;
  const mail::Template<FactorChangedMail> changed_mail_;
};

}  // namespace sangam::suites::platform
