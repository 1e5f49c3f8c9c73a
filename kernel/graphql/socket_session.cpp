#include "kernel/graphql/socket_session.h"

#include <algorithm>
#include <utility>

#include "base/json_text.h"
#include "kernel/clock/clock.h"
#include "kernel/http/websocket/socket.h"
#include "kernel/telemetry/log.h"

namespace sangam::graphql_door {

namespace {

using http::websocket::CloseCode;
using std::chrono::seconds;

constexpr seconds kInitWithin{10};
// So soon the end of a credential is seen.
constexpr seconds kLook{1};
// Of a query or a mutation.
constexpr seconds kPatience{30};

constexpr std::string_view kAck = R"({"type":"connection_ack"})";
constexpr std::string_view kPong = R"({"type":"pong"})";

std::string message_of(std::string_view type, std::string_view id, std::string_view payload) {
  std::string text = "{\"type\":\"";
  text.append(type).append("\",\"id\":");
  append_json_string(id, text);
  if (!payload.empty()) text.append(",\"payload\":").append(payload);
  return text + '}';
}

}  // namespace

SocketSession::SocketSession(const Executor& executor, Preparing& preparing,
                             api::IdentityPointer identity, subscriptions::Peer peer)
    : executor_(executor),
      preparing_(preparing),
      peer_(std::move(peer)),
      identity_(std::move(identity)),
      timer_(peer_.loop, &SocketSession::on_timer, this) {}

void SocketSession::Running::cancel() {
  cancelled = true;
  if (following) following->close();
}

void SocketSession::opened(http::websocket::Socket& socket) {
  socket_ = &socket;
  init_until_ = runtime::Deadline::in(kInitWithin);
  timer_.arm(kLook);
}

void SocketSession::closed(CloseCode) {
  socket_ = nullptr;
  timer_.disarm();
  for (const auto& running : std::exchange(running_, {}))
    running->cancel();
  drained();
}

// Whoever waited for room goes on, and may wait again.
void SocketSession::drained() {
  for (auto* waiter : std::exchange(waiting_, {}))
    waiter->complete(true);
}

void SocketSession::on_timer(void* self) {
  static_cast<SocketSession*>(self)->look_at_credential();
}

void SocketSession::look_at_credential() {
  if (socket_ == nullptr || socket_->closing()) return;
  if (init_until_.passed()) return end(kInitTooLate, "Connection initialisation timeout");
  const bool over = acknowledged_ && ((revoked_ && revoked_->load()) ||
                                      identity_->valid_until < clock::system_now());
  if (over) return end(kUnauthorized, "Unauthorized");
  timer_.arm(kLook);
}

void SocketSession::text(std::string_view text) {
  auto message = read_message(text);
  if (!message) {
    log::debug("a message was refused", {{"reason", message.error().detail}});
    return end(kBadMessage, "Invalid message");
  }
  switch (message->type) {
    case ClientMessage::Type::connection_init:
      return begin(std::move(message->token));
    case ClientMessage::Type::subscribe:
      return subscribe(std::move(*message));
    case ClientMessage::Type::complete:
      return complete(message->id);
    case ClientMessage::Type::ping:
      return say(kPong);
    case ClientMessage::Type::pong:
      return;
  }
}

void SocketSession::begin(std::string token) {
  if (begun_) return end(kInitTwice, "Too many initialisation requests");
  begun_ = true;
  if (token.empty() && identity_) return welcome(identity_);
  if (token.empty()) return end(kForbidden, "Forbidden");
  start_detached(sign_in(shared_from_this(), std::move(token)));
}

Task<void> SocketSession::sign_in(std::shared_ptr<SocketSession> self, std::string token) {
  subscriptions::TokenRequest credential(token, self->peer_);
  api::IdentityPointer identity;
  bool later = false;
  try {
    const auto& reception = self->executor_.services().reception;
    identity = (co_await reception.identify(credential.request())).identity;
    if (identity) co_await reception.let_in(credential.request(), nullptr, identity);
  } catch (const Error& error) {
    identity = nullptr;
    later = passes_with_time(error.code);
  } catch (const std::exception& failure) {
    log::error("a WebSocket's sign-in failed", {{"reason", failure.what()}});
    later = true;
  }
  if (self->socket_ == nullptr) co_return;
  if (identity) co_return self->welcome(std::move(identity));
  self->end(later ? CloseCode::try_again_later : kForbidden, later ? "Try again" : "Forbidden");
}

void SocketSession::welcome(api::IdentityPointer identity) {
  init_until_ = runtime::Deadline::never();
  identity_ = std::move(identity);
  revoked_ = executor_.services().reception.authenticator.watch(identity_);
  acknowledged_ = true;
  say(kAck);
}

void SocketSession::subscribe(ClientMessage message) {
  if (!acknowledged_) return end(kUnauthorized, "Unauthorized");
  const bool taken =
      std::ranges::any_of(running_, [&](const auto& one) { return one->id == message.id; });
  if (taken) return end(kIdTaken, "Subscriber for " + message.id.substr(0, 64) + " already exists");
  auto running = std::make_shared<Running>(message.id);
  if (under_way_ >= kOperationsMost) {
    telemetry::Trace trace;
    trace.begin({});
    return say_errors(*running, {error_json({Code::too_many_requests,
                                             "A connection has " + std::to_string(kOperationsMost) +
                                                 " operations under way at most."},
                                            {}, trace)});
  }
  running_.push_back(running);
  ++under_way_;
  start_detached(run(shared_from_this(), std::move(running), std::move(message.request)));
}

void SocketSession::complete(std::string_view id) {
  const auto found = std::ranges::find_if(running_, [&](const auto& one) { return one->id == id; });
  if (found == running_.end()) return;  // it may have ended meanwhile
  const auto running = *found;
  running_.erase(found);
  running->cancel();
}

Task<void> SocketSession::run(std::shared_ptr<SocketSession> self, std::shared_ptr<Running> running,
                              Request request) {
  telemetry::Trace trace;
  trace.begin({});
  auto prepared = self->preparing_.prepare(request, true, trace);
  if (!prepared) self->say_errors(*running, prepared.error());
  else if ((*prepared)->operation->kind == graphql::OperationKind::subscription)
    co_await self->follow(*running, std::move(*prepared));
  else co_await self->execute(*running, std::move(*prepared), trace);
  self->finish(*running);
  --self->under_way_;
}

Task<void> SocketSession::execute(Running& running, PreparedPointer prepared,
                                  telemetry::Trace& trace) {
  const Caller caller{.identity = identity_,
                      .trace = &trace,
                      .loop = &peer_.loop,
                      .remote_address = peer_.remote_address,
                      .secure = peer_.secure,
                      .deadline = runtime::Deadline::in(kPatience)};
  const auto executed = co_await executor_.execute(caller, *prepared);
  if (running.cancelled) co_return;
  say_next(running, executed.json);
  say(message_of("complete", running.id, {}));
}

Task<void> SocketSession::follow(Running& running, PreparedPointer prepared) {
  auto started = co_await Following::start(executor_, std::move(prepared),
                                           {.identity = identity_,
                                            .loop = &peer_.loop,
                                            .remote_address = peer_.remote_address,
                                            .secure = peer_.secure});
  if (!started) co_return say_errors(running, started.error());
  running.following = std::move(*started);
  if (running.cancelled) co_return running.following->close();
  while (auto result = co_await running.following->next()) {
    if (socket_ != nullptr && socket_->full()) co_await wait_for_room();
    if (running.cancelled) co_return;
    say_next(running, result->json);
    if (result->failed) break;
  }
  if (!running.cancelled) say(message_of("complete", running.id, {}));
}

Task<void> SocketSession::wait_for_room() {
  while (socket_ != nullptr && socket_->full() && !socket_->closing()) {
    Completion<bool> room;
    waiting_.push_back(&room);
    co_await room;
  }
}

void SocketSession::finish(Running& running) {
  running.cancelled = true;
  std::erase_if(running_, [&](const auto& one) { return one.get() == &running; });
}

void SocketSession::say(std::string_view message) {
  if (socket_ != nullptr) socket_->send_text(message);
}

void SocketSession::say_next(const Running& running, std::string_view result) {
  say(message_of("next", running.id, result));
}

// Ends the operation.
void SocketSession::say_errors(const Running& running, const Refused& errors) {
  if (running.cancelled) return;
  std::string list = "[";
  for (const auto& error : errors)
    list.append(list.back() == '[' ? "" : ",").append(error);
  say(message_of("error", running.id, list + "]"));
}

void SocketSession::end(CloseCode code, std::string_view reason) {
  if (socket_ != nullptr) socket_->close(code, reason);
}

}  // namespace sangam::graphql_door
