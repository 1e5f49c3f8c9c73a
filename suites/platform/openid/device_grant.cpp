// The grant type device_code (RFC 8628 §3.4): a device asks until a person has decided.

#include "suites/platform/openid/device_row.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::int32_t kSlowerBySeconds = 5;

bool too_soon(const DeviceRow& row, Timestamp now) {
  return row.polled_at && after(*row.polled_at, std::chrono::seconds(row.interval_seconds)) > now;
}

}  // namespace

Task<http::Response> TokenEndpoint::device_code(const Asked& asked) {
  const auto code = asked.parameters.get("device_code");
  if (code.empty()) throw invalid_request("device_code is missing.");
  auto work = begin(asked);
  const auto row = co_await work.row<DeviceRow>(kLockDeviceCode, hash_of(code));
  if (!row || row->client_id != asked.client->id)
    throw invalid_grant("The device code is wrong, or was used.");
  if (row->expires_at <= asked.now)
    throw OAuthError("expired_token", "The device code has expired.");
  if (row->state == "waiting") {
    const bool hasty = too_soon(*row, asked.now);
    const auto interval = row->interval_seconds + (hasty ? kSlowerBySeconds : 0);
    work.later(kPollDeviceCode, hash_of(code), asked.now, interval);
    co_await work.commit();
    if (hasty) throw OAuthError("slow_down", "Ask less often.");
    throw OAuthError("authorization_pending", "Nobody has decided yet.");
  }
  work.later(kDeleteDeviceCode, hash_of(code));
  if (row->state == "denied" || !row->grant_id) {
    co_await work.commit();
    throw OAuthError("access_denied", "It was refused.");
  }
  auto grant = co_await work.row<GrantRow>(kFindGrant, *row->grant_id);
  if (!grant || grant->revoked_at) throw invalid_grant("The grant has ended.");
  std::optional<std::string> thumbprint;
  if (!asked.key_thumbprint.empty()) thumbprint = asked.key_thumbprint;
  work.later(kSpendCode, grant->id, asked.now, thumbprint);
  auto scopes = read_scopes(grant->scopes).value();
  co_return co_await issue(asked, std::move(work), std::move(*grant), std::move(scopes));
}

}  // namespace sangam::suites::platform::openid
