#include "kernel/gateway/gate.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/identity.h"
#include "kernel/api/operation.h"
#include "kernel/api/rest_handler.h"
#include "kernel/clock/clock.h"
#include "kernel/gateway/countries.h"
#include "kernel/gateway/firewall/inspector.h"
#include "kernel/gateway/firewall_message.h"
#include "kernel/gateway/limit_refusal.h"
#include "kernel/gateway/seen_body.h"
#include "kernel/telemetry/registry.h"

namespace sangam::gateway {

namespace {

constexpr std::string_view kTenants = "/tenants/";

std::size_t head_bytes_of(const http::Request& request) {
  constexpr std::size_t kLineEnds = 4;  // ": " and the end of the line
  std::size_t bytes = request.method_text().size() + request.target().size();
  for (const auto& header : request.headers())
    bytes += header.name.size() + header.value.size() + kLineEnds;
  return bytes;
}

IpAddress peer_of(const http::Request& request) {
  // The server writes it, so it is an address; of a local socket there is none.
  return IpAddress::parse(request.remote_address()).value_or(IpAddress::v4({127, 0, 0, 1}));
}

RouteClass kind_of(const api::Operation& operation) {
  return operation.kind == api::Kind::upload ? RouteClass::upload : RouteClass::operation;
}

bool asks_for_countries(const Visit& visit) {
  return std::ranges::any_of(
      visit.sets, [](const RuleSet* set) { return set != nullptr && !set->countries.empty(); });
}

}  // namespace

// By step, so that a step costs one addition.
struct Gate::Counters {
  Counters() {
    for (const auto step : enumerator_names(StepName{}))
      refused.push_back(&telemetry::registry().counter("sangam_gateway_refused_total",
                                                       "Requests that a step refused",
                                                       {{"step", std::string(step)}}));
  }
  std::vector<telemetry::Counter*> refused;
};

std::string_view tenant_in_path(std::string_view path) noexcept {
  if (!path.starts_with(api::kApiPrefix)) return {};
  path.remove_prefix(api::kApiPrefix.size());
  if (!path.starts_with(kTenants)) return {};
  path.remove_prefix(kTenants.size());
  return path.substr(0, path.find('/'));
}

std::string host_of(std::string_view field) {
  if (field.starts_with('[')) return std::string(field.substr(0, field.find(']') + 1));
  std::string host(field.substr(0, field.find(':')));
  std::ranges::transform(host, host.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return host;
}

Gate::Gate(GateParts parts) : parts_(parts), counters_(std::make_unique<Counters>()) {
  for (std::size_t i = 0; i < parts_.loops.size(); ++i) {
    slots_.push_back(std::make_shared<Slot>());
    slots_.back()->rules = std::make_shared<const Rules>();
  }
  active_ = parts_.inspector != nullptr;
}

Gate::~Gate() = default;

void Gate::publish(RulesPointer rules) {
  active_ = !rules->empty() || parts_.inspector != nullptr;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    parts_.loops.loop(i).post([slot = slots_[i], rules] { slot->rules = rules; });
}

RulesPointer Gate::rules_of(const runtime::EventLoop& loop) const {
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (&parts_.loops.loop(i) == &loop) return slots_[i]->rules;
  SANGAM_ASSERT(false);
  return nullptr;
}

CountryCode Gate::country_of(const IpAddress& address) const {
  return parts_.countries != nullptr ? parts_.countries->of(address) : CountryCode{};
}

Arrival Gate::arrival_of(const http::Request& request, const Rules& rules) const {
  Arrival arrival;
  arrival.client = {peer_of(request), request.secure()};
  if (!rules.trusted_proxies.empty())
    arrival.client = find_client(arrival.client, request.headers(), rules.trusted_proxies,
                                 rules.forwarding_field);
  arrival.route = parts_.classifier.classify(request.method(), request.path());
  arrival.host = host_of(request.header("host").value_or(""));
  if (const auto label = tenant_label(rules, arrival.host); !label.empty())
    arrival.named = rules.find(label);
  if (const auto name = tenant_in_path(request.path()); !name.empty())
    arrival.named = rules.find(name);
  return arrival;
}

Task<std::optional<Error>> Gate::arrive(http::Request& request, RulesPointer rules,
                                        Arrival arrival) {
  Visit visit{.rules = rules.get(),
              .stage = Stage::arrival,
              .sets = {&rules->platform, arrival.named ? &arrival.named->rules : nullptr},
              .tenant = arrival.named ? arrival.named->number : 0,
              .route = arrival.route.kind,
              .operation = arrival.route.operation,
              .identity = nullptr,
              .host = arrival.host,
              .address = arrival.client.address,
              .country = {},
              .head_bytes = rules->limits.empty() ? 0 : head_bytes_of(request),
              .fields = request.headers().size(),
              .body_bytes = request.content_length().value_or(0)};
  if (const auto most = body_limit(*rules, visit.route)) bound_body(request, *most);
  const auto outcome = co_await run(request, visit);
  if (!outcome.refused) co_return std::nullopt;
  co_return error_of(outcome);
}

Task<void> Gate::admit(http::Request& request, const api::Operation* operation,
                       api::IdentityPointer identity) {
  const auto rules = rules_of(request.loop());
  const auto* tenant =
      identity && identity->tenant ? rules->find(identity->tenant->number) : nullptr;
  const auto host = host_of(request.header("host").value_or(""));
  Visit visit{.rules = rules.get(),
              .stage = Stage::admission,
              .sets = {nullptr, tenant ? &tenant->rules : nullptr},
              .tenant = identity && identity->tenant ? identity->tenant->number : 0,
              .route = operation
                           ? kind_of(*operation)
                           : parts_.classifier.classify(request.method(), request.path()).kind,
              .operation = operation,
              .identity = identity.get(),
              .host = host,
              .address = peer_of(request),
              .country = {},
              .head_bytes = 0,
              .fields = 0,
              .body_bytes = 0};
  const auto outcome = co_await run(request, visit);
  if (outcome.refused) throw error_of(outcome);
}

api::AgentConfirmation Gate::confirmation_of(const runtime::EventLoop& loop,
                                             const api::Identity& identity) const {
  const auto rules = rules_of(loop);
  const auto* tenant = identity.tenant ? rules->find(identity.tenant->number) : nullptr;
  if (tenant && tenant->rules.agents != api::AgentConfirmation::inherit)
    return tenant->rules.agents;
  return rules->platform.agents;
}

Task<Outcome> Gate::run(http::Request& request, Visit visit) {
  if (asks_for_countries(visit)) visit.country = country_of(visit.address);
  for (const auto& step : steps()) {
    if (step.stage != visit.stage) continue;
    Outcome outcome;
    if (step.judge != nullptr) outcome = step.judge(visit);
    else outcome = co_await ask_firewall(request, visit);
    if (!outcome.refused) continue;
    record(request, visit, step.name, outcome, BlockedAs::refused);
    co_return outcome;
  }
  co_return Outcome{};
}

Task<Outcome> Gate::ask_firewall(http::Request& request, const Visit& visit) {
  const auto& rules = firewall_of(visit);
  if (parts_.inspector == nullptr || !rules.looks_at(visit.route)) co_return Outcome{};
  // Of a declared operation it is known on admission whose rules hold.
  if (is_declared(visit.route) != (visit.stage == Stage::admission)) co_return Outcome{};
  auto message = message_of(request, visit.address);
  if (rules.body == FirewallBody::full && request.has_body()) {
    request.set_body_limit(visit.operation ? visit.operation->body_limit : kOpenBodyMost);
    auto seen = co_await look_at_body(request, kBodySeen);
    message.body = std::move(seen.text);
    message.body_cut = seen.cut;
    message.with_body = true;
  }
  const bool blocks = rules.mode == FirewallMode::block;
  firewall::Verdict verdict;
  try {
    verdict = co_await parts_.inspector->inspect(request.loop(), std::move(message));
  } catch (const Error&) {
    // Who only wants to be told of attacks does not want requests to fail for it.
    if (blocks) throw;
    co_return Outcome{};
  }
  if (!verdict.hostile) co_return Outcome{};
  Outcome outcome{.refused = blocks,
                  .code = Code::forbidden,
                  .rule = rules_text(verdict),
                  .detail = "The firewall refused this request.",
                  .retry_after_seconds = {}};
  if (!blocks) record(request, visit, StepName::firewall, outcome, BlockedAs::detected);
  co_return outcome;
}

void Gate::record(const http::Request& request, const Visit& visit, StepName step,
                  const Outcome& outcome, BlockedAs as) {
  if (as == BlockedAs::refused) counters_->refused[static_cast<std::size_t>(step)]->add();
  const auto* trace = request.trace();
  if (!blocked_.has_room_for(step, trace->started_at())) return;
  blocked_.add({.at = trace->started_at(),
                .request_id = trace->request_id(),
                .tenant = visit.tenant,
                .address = visit.address.str(),
                .country = country_of(visit.address).str(),
                .method = std::string(request.method_text()),
                .path = std::string(request.path()),
                .operation = visit.operation ? visit.operation->name : std::string(),
                .step = step,
                .as = as,
                .rule = outcome.rule});
}

void Gate::note(const api::AdmissionQuestion& question, api::AdmissionStep step,
                const Error& refusal) noexcept {
  const auto name = step_name(step);
  counters_->refused[static_cast<std::size_t>(name)]->add();
  const auto now = clock::system_now();
  if (!blocked_.has_room_for(name, now)) return;
  const auto address = IpAddress::parse(question.remote_address);
  const auto& operation = question.operation;
  const bool is_declared = !operation.path.empty();
  const auto* identity = question.identity;
  blocked_.add({.at = now,
                .request_id = std::string(question.request_id),
                .tenant = identity && identity->tenant ? identity->tenant->number : 0,
                .address = std::string(question.remote_address),
                .country = address ? country_of(*address).str() : std::string(),
                .method = is_declared ? std::string(http::name(operation.method)) : std::string(),
                .path = is_declared ? std::string(api::kApiPrefix) + operation.path : std::string(),
                .operation = operation.name,
                .step = name,
                .as = BlockedAs::refused,
                .rule = limit_text(refusal)});
}

}  // namespace sangam::gateway
