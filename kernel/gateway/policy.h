#pragma once

// Policies: what operators and tenants say of the gateway, as it is kept and shown. What follows
// from them is compiled (rules.h).

#include <optional>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "base/text.h"
#include "kernel/api/agent_confirmation.h"
#include "kernel/api/audit_detail.h"
#include "kernel/gateway/forwarding.h"
#include "kernel/gateway/policy_values.h"
#include "kernel/gateway/route_class.h"
#include "kernel/gateway/upstream_rule.h"

namespace sangam::gateway {

// What becomes of a request that the firewall finds hostile.
enum class FirewallMode : std::uint8_t { off, detect, block };
SANGAM_ENUM(FirewallMode, off, detect, block)
// What it looks at: what has no schema, or every request.
enum class FirewallScope : std::uint8_t { open_routes, everything };
SANGAM_ENUM(FirewallScope, open_routes, everything)
// Whether it reads bodies.
enum class FirewallBody : std::uint8_t { headers, full };
SANGAM_ENUM(FirewallBody, headers, full)

// What a policy may hold at most, so that compiling one takes milliseconds.
inline constexpr std::size_t kNetworksMost = 2'000;  // a list
inline constexpr std::size_t kCountriesMost = 250;
inline constexpr std::size_t kOriginsMost = 100;
inline constexpr std::size_t kUpstreamsMost = 100;

// What tenants say of requests to them, and operators of all requests.
struct TenantPolicy {
  std::vector<IpNetwork> allowed_networks;
  std::vector<IpNetwork> denied_networks;
  std::vector<CountryCode> allowed_countries;
  std::vector<CountryCode> denied_countries;
  FirewallMode firewall = FirewallMode::block;
  FirewallScope firewall_scope = FirewallScope::open_routes;
  FirewallBody firewall_body = FirewallBody::headers;
  std::vector<WebOrigin> cors_origins;
  bool cors_credentials = false;
  api::AgentConfirmation agent_confirmation = api::AgentConfirmation::inherit;
};
SANGAM_DESCRIBE(
    TenantPolicy, (allowed_networks, "From where alone requests may come; empty: from anywhere"),
    (denied_networks, "From where they may not; the most specific network of both lists decides"),
    (allowed_countries, "From which countries alone; empty: from any; ZZ: unknown ones"),
    (denied_countries, "From which countries they may not come"),
    (firewall, "off; detect: only told of; block"),
    (firewall_scope, "open_routes: uploads, hooks, OAuth, SAML, SCIM; everything"),
    (firewall_body, "headers: path, query and headers; full: the body's beginning too"),
    (cors_origins, "Whose pages may call with a browser; * for all"),
    (cors_credentials, "Whether they may with cookies; never beside *"),
    (agent_confirmation,
     "Which changes of agents wait for a person's word; inherit: as operators"
     " have it"))

// A change of it: what is not given stays. As it is kept, everything that was ever said.
struct TenantPolicyChange {
  std::optional<std::vector<IpNetwork>> allowed_networks;
  std::optional<std::vector<IpNetwork>> denied_networks;
  std::optional<std::vector<CountryCode>> allowed_countries;
  std::optional<std::vector<CountryCode>> denied_countries;
  std::optional<FirewallMode> firewall;
  std::optional<FirewallScope> firewall_scope;
  std::optional<FirewallBody> firewall_body;
  std::optional<std::vector<WebOrigin>> cors_origins;
  std::optional<bool> cors_credentials;
  std::optional<api::AgentConfirmation> agent_confirmation;
};
SANGAM_DESCRIBE(TenantPolicyChange,
                (allowed_networks, "From where alone requests may come; empty: anywhere"),
                (denied_networks, "From where they may not"),
                (allowed_countries, "From which countries alone; empty: any"),
                (denied_countries, "From which countries they may not come"),
                (firewall, "off; detect: only told of; block"),
                (firewall_scope, "open_routes: uploads, hooks, OAuth, SAML, SCIM; everything"),
                (firewall_body, "headers: path, query and headers; full: the body's beginning too"),
                (cors_origins, "Whose pages may call with a browser; * for all"),
                (cors_credentials, "Whether they may with cookies; never beside *"),
                (agent_confirmation, "writes, destructive, never; inherit: as operators have it"))

// How large requests of one kind may be; never more than the server takes anyway.
struct RouteLimits {
  RouteClass route = RouteClass::operation;
  std::optional<Bounded<256, 16'384>> head_bytes;
  std::optional<Bounded<1, 100>> fields;
  std::optional<Bounded<0, 1'099'511'627'776>> body_bytes;
};
SANGAM_DESCRIBE(RouteLimits, (route, "Of which requests"),
                (head_bytes, "Bytes of request line and header fields"), (fields, "Header fields"),
                (body_bytes, "Bytes of a body"))

// What only operators say.
struct PlatformPolicy {
  TenantPolicy rules;
  std::vector<IpNetwork> trusted_proxies;
  ForwardingField forwarding_field = ForwardingField::x_forwarded_for;
  std::vector<RouteLimits> limits;
  std::vector<UpstreamRule> upstreams;
  std::optional<DomainName> tenant_domain;
};
SANGAM_DESCRIBE(PlatformPolicy, (rules, "For all requests, before those of a tenant"),
                (trusted_proxies, "Whose word on who sent a request is taken"),
                (forwarding_field, "The field in which they write it"),
                (limits, "How large requests may be, by kind"),
                (upstreams, "Which requests other servers answer, or get a copy of"),
                (tenant_domain, "Below it, the first label of a host names its tenant"))

struct PlatformPolicyChange {
  std::optional<TenantPolicyChange> rules;
  std::optional<std::vector<IpNetwork>> trusted_proxies;
  std::optional<ForwardingField> forwarding_field;
  std::optional<std::vector<RouteLimits>> limits;
  std::optional<std::vector<UpstreamRule>> upstreams;
  std::optional<DomainName> tenant_domain;
  std::optional<bool> no_tenant_domain;
  std::optional<api::Reason> reason;
};
SANGAM_DESCRIBE(PlatformPolicyChange, (rules, "For all requests"),
                (trusted_proxies, "Whose word on who sent a request is taken"),
                (forwarding_field, "The field in which they write it"),
                (limits, "How large requests may be, by kind; all that there are"),
                (upstreams, "Which requests other servers answer; all that there are"),
                (tenant_domain, "Below it, the first label of a host names its tenant"),
                (no_tenant_domain, "true: hosts name no tenants any more"),
                (reason, "Why, for the audit"))

// Whether the server serves at all.
struct Maintenance {
  bool on = false;
  std::string message;
  std::int64_t retry_after_seconds = 300;
};
SANGAM_DESCRIBE(Maintenance, (on, "Whether requests are turned away with 503"),
                (message, "What they are told"),
                (retry_after_seconds, "After how long to try again, as they are told"))

// What `change` gives replaces what `policy` holds. Throws Error{invalid} naming every field that
// is too long or fits no other, by pointers below `pointer`.
void apply(const TenantPolicyChange& change, TenantPolicy& policy, const std::string& pointer = "");
void apply(const PlatformPolicyChange& change, PlatformPolicy& policy);
// A change that makes any policy this one: as it is kept.
TenantPolicyChange as_change(const TenantPolicy& policy);
PlatformPolicyChange as_change(const PlatformPolicy& policy);

}  // namespace sangam::gateway
