#include "kernel/gateway/explanation.h"

#include "base/error.h"
#include "kernel/api/operation.h"
#include "kernel/gateway/cors.h"
#include "kernel/gateway/firewall/inspector.h"
#include "kernel/gateway/firewall_message.h"
#include "kernel/gateway/limit_refusal.h"
#include "kernel/gateway/upstream_choice.h"
#include "kernel/http/target.h"

namespace sangam::gateway {

namespace {

// A request made of a question, which outlives it.
class ImaginedRequest {
 public:
  explicit ImaginedRequest(const Question& question) : address_(question.peer.str()) {
    http::TargetParts parts;
    if (!http::split_target(question.target, path_, parts))
      throw invalid_field("/path", "not_a_path", "is no path that the server takes");
    for (const auto& [name, value] : question.headers)
      headers_.push_back({name, value});
    // Every request has one, and a firewall would wonder.
    const auto is_host = [](const http::Header& field) { return field.name == "host"; };
    if (std::ranges::none_of(headers_, is_host)) headers_.push_back({"host", "localhost"});
    http::RequestParts made;
    made.method = http::parse_method(question.method);
    made.method_text = question.method;
    made.target = question.target;
    made.path = parts.path;
    made.query = parts.query;
    made.headers = headers_;
    made.remote_address = address_;
    if (!question.body.empty()) {
      made.content_length = question.body.size();
      made.has_body = true;
    }
    request_.emplace(made);
  }
  const http::Request& get() const { return *request_; }

