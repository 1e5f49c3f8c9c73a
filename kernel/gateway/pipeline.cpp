#include "kernel/gateway/pipeline.h"

#include <algorithm>

#include "kernel/api/identity.h"
#include "kernel/api/operation.h"

namespace sangam::gateway {

namespace {

const RouteLimits* limits_of(const Rules& rules, RouteClass route) {
  const auto found = std::ranges::find(rules.limits, route, &RouteLimits::route);
  return found == rules.limits.end() ? nullptr : &*found;
}

Outcome too_much(Code code, std::string rule, std::string detail) {
  return {.refused = true,
          .code = code,
          .rule = std::move(rule),
          .detail = std::move(detail),
          .retry_after_seconds = {}};
}

Outcome judge_limits(const Visit& visit) {
  const auto* limits = limits_of(*visit.rules, visit.route);
  if (limits == nullptr) return {};
  const std::string of = std::string(" of ") + std::string(name(visit.route));
  if (limits->head_bytes && visit.head_bytes > static_cast<std::size_t>(*limits->head_bytes))
    return too_much(Code::too_large, "head_bytes" + of, "The header fields are too large.");
  if (limits->fields && visit.fields > static_cast<std::size_t>(*limits->fields))
    return too_much(Code::too_large, "fields" + of, "There are too many header fields.");
  if (limits->body_bytes && visit.body_bytes > static_cast<std::uint64_t>(*limits->body_bytes))
    return too_much(Code::too_large, "body_bytes" + of, "The body is too large.");
  return {};
}

Outcome judge_addresses(const Visit& visit) {
  if (visit.route == RouteClass::self) return {};
  for (const auto* set : visit.sets) {
    if (set == nullptr || set->addresses.empty()) continue;
    if (auto rule = set->addresses.refusing(visit.address); !rule.empty())
      return too_much(Code::forbidden, std::move(rule), "Requests from this address are refused.");
  }
  return {};
}

Outcome judge_countries(const Visit& visit) {
  if (visit.route == RouteClass::self) return {};
  for (const auto* set : visit.sets) {
    if (set == nullptr || set->countries.empty()) continue;
    if (auto rule = set->countries.refusing(visit.country); !rule.empty())
      return too_much(Code::forbidden, std::move(rule), "Requests from this country are refused.");
  }
  return {};
}

// A host below the tenants' domain names a tenant, and whoever signed in is of that one.
Outcome judge_tenant(const Visit& visit) {
  const auto label = tenant_label(*visit.rules, visit.host);
  if (label.empty() || visit.identity == nullptr || !visit.identity->tenant) return {};
  if (visit.identity->tenant->slug == label) return {};
  return too_much(Code::not_found, "host " + std::string(visit.host), "There is no such tenant.");
}

// Operators go on working; everybody may sign in and out, and read who they are.
bool is_served_in_maintenance(const Visit& visit) {
  if (visit.route == RouteClass::self || visit.route == RouteClass::files) return true;
  const bool is_operator = visit.identity != nullptr && visit.identity->tenant &&
                           visit.identity->tenant->number == api::kPlatformTenant;
  if (is_operator) return true;
  return visit.operation != nullptr && (visit.operation->audience == api::Audience::platform ||
                                        visit.operation->name.starts_with("session."));
}

Outcome judge_maintenance(const Visit& visit) {
  const auto& maintenance = visit.rules->maintenance;
  if (!maintenance.on || is_served_in_maintenance(visit)) return {};
  return {.refused = true,
          .code = Code::unavailable,
          .rule = "maintenance",
          .detail =
              maintenance.message.empty() ? "The server is being maintained." : maintenance.message,
          .retry_after_seconds = static_cast<int>(maintenance.retry_after_seconds)};
}

// Doors and hooks find out for themselves who asks, so they are closed on arrival.
Outcome judge_closed_doors(const Visit& visit) {
  return is_declared(visit.route) ? Outcome{} : judge_maintenance(visit);
}

constexpr Step kSteps[] = {
    {StepName::request_limits, Stage::arrival, &judge_limits},
    {StepName::addresses, Stage::arrival, &judge_addresses},
    {StepName::countries, Stage::arrival, &judge_countries},
    {StepName::maintenance, Stage::arrival, &judge_closed_doors},
    {StepName::firewall, Stage::arrival, nullptr},
    {StepName::tenant, Stage::admission, &judge_tenant},
    {StepName::addresses, Stage::admission, &judge_addresses},
    {StepName::countries, Stage::admission, &judge_countries},
    {StepName::maintenance, Stage::admission, &judge_maintenance},
    {StepName::firewall, Stage::admission, nullptr},
};

}  // namespace

std::span<const Step> steps() noexcept { return kSteps; }

Error error_of(const Outcome& outcome) {
  Error error{outcome.code, outcome.detail};
  error.retry_after_seconds = outcome.retry_after_seconds;
  return error;
}

std::optional<std::uint64_t> body_limit(const Rules& rules, RouteClass route) noexcept {
  const auto* limits = limits_of(rules, route);
  if (limits == nullptr || !limits->body_bytes) return std::nullopt;
  return static_cast<std::uint64_t>(*limits->body_bytes);
}

const FirewallRules& firewall_of(const Visit& visit) noexcept {
  return visit.sets[1] != nullptr ? visit.sets[1]->firewall : visit.rules->platform.firewall;
}

std::string_view tenant_label(const Rules& rules, std::string_view host) noexcept {
  const std::string_view domain = rules.tenant_domain;
  if (domain.empty() || !host.ends_with(domain)) return {};
  const auto label = host.substr(0, host.size() - domain.size());
  return label.contains('.') ? std::string_view{} : label;
}

}  // namespace sangam::gateway
