#include "apps/sangam/doors.h"

#include "kernel/api/asyncapi.h"
#include "kernel/api/rest_handler.h"
#include "kernel/graphql/door.h"
#include "kernel/mcp/door.h"
#include "kernel/subscriptions/description.h"
#include "kernel/subscriptions/door.h"
#include "suites/platform/uploads/door.h"

namespace sangam::apps {

namespace {

namespace uploads = suites::platform::uploads;

constexpr api::ApiDoor kDoors[] = {{"graphql", graphql_door::kPath}, {"mcp", mcp::kPath}};
constexpr std::string_view kJson = "application/json";

bool serves_rest(http::Method, std::string_view path) {
  return path.starts_with(api::kApiPrefix) &&
         (path.size() == api::kApiPrefix.size() || path[api::kApiPrefix.size()] == '/');
}
bool serves_sockets(http::Method, std::string_view path) { return path == subscriptions::kPath; }
bool serves_graphql(http::Method, std::string_view path) { return path == graphql_door::kPath; }
bool serves_agents(http::Method, std::string_view path) { return mcp::Door::serves(path); }

}  // namespace

api::ApiInfo api_info() { return {.doors = kDoors}; }

std::string describe_events(std::span<const api::Module* const> modules) {
  return api::asyncapi_document(modules, {{"websocket", subscriptions::describe_channel()}});
}

struct Doors::State {
  explicit State(const DoorParts& parts)
      : rest(parts.router, parts.reception, parts.pools, parts.metrics),
        sockets(parts.modules.operations(), parts.reception, parts.pools, parts.metrics),
        uploads(parts.modules.uploads(), parts.uploads, parts.reception, parts.pools),
        graphql(parts.modules.list(),
                {.reception = parts.reception,
                 .pools = parts.pools,
                 .metrics = parts.metrics,
                 .refusals = rest.refusals(),
                 .gate = &parts.modules.approval_gate()},
                {.introspection = parts.introspection}),
        agents({.reception = parts.reception,
                .pools = parts.pools,
                .metrics = parts.metrics,
                .refusals = rest.refusals(),
                .gate = &parts.modules.approval_gate(),
                .settings = parts.agents}) {
    rest.set_gate(parts.modules.approval_gate());
    agents.offer(parts.modules.list());
    agents.catalogue().add(
        mcp::make_documents({{.uri = "sangam://description/openapi",
                              .name = "openapi",
                              .title = "The API",
                              .description = "Every operation, as OpenAPI 3.1",
                              .media_type = std::string(kJson),
                              .text = parts.openapi},
                             {.uri = "sangam://description/asyncapi",
                              .name = "asyncapi",
                              .title = "Events",
                              .description = "Every type of event, as AsyncAPI 3.0",
                              .media_type = std::string(kJson),
                              .text = parts.asyncapi}}));
  }

  api::RestHandler rest;
  subscriptions::Door sockets;
  uploads::Door uploads;
  graphql_door::Door graphql;
  mcp::Door agents;
};

Doors::Doors(const DoorParts& parts) : state_(std::make_unique<State>(parts)) {}

Doors::~Doors() = default;

void Doors::set_public_url(const std::string& url) { state_->agents.set_public_url(url); }

// Uploads are below the prefix of REST.
DoorList Doors::list() {
  return {{&uploads::Door::serves, state_->uploads},
          {&serves_rest, state_->rest},
          {&serves_sockets, state_->sockets},
          {&serves_graphql, state_->graphql},
          {&serves_agents, state_->agents}};
}

api::Refusals& Doors::refusals() { return state_->rest.refusals(); }

void Doors::describe(telemetry::Snapshot& out) const {
  state_->sockets.describe(out);
  state_->graphql.describe(out);
  state_->agents.describe(out);
}

}  // namespace sangam::apps
