#include "kernel/gateway/policy.h"

#include <algorithm>

#include "base/error.h"

namespace sangam::gateway {

namespace {

using Problems = std::vector<FieldProblem>;

template <class T>
void take(const std::optional<T>& given, T& kept) {
  if (given) kept = *given;
}

template <class T>
void require_at_most(const std::optional<std::vector<T>>& given, std::size_t most,
                     const std::string& pointer, Problems& problems) {
  if (given && given->size() > most)
    problems.push_back({pointer, "too_many", "holds at most " + std::to_string(most)});
}

void check(const TenantPolicyChange& change, const std::string& pointer, Problems& problems) {
  require_at_most(change.allowed_networks, kNetworksMost, pointer + "/allowed_networks", problems);
  require_at_most(change.denied_networks, kNetworksMost, pointer + "/denied_networks", problems);
  require_at_most(change.allowed_countries, kCountriesMost, pointer + "/allowed_countries",
                  problems);
  require_at_most(change.denied_countries, kCountriesMost, pointer + "/denied_countries", problems);
  require_at_most(change.cors_origins, kOriginsMost, pointer + "/cors_origins", problems);
}

// A browser refuses credentials beside "*", and whoever echoed the origin instead would let every
// page read with its visitor's cookies.
void check_credentials(const TenantPolicy& policy, const std::string& pointer, Problems& problems) {
  if (policy.cors_credentials &&
      std::ranges::any_of(policy.cors_origins, [](const auto& origin) { return origin.is_any(); }))
    problems.push_back(
        {pointer + "/cors_credentials", "any_origin", "cannot be true while any origin may call"});
}

void refuse(Problems problems) {
  if (problems.empty()) return;
  throw Error{Code::invalid, "This policy cannot be.", std::move(problems)};
}

void take_rules(const TenantPolicyChange& change, TenantPolicy& policy, const std::string& pointer,
                Problems& problems) {
  check(change, pointer, problems);
  take(change.allowed_networks, policy.allowed_networks);
  take(change.denied_networks, policy.denied_networks);
  take(change.allowed_countries, policy.allowed_countries);
  take(change.denied_countries, policy.denied_countries);
  take(change.firewall, policy.firewall);
  take(change.firewall_scope, policy.firewall_scope);
  take(change.firewall_body, policy.firewall_body);
  take(change.cors_origins, policy.cors_origins);
  take(change.cors_credentials, policy.cors_credentials);
  take(change.agent_confirmation, policy.agent_confirmation);
  check_credentials(policy, pointer, problems);
}

void check_limits(const std::vector<RouteLimits>& limits, Problems& problems) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const auto same = std::ranges::count(limits, limits[i].route, &RouteLimits::route);
    if (same > 1)
      problems.push_back({"/limits/" + std::to_string(i) + "/route", "twice", "is named twice"});
  }
}

// What the server tells of itself is its own.
void check_upstreams(const std::vector<UpstreamRule>& rules, Problems& problems) {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (!rules[i].path.str().starts_with('/'))
      problems.push_back(
          {"/upstreams/" + std::to_string(i) + "/path", "not_a_path", "begins with /"});
}

}  // namespace

void apply(const TenantPolicyChange& change, TenantPolicy& policy, const std::string& pointer) {
  Problems problems;
  take_rules(change, policy, pointer, problems);
  refuse(std::move(problems));
}

void apply(const PlatformPolicyChange& change, PlatformPolicy& policy) {
  Problems problems;
  if (change.rules) take_rules(*change.rules, policy.rules, "/rules", problems);
  require_at_most(change.trusted_proxies, kNetworksMost, "/trusted_proxies", problems);
  require_at_most(change.limits, enumerator_names(RouteClass{}).size(), "/limits", problems);
  require_at_most(change.upstreams, kUpstreamsMost, "/upstreams", problems);
  if (change.upstreams) check_upstreams(*change.upstreams, problems);
  if (change.limits && problems.empty()) check_limits(*change.limits, problems);
  refuse(std::move(problems));
  take(change.trusted_proxies, policy.trusted_proxies);
  take(change.forwarding_field, policy.forwarding_field);
  take(change.limits, policy.limits);
  take(change.upstreams, policy.upstreams);
  if (change.tenant_domain) policy.tenant_domain = change.tenant_domain;
  if (change.no_tenant_domain.value_or(false)) policy.tenant_domain.reset();
}

TenantPolicyChange as_change(const TenantPolicy& policy) {
  return {.allowed_networks = policy.allowed_networks,
          .denied_networks = policy.denied_networks,
          .allowed_countries = policy.allowed_countries,
          .denied_countries = policy.denied_countries,
          .firewall = policy.firewall,
          .firewall_scope = policy.firewall_scope,
          .firewall_body = policy.firewall_body,
          .cors_origins = policy.cors_origins,
          .cors_credentials = policy.cors_credentials,
          .agent_confirmation = policy.agent_confirmation};
}

PlatformPolicyChange as_change(const PlatformPolicy& policy) {
  return {.rules = as_change(policy.rules),
          .trusted_proxies = policy.trusted_proxies,
          .forwarding_field = policy.forwarding_field,
          .limits = policy.limits,
          .upstreams = policy.upstreams,
          .tenant_domain = policy.tenant_domain,
          .no_tenant_domain = {},
          .reason = {}};
}

}  // namespace sangam::gateway
