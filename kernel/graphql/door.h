#pragma once

// Door: /graphql, where declared operations are asked for in GraphQL (docs/guides/graphql.md): over
// HTTP (GraphQL over HTTP), as server-sent events (graphql-sse) and over a WebSocket
// (graphql-transport-ws).

#include <span>
#include <string_view>

#include "kernel/graphql/executor.h"
#include "kernel/graphql/media_type.h"
#include "kernel/http/handler.h"
#include "kernel/http/websocket/socket_settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::graphql_door {

inline constexpr std::string_view kPath = "/graphql";

// Any loop; immutable, kept documents and counters apart. Outlives the connections.
class Door final : public http::RequestHandler {
 public:
  // Throws std::logic_error when the modules make no schema. They and the services outlive it.
  Door(std::span<const api::Module* const> modules, const Services& services,
       const Limits& limits = {});

  // `request.path()` is kPath.
  Task<http::Response> handle(http::Request& request) override;

  const Blueprint& blueprint() const noexcept { return blueprint_; }
  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;

 private:
  Task<http::Response> serve(http::Request& request, MediaType type);
  Task<http::Response> run(http::Request& request, MediaType type, const Request& asked,
                           api::IdentityPointer identity);
  Task<http::Response> follow(const http::Request& request, MediaType type,
                              PreparedPointer prepared, api::IdentityPointer identity);
  Task<http::Response> open_socket(http::Request& request);

  const Blueprint blueprint_;
  const Limits limits_;
  const Services services_;
  Preparing preparing_;
  const Executor executor_;
  const http::websocket::SocketSettings socket_settings_;
  http::websocket::SocketCounters counters_;
};

}  // namespace sangam::graphql_door
