#include "apps/sangam/edge.h"

#include <optional>

#include "apps/sangam/route_classifier.h"
#include "kernel/api/pools.h"
#include "kernel/gateway/countries.h"
#include "kernel/gateway/firewall/inspector.h"
#include "kernel/gateway/gate.h"
#include "kernel/gateway/gated_handler.h"
#include "kernel/gateway/upstreams.h"
#include "suites/platform/gateway/rule_watch.h"

namespace sangam::apps {

namespace {

std::unique_ptr<gateway::Countries> countries_of(const EdgeSettings& settings) {
  if (settings.countries.empty()) return nullptr;
  return std::make_unique<gateway::Countries>(settings.countries);
}

std::unique_ptr<gateway::firewall::Inspector> inspector_of(const EdgeSettings& settings) {
  if (settings.firewall_rules.empty()) return nullptr;
  auto inspector =
      std::make_unique<gateway::firewall::Inspector>(gateway::firewall::InspectorSettings{
          .command = gateway::firewall::firewall_command(settings.firewall_rules),
          .threads = settings.firewall_processes});
  // Rules that cannot be read are found at start, not by the first request.
  inspector->inspect_now({});
  return inspector;
}

}  // namespace

struct Edge::State {
  explicit State(const EdgeParts& parts)
      : classifier(parts.router),
        countries(countries_of(parts.settings)),
        inspector(inspector_of(parts.settings)),
        upstreams(parts.loops),
        gate({.loops = parts.loops,
              .classifier = classifier,
              .countries = countries.get(),
              .inspector = inspector.get(),
              .upstreams = &upstreams,
              .admission = &parts.admission}),
        watch(parts.loops, *parts.pools.pools_of(parts.loops.loop(0)).auth, gate) {
    watch.start();
  }

  RouteClassifier classifier;
  std::unique_ptr<gateway::Countries> countries;
  std::unique_ptr<gateway::firewall::Inspector> inspector;
  gateway::Upstreams upstreams;
  gateway::Gate gate;
  suites::platform::gateway::RuleWatch watch;
  std::optional<gateway::GatedHandler> handler;
};

Edge::Edge(const EdgeParts& parts) : state_(std::make_unique<State>(parts)) {}

Edge::~Edge() = default;

gateway::Gate& Edge::gate() { return state_->gate; }

http::RequestHandler& Edge::before(http::RequestHandler& inner, const api::Reception& reception) {
  return state_->handler.emplace(state_->gate, reception, inner);
}

}  // namespace sangam::apps
