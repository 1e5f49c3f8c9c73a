#include "suites/platform/identity/key_identity.h"

#include <algorithm>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/http/request.h"
#include "suites/platform/identity/statements.h"

namespace sangam::suites::platform {

namespace {

constexpr Timestamp kNever{INT64_MAX};

std::vector<http::client::IpNetwork> networks_of(std::string_view text) {
  std::vector<http::client::IpNetwork> networks;
  for (const auto& word : split_words(text)) {
    const auto fault = http::client::IpNetwork::parse(word, networks.emplace_back());
    SANGAM_ASSERT(!fault);  // as it was written
  }
  return networks;
}

}  // namespace

bool is_good(const UsedKey& key, Timestamp now) noexcept {
  return key.active && key.expires_at.value_or(kNever) > now &&
         key.previous_until.value_or(kNever) > now;
}

void require_place(const UsedKey& key, const http::Request& request) {
  const auto networks = networks_of(key.networks);
  if (!networks.empty() && !http::client::contains(networks, request.remote_address()))
    throw Error{Code::unauthenticated, "This key may not be used from this address."};
  if (key.certificate().any() && !key.certificate().is(request.peer_certificate()))
    throw Error{Code::unauthenticated,
                "This key may only be used with the client certificate that it is bound to."};
}

Task<std::shared_ptr<api::Identity>> identity_of(store::UnitOfWork& work, TenantDirectory& tenants,
                                                 UsedKey key) {
  auto identity = std::make_shared<api::Identity>();
  identity->tenant = co_await tenants.find(work, key.tenant_id);
  identity->tenant_status = key.tenant_status;
  auto& principal = identity->principal;
  principal.kind = api::PrincipalKind::api_key;
  principal.id = key.id;
  principal.id_text = ApiKeyId{key.id}.str();
  principal.name = key.name;
  principal.role = "api_key";
  principal.permissions = split_words(key.scopes);
  identity->networks = networks_of(key.networks);
  identity->valid_until =
      std::min(key.expires_at.value_or(kNever), key.previous_until.value_or(kNever));
  co_return identity;
}

Task<std::optional<UsedKey>> find_signing_key_owner(store::UnitOfWork& work, std::int32_t tenant,
                                                    ApiKeyId id, Timestamp now) {
  auto key = co_await work.row<UsedKey>(kFindSigningKeyOwner, tenant, id);
  if (key && !is_good(*key, now)) key.reset();
  co_return key;
}

}  // namespace sangam::suites::platform
