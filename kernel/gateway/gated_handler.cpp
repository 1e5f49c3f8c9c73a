#include "kernel/gateway/gated_handler.h"

#include "kernel/api/problem.h"
#include "kernel/gateway/cors.h"

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
    if (auto refusal = co_await gate_.arrive(request, rules, std::move(arrival)))
      co_return api::problem_response(*refusal, *request.trace());
    if (asked.preflight && rules->has_origins()) {
      if (auto response = answer_preflight(*rules, named, asked.origin))
        co_return std::move(*response);
      co_return api::problem_response({Code::forbidden, "Pages of this origin may not call."},
                                      *request.trace());
    }
    co_return co_await inner_.handle(request);
  } catch (const Error& error) {
    co_return api::problem_response(error, *request.trace());
  }
}

}  // namespace sangam::gateway
