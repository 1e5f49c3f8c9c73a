#pragma once

// The pipeline: what a request is asked, step by step, as one list. A step is a pure function of
// the visit, so that the tester (`gateway.explain`) gives the same answers as the gate does; the
// firewall, which takes its time, is asked by the gate at its place. Load, rates, quota and turns
// come behind all of them, once a call (kernel/api/admission.h): they are no steps here.

#include <array>
#include <optional>
#include <span>
#include <string>

#include "base/error.h"
#include "kernel/gateway/rules.h"

namespace sangam::api {
struct Identity;
struct Operation;
}  // namespace sangam::api

namespace sangam::gateway {

enum class StepName : std::uint8_t {
  request_limits,
  addresses,
  countries,
  firewall,
  tenant,
  maintenance,
  load,
  rates,
  quota,
  turns
};
SANGAM_ENUM(StepName, request_limits, addresses, countries, firewall, tenant, maintenance, load,
            rates, quota, turns)

// Before anybody knows who asks; when it is known; and for each call, which limits are asked.
enum class Stage : std::uint8_t { arrival, admission, call };
SANGAM_ENUM(Stage, arrival, admission, call)

// What is known of a request at a stage. Views live as long as the request.
struct Visit {
  const Rules* rules = nullptr;
  Stage stage = Stage::arrival;
  // Whose lists are asked: the platform's, and those of the tenant that is known or named.
  std::array<const RuleSet*, 2> sets{};
  std::int32_t tenant = 0;  // its number; 0: none is known or named
  RouteClass route = RouteClass::files;
  const api::Operation* operation = nullptr;  // null: no declared one
  const api::Identity* identity = nullptr;    // null: nobody signed in, or not known yet
  std::string_view host;                      // without port, in small letters
  IpAddress address = IpAddress::v4({});      // the client's
  CountryCode country;
  std::size_t head_bytes = 0;
  std::size_t fields = 0;
  std::uint64_t body_bytes = 0;  // as announced; 0 when it is not
};

// What a step says. A rule names itself as people wrote it: "deny 192.0.2.0/24".
struct Outcome {
  bool refused = false;
  Code code = Code::forbidden;
  std::string rule;    // for those who may read the rules
  std::string detail;  // for whoever is refused
  std::optional<int> retry_after_seconds;
};

// Of arrival and admission.
struct Step {
  StepName name;
  Stage stage;
  Outcome (*judge)(const Visit& visit);  // null: the firewall, asked by the gate
};

// In their order.
std::span<const Step> steps() noexcept;

// As the Error that a refused request is answered with.
Error error_of(const Outcome& outcome);
// The limit on bodies of a kind of request, where operators set one.
std::optional<std::uint64_t> body_limit(const Rules& rules, RouteClass route) noexcept;
// The firewall rules of a visit: the tenant's, where one is known that has any.
const FirewallRules& firewall_of(const Visit& visit) noexcept;
// The first label of a host below the tenants' domain: a tenant's slug; empty: none.
std::string_view tenant_label(const Rules& rules, std::string_view host) noexcept;

}  // namespace sangam::gateway
