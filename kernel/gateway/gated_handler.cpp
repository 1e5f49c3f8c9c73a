#include "kernel/gateway/gated_handler.h"

#include "kernel/api/problem.h"
#include "kernel/gateway/cors.h"
#include "kernel/gateway/upstream_choice.h"
#include "kernel/gateway/upstreams.h"
#include "kernel/http/client/request.h"

namespace sangam::gateway {

namespace {

bool is_turned_away(int status) noexcept {
  return status == 401 || status == 403 || status == 429 || status == 503;
}

}  // namespace

Task<http::Response> GatedHandler::guarded(http::Request& request) {
  const auto rules = gate_.rules_of(request.loop());
  auto arrival = gate_.arrival_of(request, *rules);
  if (!rules->trusted_proxies.empty())
    request.set_client(arrival.client.address.str(), arrival.client.secure);
  const auto* named = arrival.named;
  const auto asked = cross_origin(request);
  auto response = co_await served(request, rules, std::move(arrival));
  const auto* tenant = rules->find(request.trace()->tenant());
  // A preflight says itself what it allows.
  if (!asked.preflight || response.status != 204)
    add_cors(*rules, tenant != nullptr ? tenant : named, asked.origin, response);
  co_return response;
}

Task<http::Response> GatedHandler::served(http::Request& request, RulesPointer rules,
                                          Arrival arrival) {
  try {
    const auto asked = cross_origin(request);
    const auto* named = arrival.named;
    const auto route = arrival.route;
    if (auto refusal = co_await gate_.arrive(request, rules, std::move(arrival)))
      co_return api::problem_response(*refusal, *request.trace());
    if (asked.preflight && rules->has_origins()) {
      if (auto response = answer_preflight(*rules, named, asked.origin))
        co_return std::move(*response);
      co_return api::problem_response({Code::forbidden, "Pages of this origin may not call."},
                                      *request.trace());
    }
    if (rules->upstreams.empty() || !gate_.parts().upstreams || route.kind == RouteClass::self)
      co_return co_await inner_.handle(request);
    co_return co_await answered(request, rules, route);
  } catch (const Error& error) {
    co_return api::problem_response(error, *request.trace());
  }
}

// What nobody was let in with is copied to nobody.
Task<http::Response> GatedHandler::answered(http::Request& request, RulesPointer rules,
                                            Route route) {
  auto& upstreams = *gate_.parts().upstreams;
  const auto address = request.remote_address();
  std::unique_ptr<http::client::Request> copy;
  if (const auto* rule = choose_upstream(rules->upstreams, UpstreamUse::mirror, request, address))
    copy = co_await upstreams.copy_of(request, *rule);
  const auto* rule = choose_upstream(rules->upstreams, UpstreamUse::forward, request, address);
  auto response =
      rule ? co_await forwarded(request, *rule, route) : co_await inner_.handle(request);
  if (copy && !is_turned_away(response.status)) upstreams.send(request.loop(), std::move(copy));
  co_return response;
}

Task<http::Response> GatedHandler::forwarded(http::Request& request, const UpstreamRule& rule,
                                             Route route) {
  if (rule.limited.value_or(true)) co_await admit_forwarded(request, route.operation);
  co_return co_await gate_.parts().upstreams->forward(request, rule);
}

// A credential that is none here may be one of the other server: its address pays, as for nobody.
Task<void> GatedHandler::admit_forwarded(http::Request& request, const api::Operation* operation) {
  static const api::Operation undeclared{.name = "gateway.forwarded"};
  api::IdentityPointer identity;
  try {
    identity = (co_await reception_.identify(request)).identity;
  } catch (const Error& error) {
    if (error.code != Code::unauthenticated) throw;
  }
  if (identity) co_await reception_.let_in(request, operation, identity);
  api::AdmissionNotes unread;
  co_await reception_.admit(
      {operation ? *operation : undeclared, identity.get(), request.remote_address(),
       request.loop(), request.trace()->request_id()},
      unread);
}

}  // namespace sangam::gateway
