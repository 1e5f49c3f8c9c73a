// Following a stream: it is started as the REST door starts one, and its items are passed on as
// the client takes them in.

#include <algorithm>

#include "kernel/api/call_meter.h"
#include "kernel/api/dispatcher.h"
#include "kernel/api/problem.h"
#include "kernel/clock/clock.h"
#include "kernel/http/websocket/socket.h"
#include "kernel/subscriptions/server_messages.h"
#include "kernel/subscriptions/session.h"
#include "kernel/telemetry/log.h"
#include "kernel/telemetry/tracer.h"

namespace sangam::subscriptions {

void Session::subscribe(ClientMessage message) {
  const bool taken = std::ranges::any_of(
      subscriptions_, [&](const auto& subscription) { return subscription->id == message.id; });
  if (taken)
    return refuse(message.id, {Code::conflict, "There is a subscription of this id already."});
  if (!identity_) {
    refuse(message.id, {Code::unauthenticated, "Authenticate before you subscribe."});
    return socket_->close(kUnauthenticated, "unauthenticated");
  }
  if (following_ >= services_.limits.subscriptions)
    return refuse(message.id,
                  {Code::too_many_requests, "A connection has " +
                                                std::to_string(services_.limits.subscriptions) +
                                                " subscriptions at most."});
  const auto found = services_.streams.find(message.operation);
  if (found == services_.streams.end())
    return refuse(message.id, {Code::not_found, "There is no stream of this name."});
  auto subscription = std::make_shared<Subscription>(message.id);
  subscriptions_.push_back(subscription);
  ++following_;
  start_detached(
      follow(shared_from_this(), std::move(subscription), *found->second, std::move(message)));
}

Task<void> Session::follow(std::shared_ptr<Session> self,
                           std::shared_ptr<Subscription> subscription,
                           const api::Operation& operation, ClientMessage message) {
  telemetry::Trace trace;
  trace.begin({});
  trace.set_operation(operation.name);
  std::optional<Error> refused;
  try {
    co_await self->start(*subscription, operation, message, trace);
  } catch (const Error& error) {
    refused = error;
  } catch (const std::exception& failure) {
    log::error(trace, "a subscription failed", {{"reason", failure.what()}});
    refused = Error{Code::internal, "internal"};
  }
  const int status = refused ? http_status(refused->code) : operation.success_status;
  self->record(operation, status, trace);
  if (refused) {
    self->finish(*subscription,
                 error_message(subscription->id, api::problem_json(*refused, trace)));
  } else {
    if (!subscription->cancelled) self->say(subscribed_message(subscription->id));
    co_await self->pass_on(*subscription);
  }
  --self->following_;
}

// The same checks as at every door, and no deadline: it goes on for as long as the connection.
Task<void> Session::start(Subscription& subscription, const api::Operation& operation,
                          const ClientMessage& message, telemetry::Trace& trace) {
  const auto now = clock::system_now();
  if (identity_->tenant) trace.set_tenant(identity_->tenant->number);
  api::AdmissionNotes notes;
  co_await services_.reception.admit(
      {operation, identity_.get(), peer_.remote_address, peer_.loop, trace.request_id()}, notes);
  api::authorize(operation, identity_.get(), now);
  MessageInput input(message);
  subscription.feed =
      co_await api::start_feed({.parts = {.operation = &operation,
                                          .identity = identity_,
                                          .trace = &trace,
                                          .request_id = trace.request_id(),
                                          .remote_address = peer_.remote_address,
                                          .secure = peer_.secure,
                                          .loop = &peer_.loop,
                                          .pools = services_.pools.pools_of(peer_.loop),
                                          .system_time = now},
                                .last_event_id = message.after},
                               input);
  if (subscription.cancelled) subscription.feed->close();
}

void Session::record(const api::Operation& operation, int status, const telemetry::Trace& trace) {
  const auto ended = runtime::monotonic_nanoseconds();
  services_.metrics.record(&operation, status, ended - trace.started());
  telemetry::tracer().finish(trace, status, ended);
  api::count_request(identity_.get(), status);
}

Task<void> Session::pass_on(Subscription& subscription) {
  const auto prefix = next_prefix(subscription.id);
  std::string text;
  while (auto item = co_await subscription.feed->next()) {
    if (item->is_problem)
      co_return finish(subscription, error_message(subscription.id, *item->json));
    if (socket_ != nullptr && socket_->full()) co_await wait_for_room();
    if (subscription.cancelled) co_return;
    write_next(prefix, *item, text);
    say(text);
    if (text.capacity() > kTextKept) std::string().swap(text);
  }
  finish(subscription, complete_message(subscription.id));
}

Task<void> Session::wait_for_room() {
  while (socket_ != nullptr && socket_->full() && !socket_->closing()) {
    Completion<bool> room;
    waiting_.push_back(&room);
    co_await room;
  }
}

void Session::finish(Subscription& subscription, const std::string& message) {
  if (subscription.cancelled) return;
  subscription.cancelled = true;
  forget(subscription);
  say(message);
}

}  // namespace sangam::subscriptions
