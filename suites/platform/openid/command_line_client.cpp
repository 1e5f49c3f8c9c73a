#include "suites/platform/openid/command_line_client.h"

#include <algorithm>

#include "suites/platform/openid/secrets.h"

namespace sangam::suites::platform::openid {

namespace {

constexpr std::size_t kBase32Digits = 26;

}  // namespace

ClientPointer make_command_line_client(std::shared_ptr<api::Tenant> tenant,
                                       const RolePermissions& roles) {
  auto client = std::make_shared<Client>();
  client->id = kCommandLineClient;
  client->tenant = std::move(tenant);
  client->name = "Sangam command line";
  client->authentication = ClientAuthentication::none;
  client->built_in = true;
  client->grant_types = {GrantType::device_code, GrantType::refresh_token};
  Scopes scopes = roles.of(name(Role::owner));
  // Operators sign in with it as well.
  std::ranges::copy(roles.of(kOperatorRole), std::back_inserter(scopes));
  for (const auto scope : {kOpenId, kProfile, kEmail, kOfflineAccess})
    scopes.emplace_back(scope);
  std::ranges::sort(scopes);
  const auto repeated = std::ranges::unique(scopes);
  scopes.erase(repeated.begin(), repeated.end());
  client->scopes = std::move(scopes);
  return client;
}

std::string make_refresh_token(const Client& client) {
  std::string prefix(kRefreshTokenPrefix);
  if (client.built_in) prefix += to_base32(client.tenant->id.value) + "_";
  return make_secret(prefix);
}

std::optional<TenantId> tenant_of_refresh_token(std::string_view token) {
  if (!token.starts_with(kRefreshTokenPrefix)) return std::nullopt;
  token.remove_prefix(kRefreshTokenPrefix.size());
  if (token.size() <= kBase32Digits || token[kBase32Digits] != '_') return std::nullopt;
  TenantId tenant;
  const auto text =
      std::string(TenantResource::kIdPrefix) + "_" + std::string(token.substr(0, kBase32Digits));
  if (TenantId::parse(text, tenant)) return std::nullopt;
  return tenant;
}

}  // namespace sangam::suites::platform::openid
