#include "kernel/gateway/upstreams.h"

#include "base/assert.h"
#include "base/error.h"
#include "kernel/gateway/seen_body.h"
#include "kernel/gateway/upstream_choice.h"
#include "kernel/http/client/client.h"
#include "kernel/telemetry/registry.h"

namespace sangam::gateway {

namespace {

using telemetry::registry;

constexpr std::size_t kMirroredMost = 128 * 1024;
constexpr std::chrono::seconds kPatience{25};
constexpr std::chrono::seconds kMirrorPatience{5};

http::Response response_of(http::client::Reply reply) {
  http::Response response(reply.status);
  const auto connection = reply.header("connection").value_or("");
  for (const auto& field : reply.headers)
    if (is_passed_on(field.name, connection)) response.headers.add(field.name, field.value);
  response.body = std::move(reply.body);
  return response;
}

// Holds the client until its answer came.
Task<void> send_copy(std::shared_ptr<http::client::Client> client, http::client::Request request) {
  co_await client->send(std::move(request));
}

}  // namespace

Upstreams::Upstreams(runtime::LoopGroup& loops)
    : loops_(loops),
      forwarded_(registry().counter("sangam_gateway_forwarded_total",
                                    "Requests that another server answered")),
      failed_(registry().counter("sangam_gateway_forward_failed_total",
                                 "Requests that another server should have answered")),
      mirrored_(registry().counter("sangam_gateway_mirrored_total",
                                   "Requests of which another server got a copy")) {
  clients_.resize(loops.size());
  for (std::size_t i = 0; i < loops.size(); ++i)
    loops.call(i, [this, i] {
      clients_[i] = std::make_shared<http::client::Client>(
          loops_.loop(i), http::client::ClientSettings{
                              .name = "gateway", .addresses = http::client::AddressPolicy::any});
    });
}

Upstreams::~Upstreams() {
  for (std::size_t i = 0; i < loops_.size(); ++i)
    loops_.call(i, [this, i] {
      clients_[i]->stop();
      clients_[i].reset();
    });
}

const std::shared_ptr<http::client::Client>& Upstreams::client_of(
    const runtime::EventLoop& loop) const {
  for (std::size_t i = 0; i < loops_.size(); ++i)
    if (&loops_.loop(i) == &loop) return clients_[i];
  SANGAM_ASSERT(false);
  return clients_.front();
}

Task<http::Response> Upstreams::forward(http::Request& request, const UpstreamRule& rule) {
  auto sent = upstream_request(rule, request);
  sent.body = co_await request.read_body(kBodyMost);
  sent.deadline = runtime::Deadline::in(kPatience);
  sent.body_limit = kBodyMost;
  auto reply = co_await client_of(request.loop())->send(std::move(sent));
  if (reply.failure) {
    failed_.add();
    throw Error{Code::unavailable, "The server that this is forwarded to does not answer."};
  }
  forwarded_.add();
  co_return response_of(std::move(reply));
}

Task<std::unique_ptr<http::client::Request>> Upstreams::copy_of(http::Request& request,
                                                                const UpstreamRule& rule) {
  auto copy = std::make_unique<http::client::Request>(upstream_request(rule, request));
  if (request.has_body()) {
    auto seen = co_await look_at_body(request, kMirroredMost);
    if (seen.cut) co_return nullptr;
    copy->body = std::move(seen.text);
  }
  copy->body_limit = kBodyMost;
  copy->long_body = http::client::LongBody::cut;
  co_return copy;
}

void Upstreams::send(runtime::EventLoop& loop, std::unique_ptr<http::client::Request> copy) {
  copy->deadline = runtime::Deadline::in(kMirrorPatience);
  mirrored_.add();
  start_detached(send_copy(client_of(loop), std::move(*copy)));
}

}  // namespace sangam::gateway
