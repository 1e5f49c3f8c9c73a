#include "suites/platform/identity/factors/challenges.h"

#include <charconv>

#include "base/base64.h"
#include "suites/platform/identity/factors/account.h"
#include "suites/platform/identity/factors/statements.h"

namespace sangam::suites::platform::factors {

namespace {

constexpr std::string_view kTable = "platform.passkeys";
constexpr std::size_t kTextMost = 256;

std::string_view column_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::sign_in:
      return "sign_in";
    case Purpose::prove:
      return "prove";
    case Purpose::enrol:
      return "enrol";
  }
  return "";
}

struct UsedRow {
  Timestamp at;
};
SANGAM_DESCRIBE(UsedRow, (at, ""))

}  // namespace

Task<vault::TenantKey> Challenges::key(api::Call& call) {
  co_return co_await vault_->key_of(*call.pools().auth, api::kPlatformTenant, call.deadline());
}

Task<Challenge> Challenges::make(api::Call& call, Purpose purpose, Uuid subject) {
  const auto key = co_await this->key(call);
  const Timestamp end{call.system_time().nanoseconds + kSeconds * kNanosecondsPerSecond};
  co_return Challenge{to_base64url(key.seal({kTable, column_of(purpose), subject},
                                            std::to_string(end.nanoseconds))),
                      end};
}

Task<std::optional<Challenge>> Challenges::read(api::Call& call, Purpose purpose, Uuid subject,
                                                std::string text) {
  if (text.size() > kTextMost) co_return std::nullopt;
  const auto sealed = from_base64url(text);
  if (!sealed || !vault::sealed_version(*sealed)) co_return std::nullopt;
  const auto key = co_await this->key(call);
  Challenge challenge{std::move(text), {}};
  try {
    const auto end = key.open({kTable, column_of(purpose), subject}, *sealed);
    std::from_chars(end.data(), end.data() + end.size(), challenge.expires_at.nanoseconds);
  } catch (const Error&) {
    co_return std::nullopt;  // not of ours, or for something else
  }
  if (challenge.expires_at <= call.system_time()) co_return std::nullopt;
  co_return challenge;
}

Task<bool> Challenges::use(store::UnitOfWork& work, Challenge challenge) {
  const auto row =
      co_await work.row<UsedRow>(kUseChallenge, hash_of(challenge.text), challenge.expires_at);
  co_return row.has_value();
}

}  // namespace sangam::suites::platform::factors