 private:
  std::string address_;
  std::string path_;
  std::vector<http::Header> headers_;
  std::optional<http::Request> request_;
};

std::size_t head_bytes_of(const Question& question) {
  constexpr std::size_t kLineEnds = 4;
  std::size_t bytes = question.method.size() + question.target.size();
  for (const auto& [name, value] : question.headers)
    bytes += name.size() + value.size() + kLineEnds;
  return bytes;
}

// Whose firewall is asked at this stage, if at all.
bool asks_firewall(const Gate& gate, const Visit& visit) {
  if (gate.parts().inspector == nullptr || !firewall_of(visit).looks_at(visit.route)) return false;
  return is_declared(visit.route) == (visit.stage == Stage::admission);
}

Task<ExplainedStep> ask_firewall(Gate& gate, runtime::EventLoop& loop, const Visit& visit,
                                 const http::Request& request, const std::string& body) {
  ExplainedStep step{.stage = visit.stage,
                     .step = StepName::firewall,
                     .verdict = StepVerdict::not_asked,
                     .rule = "",
                     .detail = ""};
  if (!asks_firewall(gate, visit)) co_return step;
  const auto& rules = firewall_of(visit);
  auto message = message_of(request, visit.address);
  message.with_body = rules.body == FirewallBody::full;
  if (message.with_body) message.body = body.substr(0, Gate::kBodySeen);
  message.body_cut = body.size() > Gate::kBodySeen;
  const auto verdict = co_await gate.parts().inspector->inspect(loop, std::move(message));
  step.verdict = StepVerdict::passes;
  if (!verdict.hostile) co_return step;
  step.verdict = rules.mode == FirewallMode::block ? StepVerdict::refuses : StepVerdict::detects;
  step.rule = rules_text(verdict);
  co_return step;
}

void note(const Outcome& outcome, ExplainedStep& step) {
  if (!outcome.refused) return;
  step.verdict = StepVerdict::refuses;
  step.rule = outcome.rule;
  step.detail = outcome.detail;
}

void count(const ExplainedStep& step, Code code, Explanation& explanation) {
  if (step.verdict != StepVerdict::refuses) return;
  if (explanation.served) explanation.status = http_status(code);
  explanation.served = false;
}

// The visit on arrival.
Visit visit_of(const Gate& gate, const Rules& rules, const Arrival& arrival,
               const Question& question) {
  return {.rules = &rules,
          .stage = Stage::arrival,
          .sets = {&rules.platform, arrival.named ? &arrival.named->rules : nullptr},
          .tenant = 0,
          .route = arrival.route.kind,
          .operation = arrival.route.operation,
          .identity = nullptr,
          .host = arrival.host,
          .address = arrival.client.address,
          .country = gate.country_of(arrival.client.address),
          .head_bytes = head_bytes_of(question),
          .fields = question.headers.size(),
          .body_bytes = question.body.size()};
}

Explanation beginning_of(const Visit& visit) {
  Explanation explanation;
  explanation.address = visit.address.str();
  explanation.country = visit.country.str();
  explanation.route = visit.route;
  if (visit.operation != nullptr) explanation.operation = visit.operation->name;
  return explanation;
}

ExplainedStep judged(const Step& step, const Visit& visit, Outcome& outcome) {
  ExplainedStep explained{.stage = step.stage,
                          .step = step.name,
                          .verdict = step.judge ? StepVerdict::passes : StepVerdict::not_asked,
                          .rule = "",
                          .detail = ""};
  if (step.judge == nullptr) return explained;
  outcome = step.judge(visit);
  note(outcome, explained);
  return explained;
}

std::string allowed_origin(const Rules& rules, const TenantRules* tenant,
                           const http::Request& request) {
  http::Response reply;
  add_cors(rules, tenant, cross_origin(request).origin, reply);
  return std::string(reply.headers.find("Access-Control-Allow-Origin").value_or(""));
}

// Whether it comes to admission: what is declared, and is there.
bool is_admitted(const Visit& visit) {
  return is_declared(visit.route) &&
         (visit.operation != nullptr || visit.route != RouteClass::operation);
}

// What load, rates, quota and turns say, which are asked for each call of a declared operation.
void ask_limits(const Gate& gate, runtime::EventLoop& loop, const Question& question,
                const Visit& visit, Explanation& explanation) {
  if (gate.parts().admission == nullptr || visit.operation == nullptr) return;
  const auto forecasts = gate.parts().admission->forecast(
      {*visit.operation, question.identity.get(), explanation.address, loop});
  for (const auto& forecast : forecasts) {
    ExplainedStep step{.stage = Stage::call,
                       .step = step_name(forecast.step),
                       .verdict = StepVerdict::not_asked,
                       .rule = forecast.limit,
                       .detail = ""};
    if (!forecast.limit.empty()) step.verdict = StepVerdict::passes;
    if (forecast.refusal) {
      step.verdict = StepVerdict::refuses;
      step.detail = forecast.refusal->detail;
      count(step, forecast.refusal->code, explanation);
    }
    explanation.steps.push_back(std::move(step));
  }
}

}  // namespace

Task<Explanation> explain(Gate& gate, runtime::EventLoop& loop, Question question) {
  const auto rules = gate.rules_of(loop);
  const ImaginedRequest imagined(question);
  const auto arrival = gate.arrival_of(imagined.get(), *rules);
  const auto* own = question.identity && question.identity->tenant
                        ? rules->find(question.identity->tenant->number)
                        : nullptr;
  auto visit = visit_of(gate, *rules, arrival, question);
  auto explanation = beginning_of(visit);
  for (const auto& step : steps()) {
    // Who has no operation to be admitted to is asked on arrival only.
    if (step.stage == Stage::admission && !is_admitted(visit)) break;
    if (step.stage == Stage::admission && visit.stage == Stage::arrival) {
      visit.stage = Stage::admission;
      visit.sets = {nullptr, own ? &own->rules : nullptr};
      visit.identity = question.identity.get();
    }
    Outcome outcome;
    auto explained = judged(step, visit, outcome);
    if (step.name == StepName::firewall)
      explained = co_await ask_firewall(gate, loop, visit, imagined.get(), question.body);
    count(explained, outcome.code, explanation);
    explanation.steps.push_back(std::move(explained));
  }
  ask_limits(gate, loop, question, visit, explanation);
  if (const auto* rule = choose_upstream(rules->upstreams, UpstreamUse::forward, imagined.get(),
                                         explanation.address))
    explanation.upstream = rule->name.str();
  explanation.origin = allowed_origin(*rules, own != nullptr ? own : arrival.named, imagined.get());
  co_return explanation;
}

}  // namespace sangam::gateway
