#pragma once

// Door: /ws, where every declared stream is followed over a WebSocket (docs/guides/websocket.md).
//
// Who opens one says so in the handshake, by a session cookie or an Authorization field, or by the
// first message. A cookie counts only with an Origin of this server, because a browser sends it
// along whatever page asks.

#include <chrono>
#include <span>
#include <string_view>
#include <unordered_map>

#include "kernel/api/identity.h"
#include "kernel/api/operation.h"
#include "kernel/api/operation_metrics.h"
#include "kernel/api/pools.h"
#include "kernel/api/reception.h"
#include "kernel/http/handler.h"
#include "kernel/http/websocket/socket_settings.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::subscriptions {

inline constexpr std::string_view kPath = "/ws";
// The subprotocol, for clients that ask for one.
inline constexpr std::string_view kProtocol = "sangam.v1";

// What a connection may do.
struct Limits {
  std::size_t subscriptions = 32;
  std::chrono::milliseconds authenticate_within{10'000};
  http::websocket::SocketSettings socket;
};

// What sessions work with; all outlives them.
struct Services {
  api::Reception reception;
  const api::PoolDirectory& pools;
  const api::OperationMetrics& metrics;
  std::unordered_map<std::string_view, const api::Operation*> streams;  // by name
  Limits limits;
};

// Any loop; immutable, the counters apart. Outlives the connections.
class Door final : public http::RequestHandler {
 public:
  // Of the operations the streams are served; they outlive it.
  Door(std::span<const api::Operation* const> operations, const api::Reception& reception,
       const api::PoolDirectory& pools, const api::OperationMetrics& metrics, Limits limits = {});

  // `request.path()` is kPath.
  Task<http::Response> handle(http::Request& request) override;

  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;

 private:
  Task<http::Response> open(http::Request& request);

  Services services_;
  http::websocket::SocketCounters counters_;
};

}  // namespace sangam::subscriptions
