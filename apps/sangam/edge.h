#pragma once

// Edge: the gateway of this process: what it knows of countries, its firewall, its rules, and who
// reads them.

#include <memory>

#include "apps/sangam/edge_settings.h"

namespace sangam::api {
class Admission;
class PoolDirectory;
struct Reception;
class Router;
}  // namespace sangam::api
namespace sangam::gateway {
class Gate;
}
namespace sangam::http {
class RequestHandler;
}
namespace sangam::runtime {
class LoopGroup;
}

namespace sangam::apps {

// What it works with; all outlives it.
struct EdgeParts {
  runtime::LoopGroup& loops;  // they run
  const api::PoolDirectory& pools;
  const api::Router& router;
  api::Admission& admission;
  EdgeSettings settings;
};

// Main thread only.
class Edge {
 public:
  // Returns when the rules that there are hold. Throws what keeps them from being read, and what is
  // wrong with the firewall or the database of countries.
  explicit Edge(const EdgeParts& parts);
  ~Edge();
  Edge(const Edge&) = delete;
  Edge& operator=(const Edge&) = delete;

  gateway::Gate& gate();
  // What the server calls for every request, once; `inner` serves those that may pass, and
  // `reception` tells who sends what another server answers.
  http::RequestHandler& before(http::RequestHandler& inner, const api::Reception& reception);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
