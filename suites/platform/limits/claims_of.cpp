#include "suites/platform/limits/claims_of.h"

#include <functional>

#include "suites/platform/identity/sign_in_throttle.h"

namespace sangam::suites::platform::limits {

LimitKind class_of(api::Kind kind) noexcept {
  switch (kind) {
    case api::Kind::query:
      return LimitKind::read;
    case api::Kind::stream:
    case api::Kind::upload:
    case api::Kind::download:
      return LimitKind::bulk;
    default:
      return LimitKind::write;
  }
}

gates::Worth worth_of(const api::Operation& operation, const api::Identity* identity) noexcept {
  using gates::Worth;
  if (identity == nullptr) return Worth::stranger;
  if (identity->tenant && identity->tenant->number == api::kPlatformTenant) return Worth::operating;
  switch (class_of(operation.kind)) {
    case LimitKind::bulk:
      return Worth::bulk;
    case LimitKind::read:
      return Worth::read;
    default:
      return Worth::write;
  }
}

gates::Claims claims_of(gates::Limiter& limiter, const LimitPages& pages,
                        const api::Identity& identity, LimitKind operation_class,
                        std::int64_t now) noexcept {
  gates::Claims claims;
  auto& table = limiter.identities();
  const auto number = static_cast<std::uint64_t>(identity.tenant->number);
  const auto& allowed = pages.of(identity.tenant->number);
  if (const auto rate = allowed.rate(LimitKind::tenant); rate.limits())
    claims.add({&table.find(bucket_key(gates::Level::tenant, number, 0), now), rate,
                gates::Level::tenant});
  if (const auto rate = allowed.rate(operation_class); rate.limits())
    claims.add({&table.find(bucket_key(gates::Level::operation_class, number,
                                       static_cast<std::uint64_t>(operation_class)),
                            now),
                rate, gates::Level::operation_class});
  const auto& principal = identity.principal;
  const bool is_key = principal.kind == api::PrincipalKind::api_key;
  const auto rate = is_key ? pages.of_key(allowed, principal.id) : allowed.rate(LimitKind::user);
  const auto level = is_key ? gates::Level::key : gates::Level::user;
  if (rate.limits()) claims.add({&table.find(bucket_key(level, principal.id), now), rate, level});
  return claims;
}

gates::Claims claims_of_address(gates::Limiter& limiter, const LimitPages& pages,
                                std::string_view address, std::int64_t now) {
  gates::Claims claims;
  claims.shared = false;
  if (!pages.address.limits()) return claims;
  const auto number = std::hash<std::string>()(network_of(address));
  claims.add(
      {&limiter.addresses().find(bucket_key(gates::Level::address, number, 0, limiter.seed()), now),
       pages.address, gates::Level::address});
  return claims;
}

}  // namespace sangam::suites::platform::limits
