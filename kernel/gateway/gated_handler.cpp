#include "kernel/gateway/gated_handler.h"

#include "kernel/api/problem.h"
#include "kernel/gateway/cors.h"
#include "kernel/gateway/upstream_choice.h"
#include "kernel/gateway/upstreams.h"

namespace sangam::gateway {

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
    const auto kind = arrival.route.kind;
    if (auto refusal = co_await gate_.arrive(request, rules, std::move(arrival)))
      co_return api::problem_response(*refusal, *request.trace());
    if (asked.preflight && rules->has_origins()) {
      if (auto response = answer_preflight(*rules, named, asked.origin))
        co_return std::move(*response);
      co_return api::problem_response({Code::forbidden, "Pages of this origin may not call."},
                                      *request.trace());
    }
    if (auto* upstreams = gate_.parts().upstreams; upstreams && kind != RouteClass::self) {
      const auto address = request.remote_address();
      if (const auto* rule =
              choose_upstream(rules->upstreams, UpstreamUse::mirror, request, address))
        co_await upstreams->mirror(request, *rule);
      if (const auto* rule =
              choose_upstream(rules->upstreams, UpstreamUse::forward, request, address))
        co_return co_await upstreams->forward(request, *rule);
    }
    co_return co_await inner_.handle(request);
  } catch (const Error& error) {
    co_return api::problem_response(error, *request.trace());
  }
}

}  // namespace sangam::gateway
