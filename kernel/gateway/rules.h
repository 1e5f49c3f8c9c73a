#pragma once

// Rules: all policies, compiled into what a request is asked of in nanoseconds. An immutable
// snapshot: a change makes another one, which event loops take between two requests (gate.h).

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/gateway/policy.h"

namespace sangam::gateway {

// Lists of networks. The most specific one that holds an address decides; of a network in both
// lists the denial does. With a list of allowed ones, what neither names is denied.
class AddressRules {
 public:
  AddressRules() = default;
  AddressRules(const std::vector<IpNetwork>& allowed, const std::vector<IpNetwork>& denied);

  bool empty() const noexcept { return trie_.empty(); }
  // The rule that refuses `address`: "deny 192.0.2.0/24", or "allow" when it is in no allowed
  // network; empty when it may come.
  std::string refusing(const IpAddress& address) const;

 private:
  AddressTrie trie_;
  std::vector<IpNetwork> networks_;  // allowed ones first
  std::size_t allowed_ = 0;
};

class CountryRules {
 public:
  CountryRules() = default;
  CountryRules(std::vector<CountryCode> allowed, std::vector<CountryCode> denied);

  bool empty() const noexcept { return allowed_.empty() && denied_.empty(); }
  // As above: "deny XX", or "allow".
  std::string refusing(const CountryCode& country) const;

 private:
  std::vector<CountryCode> allowed_;  // sorted
  std::vector<CountryCode> denied_;
};

// Whose pages may call (cors.h).
class OriginRules {
 public:
  OriginRules() = default;
  OriginRules(std::vector<WebOrigin> origins, bool credentials);

  bool empty() const noexcept { return origins_.empty() && !any_; }
  bool any() const noexcept { return any_; }
  bool credentials() const noexcept { return credentials_; }
  bool allow(std::string_view origin) const noexcept;

 private:
  std::vector<std::string> origins_;  // sorted
  bool any_ = false;
  bool credentials_ = false;
};

struct FirewallRules {
  FirewallMode mode = FirewallMode::block;
  FirewallScope scope = FirewallScope::open_routes;
  FirewallBody body = FirewallBody::headers;

  bool looks_at(RouteClass route) const noexcept;
};

// What one policy says.
struct RuleSet {
  AddressRules addresses;
  CountryRules countries;
  OriginRules origins;
  FirewallRules firewall;
  api::AgentConfirmation agents = api::AgentConfirmation::inherit;

  RuleSet() = default;
  explicit RuleSet(const TenantPolicy& policy);
  // Whether no request needs to be looked at for it; a firewall, where there is one, looks at open
  // routes even so.
  bool empty() const noexcept;
};

// A tenant that has a policy, by the names that a host or a path may give it.
struct TenantRules {
  std::int32_t number = 0;
  std::string slug;
  std::string id;  // "tnt_…"
  RuleSet rules;
};

struct Rules {
  RuleSet platform;
  AddressTrie trusted_proxies;
  ForwardingField forwarding_field = ForwardingField::x_forwarded_for;
  std::vector<RouteLimits> limits;
  std::vector<UpstreamRule> upstreams;
  std::string tenant_domain;  // ".example.com"; empty: hosts name no tenants
  Maintenance maintenance;
  // Shared by the snapshots that follow each other: a change compiles one tenant's anew.
  std::unordered_map<std::int32_t, std::shared_ptr<const TenantRules>> tenants;
  std::map<std::string, std::shared_ptr<const TenantRules>, std::less<>> by_name;
  std::size_t tenants_with_origins = 0;

  bool has_origins() const noexcept {
    return tenants_with_origins > 0 || !platform.origins.empty();
  }
  const TenantRules* find(std::int32_t tenant) const noexcept;
  const TenantRules* find(std::string_view slug_or_id) const noexcept;
  // Whether some tenant, or the platform, lets pages of `origin` call. O(tenants with a policy).
  bool origin_allowed_anywhere(std::string_view origin) const noexcept;
  // Whether nothing is said at all, so that requests need not be looked at.
  bool empty() const noexcept;
};

// With what operators say replaced.
void set_platform(Rules& rules, const PlatformPolicy& policy);
// With what a tenant says replaced; null: nothing any more.
void set_tenant(Rules& rules, std::int32_t number, std::shared_ptr<const TenantRules> tenant);

}  // namespace sangam::gateway
