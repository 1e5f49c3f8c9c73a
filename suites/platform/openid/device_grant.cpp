// The grant type device_code (RFC 8628 §3.4): a device asks until a person has decided.

#include "suites/platform/openid/device_row.h"
#include "suites/platform/openid/oauth_error.h"
#include "suites/platform/openid/secrets.h"
#include "suites/platform/openid/statements.h"
#include "suites/platform/openid/token_endpoint.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::int32_t kSlowerBySeconds = 5;

// Where the devices of a client wait.
struct DeviceStatements {
  const store::Statement& lock;
  const store::Statement& poll;
  const store::Statement& remove;
};

DeviceStatements statements_of(const Client& client) {
  if (client.built_in) return {kLockUnclaimedDevice, kPollUnclaimedDevice, kDeleteUnclaimedDevice};
  return {kLockDeviceCode, kPollDeviceCode, kDeleteDeviceCode};
}

struct ClaimRow {
  std::optional<TenantId> tenant;
};
SANGAM_DESCRIBE(ClaimRow, (tenant, ""))

OAuthError nobody_decided() { return {"authorization_pending", "Nobody has decided yet."}; }

bool too_soon(const DeviceRow& row, Timestamp now) {
  return row.polled_at && after(*row.polled_at, std::chrono::seconds(row.interval_seconds)) > now;
}

}  // namespace

Task<ClientPointer> TokenEndpoint::approving_client(const Asked& asked, const store::Bytes& hash) {
  if (!asked.client->built_in) co_return asked.client;
  auto& auth = shop_.auth(asked.request);
  store::UnitOfWork work(auth, store::kNoTenant, asked.request.deadline(), store::Mode::read_only);
  const auto row = co_await work.row<ClaimRow>(kFindClaim, hash);
  if (!row || !row->tenant) co_return asked.client;
  auto client = co_await shop_.clients.find_of(auth, asked.client->id, *row->tenant,
                                               asked.request.deadline());
  if (!client) throw invalid_grant("The grant has ended.");
  co_return client;
}

Task<http::Response> TokenEndpoint::device_code(const Asked& begun) {
  const auto code = begun.parameters.get("device_code");
  if (code.empty()) throw invalid_request("device_code is missing.");
  auto asked = begun;
  asked.client = co_await approving_client(begun, hash_of(code));
  const auto statements = statements_of(*asked.client);
  auto work = begin(asked);
  const auto row = co_await work.row<DeviceRow>(statements.lock, hash_of(code));
  if (!row || row->client_id != asked.client->id)
    throw invalid_grant("The device code is wrong, or was used.");
  if (row->expires_at <= asked.now)
    throw OAuthError("expired_token", "The device code has expired.");
  if (row->state == "waiting") {
    const bool hasty = too_soon(*row, asked.now);
    const auto interval = row->interval_seconds + (hasty ? kSlowerBySeconds : 0);
    work.later(statements.poll, hash_of(code), asked.now, interval);
    co_await work.commit();
    if (hasty) throw OAuthError("slow_down", "Ask less often.");
    throw nobody_decided();
  }
  // Approved of while it was looked up: whose it is is known the next time it asks.
  if (asked.client->built_in && row->grant_id && asked.client == begun.client)
    throw nobody_decided();
  work.later(statements.remove, hash_of(code));
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
