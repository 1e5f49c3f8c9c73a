#include "kernel/gateway/rules.h"

#include <algorithm>

namespace sangam::gateway {

namespace {

std::string text_of(const IpNetwork& network) {
  std::string text;
  network.format(text);
  return text;
}

}  // namespace

AddressRules::AddressRules(const std::vector<IpNetwork>& allowed,
                           const std::vector<IpNetwork>& denied)
    : networks_(allowed), allowed_(allowed.size()) {
  networks_.insert(networks_.end(), denied.begin(), denied.end());
  for (std::size_t i = 0; i < networks_.size(); ++i)
    trie_.insert(networks_[i], static_cast<AddressTrie::Value>(i));
}

std::string AddressRules::refusing(const IpAddress& address) const {
  const auto found = trie_.find(address);
  if (!found) return allowed_ > 0 ? "allow" : "";
  return *found < allowed_ ? "" : "deny " + text_of(networks_[*found]);
}

CountryRules::CountryRules(std::vector<CountryCode> allowed, std::vector<CountryCode> denied)
    : allowed_(std::move(allowed)), denied_(std::move(denied)) {
  std::ranges::sort(allowed_);
  std::ranges::sort(denied_);
}

std::string CountryRules::refusing(const CountryCode& country) const {
  if (std::ranges::binary_search(denied_, country)) return "deny " + country.str();
  if (!allowed_.empty() && !std::ranges::binary_search(allowed_, country)) return "allow";
  return "";
}

OriginRules::OriginRules(std::vector<WebOrigin> origins, bool credentials)
    : credentials_(credentials) {
  for (auto& origin : origins)
    if (origin.is_any()) any_ = true;
    else origins_.push_back(origin.str());
  std::ranges::sort(origins_);
  if (any_) credentials_ = false;
}

bool OriginRules::allow(std::string_view origin) const noexcept {
  return any_ || std::ranges::binary_search(origins_, origin);
}

bool FirewallRules::looks_at(RouteClass route) const noexcept {
  if (mode == FirewallMode::off || route == RouteClass::self || route == RouteClass::files)
    return false;
  return scope == FirewallScope::everything || is_open(route);
}

RuleSet::RuleSet(const TenantPolicy& policy)
    : addresses(policy.allowed_networks, policy.denied_networks),
      countries(policy.allowed_countries, policy.denied_countries),
      origins(policy.cors_origins, policy.cors_credentials),
      firewall{policy.firewall, policy.firewall_scope, policy.firewall_body},
      agents(policy.agent_confirmation) {}

bool RuleSet::empty() const noexcept {
  return addresses.empty() && countries.empty() && origins.empty();
}

const TenantRules* Rules::find(std::int32_t tenant) const noexcept {
  const auto found = tenants.find(tenant);
  return found == tenants.end() ? nullptr : found->second.get();
}

const TenantRules* Rules::find(std::string_view slug_or_id) const noexcept {
  const auto found = by_name.find(slug_or_id);
  return found == by_name.end() ? nullptr : found->second.get();
}

bool Rules::origin_allowed_anywhere(std::string_view origin) const noexcept {
  return platform.origins.allow(origin) || std::ranges::any_of(tenants, [&](const auto& entry) {
           return entry.second->rules.origins.allow(origin);
         });
}

bool Rules::empty() const noexcept {
  return platform.empty() && trusted_proxies.empty() && limits.empty() && upstreams.empty() &&
         tenant_domain.empty() && !maintenance.on && tenants.empty();
}

void set_platform(Rules& rules, const PlatformPolicy& policy) {
  rules.platform = RuleSet(policy.rules);
  rules.trusted_proxies = {};
  for (const auto& network : policy.trusted_proxies)
    rules.trusted_proxies.insert(network, 0);
  rules.forwarding_field = policy.forwarding_field;
  rules.limits = policy.limits;
  rules.upstreams = policy.upstreams;
  rules.tenant_domain = policy.tenant_domain ? "." + policy.tenant_domain->str() : "";
}

void set_tenant(Rules& rules, std::int32_t number, std::shared_ptr<const TenantRules> tenant) {
  if (const auto* before = rules.find(number)) {
    const auto slug = before->slug;
    const auto id = before->id;
    if (!before->rules.origins.empty()) --rules.tenants_with_origins;
    rules.by_name.erase(slug);
    rules.by_name.erase(id);
    rules.tenants.erase(number);
  }
  if (!tenant) return;
  if (!tenant->rules.origins.empty()) ++rules.tenants_with_origins;
  rules.by_name[tenant->slug] = tenant;
  rules.by_name[tenant->id] = tenant;
  rules.tenants[number] = std::move(tenant);
}

}  // namespace sangam::gateway
