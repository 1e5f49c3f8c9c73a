#include "suites/platform/identity/factors/authenticator_app.h"

#include "kernel/one_time_password/totp.h"
#include "suites/platform/identity/factors/rows.h"
#include "suites/platform/identity/factors/statements.h"

namespace sangam::suites::platform::factors {

namespace {

constexpr std::string_view kTable = "platform.authenticator_apps";

vault::Place place_of(const Account& account) { return {kTable, "secret", account.id}; }

struct AppRow {
  store::Bytes secret;
  std::int64_t last_step = 0;
  std::optional<Timestamp> confirmed_at;
};
SANGAM_DESCRIBE(AppRow, (secret, ""), (last_step, ""), (confirmed_at, ""))

}  // namespace

Task<vault::TenantKey> AuthenticatorApps::key(api::Call& call, Account account) {
  const auto tenant = account.realm == 0 ? api::kPlatformTenant : account.realm;
  co_return co_await vault_->key_of(*call.pools().auth, tenant, call.deadline());
}

Task<std::string> AuthenticatorApps::begin(api::Call& call, Account account) {
  const auto key = co_await this->key(call, account);
  auto secret = one_time_password::make_secret();
  const store::Bytes sealed{key.seal(place_of(account), secret)};
  const auto row = co_await call.row<AccountRow>(kBeginApp, account.id, sealed, call.system_time());
  if (!row) throw Error{Code::conflict, "You have an authenticator app: remove it first."};
  co_return secret;
}

Task<std::optional<std::int64_t>> AuthenticatorApps::match(api::Call& call, Account account,
                                                           std::string code, bool confirmed) {
  const auto key = co_await this->key(call, account);
  store::UnitOfWork lookup(*call.pools().auth, store::kNoTenant, call.deadline(),
                           store::Mode::read_only);
  const auto app = co_await lookup.row<AppRow>(kFindApp, account.id);
  if (!app || app->confirmed_at.has_value() != confirmed) co_return std::nullopt;
  const auto secret = key.open(place_of(account), app->secret.value);
  co_return one_time_password::matching_step(
      secret, code, call.system_time().nanoseconds / kNanosecondsPerSecond, app->last_step);
}

Task<bool> AuthenticatorApps::use(store::UnitOfWork& work, Account account, std::int64_t step,
                                  Timestamp now) {
  co_return (co_await work.row<AccountRow>(kUseStep, account.id, step, now)).has_value();
}

}  // namespace sangam::suites::platform::factors
