#include "apps/sangam/trace_delivery.h"

#include <future>

#include "base/error.h"
#include "kernel/http/client/client.h"

namespace sangam::apps {

namespace {

namespace client = http::client;
using telemetry::Delivery;

constexpr std::chrono::seconds kPatience{10};
constexpr std::size_t kReplyMost = 64 * 1024;

client::ClientSettings client_settings() {
  client::ClientSettings settings;
  settings.name = "traces";
  settings.addresses = client::AddressPolicy::any;
  settings.user_agent = "Sangam-Traces/1";
  // The exporter pauses by itself, and there is one origin.
  settings.breaker.failures = 0;
  return settings;
}

client::Request request_of(const std::string& endpoint, const std::string& document) {
  client::Request request;
  request.method = client::Method::post;
  request.url = endpoint;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = document;
  request.deadline = runtime::Deadline::in(kPatience);
  request.body_limit = kReplyMost;
  request.long_body = client::LongBody::cut;
  return request;
}

Delivery delivery_of(const client::Reply& reply) {
  if (reply.succeeded()) return Delivery::taken;
  if (reply.failure == client::Failure::bad_url) return Delivery::refused;
  if (reply.failure) return Delivery::try_again;
  const bool busy = reply.status == 429 || (reply.status >= 502 && reply.status <= 504);
  return busy ? Delivery::try_again : Delivery::refused;
}

Task<void> send_on(client::Client& client, client::Request request,
                   std::promise<Delivery>& delivery) {
  delivery.set_value(delivery_of(co_await client.send(std::move(request))));
}

}  // namespace

struct TraceDelivery::OnLoop {
  explicit OnLoop(runtime::EventLoop& loop) : client(loop, client_settings()) {}

  client::Client client;
};

TraceDelivery::TraceDelivery(runtime::LoopGroup& loops, std::string endpoint)
    : loops_(loops), endpoint_(std::move(endpoint)) {
  if (!endpoint_.starts_with("http://") && !endpoint_.starts_with("https://"))
    throw Error{Code::invalid, "The address of a collector begins with http:// or https://."};
  loops_.call(0, [this] { on_loop_ = std::make_unique<OnLoop>(loops_.loop(0)); });
}

TraceDelivery::~TraceDelivery() {
  loops_.call(0, [this] { on_loop_.reset(); });
}

Delivery TraceDelivery::send(const std::string& document) {
  std::promise<Delivery> delivery;
  auto sent = delivery.get_future();
  loops_.loop(0).post([this, &delivery, request = request_of(endpoint_, document)]() mutable {
    start_detached(send_on(on_loop_->client, std::move(request), delivery));
  });
  return sent.get();
}

void TraceDelivery::describe(telemetry::Snapshot& out) const {
  const client::NamedCounters clients[] = {
      {on_loop_->client.settings().name, &on_loop_->client.counters()}};
  client::describe(clients, out);
}

}  // namespace sangam::apps
