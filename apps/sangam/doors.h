#pragma once

// Doors: the ways to call declared operations: REST, streams over WebSockets, GraphQL, agents,
// uploads that may break off and go on.

#include <memory>

#include "apps/sangam/door_list.h"
#include "apps/sangam/modules.h"
#include "kernel/api/openapi.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/reception.h"
#include "kernel/api/router.h"
#include "kernel/graphql/introspection_policy.h"
#include "kernel/mcp/settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::api {
class PoolDirectory;
class Refusals;
}  // namespace sangam::api
namespace sangam::suites::platform::uploads {
class Completion;
}

namespace sangam::apps {

// What the description of the API says of doors beside REST. Static.
api::ApiInfo api_info();

// The same of events: /ws beside them.
std::string describe_events(std::span<const api::Module* const> modules);

// What they work with; all outlives them.
struct DoorParts {
  Modules& modules;
  const api::Router& router;
  const api::Reception& reception;
  const api::PoolDirectory& pools;
  api::OperationMetrics& metrics;
  const suites::platform::uploads::Completion& uploads;
  graphql_door::Introspection introspection;
  const mcp::Settings& agents;
  const std::string& openapi;
  const std::string& asyncapi;
};

// Made on the main thread; what it hands out is for any loop.
class Doors {
 public:
  explicit Doors(const DoorParts& parts);
  ~Doors();
  Doors(const Doors&) = delete;
  Doors& operator=(const Doors&) = delete;

  // Once, before the first request: how the world reaches this server.
  void set_public_url(const std::string& url);

  DoorList list();
  // Writes that were refused for want of permission.
  api::Refusals& refusals();
  void describe(telemetry::Snapshot& out) const;  // any thread

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sangam::apps
