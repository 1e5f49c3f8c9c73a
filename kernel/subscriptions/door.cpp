#include "kernel/subscriptions/door.h"

#include "kernel/api/own_origin.h"
#include "kernel/api/problem.h"
#include "kernel/http/websocket/handshake.h"
#include "kernel/http/websocket/socket.h"
#include "kernel/subscriptions/session.h"
#include "kernel/telemetry/log.h"

namespace sangam::subscriptions {

namespace {

namespace websocket = http::websocket;

double value(const websocket::SocketCounters::Counter& counter) {
  return static_cast<double>(counter.load(std::memory_order_relaxed));
}

}  // namespace

Door::Door(std::span<const api::Operation* const> operations, const api::Reception& reception,
           const api::PoolDirectory& pools, const api::OperationMetrics& metrics, Limits limits)
    : services_{.reception = reception,
                .pools = pools,
                .metrics = metrics,
                .streams = {},
                .limits = limits} {
  for (const auto* operation : operations)
    if (operation->kind == api::Kind::stream) services_.streams.emplace(operation->name, operation);
}

Task<http::Response> Door::handle(http::Request& request) {
  auto& trace = *request.trace();
  Error refused{Code::internal, "internal"};
  try {
    co_return co_await open(request);
  } catch (const Error& error) {
    refused = error;
  } catch (const std::exception& failure) {
    log::error(trace, "a WebSocket was not opened", {{"reason", failure.what()}});
  }
  co_return api::problem_response(refused, trace);
}

Task<http::Response> Door::open(http::Request& request) {
  static constexpr std::string_view kProtocols[] = {kProtocol};
  auto handshake = websocket::check_handshake(request, {.protocols = kProtocols});
  if (!handshake) co_return std::move(handshake.error());
  auto authentication = co_await services_.reception.identify(request);
  auto& identity = authentication.identity;
  if (identity && identity->by_cookie && !api::names_own_origin(request))
    throw Error{Code::forbidden, "With a cookie a WebSocket is opened by pages of this server."};
  if (identity && identity->tenant) request.trace()->set_tenant(identity->tenant->number);
  co_await services_.reception.let_in(request, nullptr, identity);
  auto session = std::make_shared<Session>(services_, std::move(identity), Peer(request));
  auto response = websocket::switch_protocols(
      *handshake,
      std::make_unique<websocket::Socket>(std::move(session), services_.limits.socket, counters_));
  if (!authentication.set_cookie.empty())
    response.headers.add("Set-Cookie", authentication.set_cookie);
  co_return response;
}

void Door::describe(telemetry::Snapshot& out) const {
  out.gauge("sangam_websocket_connections", "Open WebSockets", value(counters_.open));
  out.counter("sangam_websocket_connections_total", "WebSockets opened", value(counters_.opened));
  out.counter("sangam_websocket_received_messages_total", "Messages of clients",
              value(counters_.messages_received));
  out.counter("sangam_websocket_sent_messages_total", "Messages to clients",
              value(counters_.messages_sent));
  const auto closed = [&](const char* reason, const websocket::SocketCounters::Counter& counter) {
    out.counter("sangam_websocket_closed_total", "WebSockets that the server gave up, and why",
                value(counter), {{"reason", reason}});
  };
  closed("protocol", counters_.faults);
  closed("slow", counters_.slow);
  closed("silent", counters_.unanswered);
}

}  // namespace sangam::subscriptions
