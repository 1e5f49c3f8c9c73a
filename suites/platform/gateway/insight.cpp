#include "suites/platform/gateway/insight.h"

#include "kernel/gateway/gate.h"

namespace sangam::suites::platform::gateway {

namespace {

constexpr std::int64_t kShown = 100;

BlockedRequest shown(const kernel::BlockedRequest& kept) {
  return {.at = kept.at,
          .request_id = kept.request_id,
          .address = kept.address,
          .country = kept.country,
          .method = kept.method,
          .path = kept.path,
          .operation = kept.operation,
          .step = kept.step,
          .outcome = kept.as,
          .rule = kept.rule};
}

kernel::IpAddress peer_of(const api::Call& call, const ExplainRequest& request) {
  const auto address = kernel::IpAddress::parse(request.address ? std::string_view(*request.address)
                                                                : call.remote_address());
  if (!address) throw invalid_field("/address", "not_an_address", "must be an IP address");
  return *address;
}

ExplainedRequest shown(kernel::Explanation explanation) {
  ExplainedRequest reply{.address = std::move(explanation.address),
                         .country = std::move(explanation.country),
                         .route = explanation.route,
                         .operation = std::move(explanation.operation),
                         .served = explanation.served,
                         .status = explanation.status,
                         .upstream = std::move(explanation.upstream),
                         .allowed_origin = std::move(explanation.origin),
                         .steps = {}};
  for (auto& step : explanation.steps)
    reply.steps.push_back({.stage = step.stage,
                           .step = step.step,
                           .verdict = step.verdict,
                           .rule = std::move(step.rule),
                           .detail = std::move(step.detail)});
  return reply;
}

}  // namespace

BlockedRequests Insight::list(std::int32_t tenant, const ListBlocked& request) const {
  BlockedRequests reply;
  auto& log = gate_.get().blocked();
  const auto most = request.limit ? request.limit->value : kShown;
  for (const auto& one : log.latest(tenant, static_cast<std::size_t>(most)))
    reply.items.push_back(shown(one));
  reply.left_out = static_cast<std::int64_t>(log.left_out());
  return reply;
}

Task<BlockedRequests> Insight::blocked(api::Call& call, ListBlocked request) {
  co_return list(call.tenant().number, request);
}

Task<BlockedRequests> Insight::all_blocked(api::Call&, ListBlocked request) {
  co_return list(0, request);
}

Task<ExplainedRequest> Insight::explain(api::Call& call, ExplainRequest request) {
  auto identity = std::make_shared<const api::Identity>(call.identity());
  return answer(call, std::move(request), std::move(identity));
}

Task<ExplainedRequest> Insight::explain_anonymous(api::Call& call, ExplainRequest request) {
  return answer(call, std::move(request), nullptr);
}

Task<ExplainedRequest> Insight::answer(api::Call& call, ExplainRequest request,
                                       api::IdentityPointer identity) {
  kernel::Question question;
  if (request.method) question.method = request.method->str();
  question.target = request.path.str();
  question.peer = peer_of(call, request);
  if (request.headers)
    for (const auto& header : *request.headers)
      question.headers.emplace_back(header.name.str(), header.value.str());
  if (request.body) question.body = request.body->str();
  question.identity = std::move(identity);
  co_return shown(co_await kernel::explain(gate_.get(), call.loop(), std::move(question)));
}

}  // namespace sangam::suites::platform::gateway
