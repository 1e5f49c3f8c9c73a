#pragma once

// The authenticator app of an account: one, because a second device can show the same codes.

#include <optional>
#include <string>

#include "kernel/api/call.h"
#include "kernel/vault/vault.h"
#include "suites/platform/identity/factors/account.h"

namespace sangam::suites::platform::factors {

// Any loop.
class AuthenticatorApps {
 public:
  // `vault` may be null in programs that only describe.
  explicit AuthenticatorApps(vault::Vault* vault) : vault_(vault) {}

  // A new secret, which counts from its first code on. Throws Error{conflict} when the account has
  // an app that was confirmed. Opens the call's unit of work, and must be its first.
  Task<std::string> begin(api::Call& call, Account account);

  // The time step that `code` is of, unless it was used: for use(). Nothing for a wrong code, and
  // without an app; `confirmed` tells whether the app must be in use already. With no unit of work
  // open.
  Task<std::optional<std::int64_t>> match(api::Call& call, Account account, std::string code,
                                          bool confirmed);
  // Spends the step; false when another request did. Confirms a new app.
  static Task<bool> use(store::UnitOfWork& work, Account account, std::int64_t step, Timestamp now);

 private:
  Task<vault::TenantKey> key(api::Call& call, Account account);

  vault::Vault* vault_;
};

}  // namespace sangam::suites::platform::factors
