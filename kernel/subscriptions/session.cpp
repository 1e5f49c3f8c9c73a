#include "kernel/subscriptions/session.h"

#include <algorithm>
#include <utility>

#include "kernel/api/problem.h"
#include "kernel/clock/clock.h"
#include "kernel/http/websocket/socket.h"
#include "kernel/subscriptions/server_messages.h"
#include "kernel/telemetry/log.h"

namespace sangam::subscriptions {

namespace {

using http::websocket::CloseCode;
using std::chrono::seconds;

// So soon the end of a credential is seen.
constexpr seconds kLook{1};

Error internal_error(const std::exception& failure) {
  log::error("a WebSocket's sign-in failed", {{"reason", failure.what()}});
  return {Code::internal, "internal"};
}

CloseCode close_code_of(const Error& refused) noexcept {
  if (passes_with_time(refused.code)) return CloseCode::try_again_later;
  return refused.code == Code::forbidden ? kForbidden : kUnauthenticated;
}

std::string problem_of(const Error& error) {
  telemetry::Trace trace;
  trace.begin({});
  return api::problem_json(error, trace);
}

}  // namespace

Session::Session(const Services& services, api::IdentityPointer identity, Peer peer)
    : services_(services),
      peer_(std::move(peer)),
      identity_(std::move(identity)),
      timer_(peer_.loop, &Session::on_timer, this) {}

void Session::opened(http::websocket::Socket& socket) {
  socket_ = &socket;
  timer_.arm(kLook);
  if (identity_) return welcome(identity_);
  authenticate_until_ = runtime::Deadline::in(services_.limits.authenticate_within);
}

void Session::closed(CloseCode) {
  socket_ = nullptr;
  timer_.disarm();
  for (const auto& subscription : std::exchange(subscriptions_, {}))
    subscription->cancel();
  drained();
}

// Whoever waited for room goes on, and may wait again.
void Session::drained() {
  for (auto* waiter : std::exchange(waiting_, {}))
    waiter->complete(true);
}

void Session::on_timer(void* self) { static_cast<Session*>(self)->look_at_credential(); }

void Session::look_at_credential() {
  if (socket_ == nullptr || socket_->closing()) return;
  if (authenticate_until_.passed()) return socket_->close(kTooLate, "No credential came in time.");
  const bool over =
      identity_ && ((revoked_ && revoked_->load()) || identity_->valid_until < clock::system_now());
  if (over)
    return end(kUnauthenticated, {Code::unauthenticated, "The credential is over or was revoked."});
  timer_.arm(kLook);
}

void Session::welcome(api::IdentityPointer identity) {
  authenticate_until_ = runtime::Deadline::never();
  identity_ = std::move(identity);
  revoked_ = services_.reception.authenticator.watch(identity_);
  say(ready_message(*identity_, services_.limits.subscriptions));
}

void Session::text(std::string_view text) {
  auto message = read_message(text);
  if (!message) return end(kBadMessage, message.error());
  switch (message->type) {
    case ClientMessage::Type::ping:
      return say(kPongMessage);
    case ClientMessage::Type::authenticate:
      return authenticate(std::move(message->token));
    case ClientMessage::Type::subscribe:
      return subscribe(std::move(*message));
    case ClientMessage::Type::unsubscribe:
      return unsubscribe(message->id);
  }
}

void Session::authenticate(std::string token) {
  if (identity_ || signing_in_)
    return refuse({}, {Code::conflict, "This connection has its credential already."});
  signing_in_ = true;
  start_detached(sign_in(shared_from_this(), std::move(token)));
}

Task<void> Session::sign_in(std::shared_ptr<Session> self, std::string token) {
  TokenRequest credential(token, self->peer_);
  api::IdentityPointer identity;
  std::optional<Error> refused;
  try {
    const auto& reception = self->services_.reception;
    identity = (co_await reception.identify(credential.request())).identity;
    if (identity) co_await reception.let_in(credential.request(), nullptr, identity);
    else refused = Error{Code::unauthenticated, "The credential is wrong, revoked or expired."};
  } catch (const Error& error) {
    refused = error;
  } catch (const std::exception& failure) {
    refused = internal_error(failure);
  }
  self->signing_in_ = false;
  if (self->socket_ == nullptr) co_return;
  if (!refused) co_return self->welcome(std::move(identity));
  self->end(close_code_of(*refused), *refused);
}

void Session::unsubscribe(const std::string& id) {
  const auto found = std::ranges::find(subscriptions_, id,
                                       [](const auto& subscription) { return subscription->id; });
  if (found == subscriptions_.end())
    return refuse(id, {Code::not_found, "There is no subscription of this id."});
  const auto subscription = *found;
  subscriptions_.erase(found);
  subscription->cancel();
  say(complete_message(id));
}

void Session::forget(const Subscription& subscription) {
  std::erase_if(subscriptions_, [&](const auto& one) { return one.get() == &subscription; });
}

void Session::say(std::string_view message) {
  if (socket_ != nullptr) socket_->send_text(message);
}

void Session::refuse(std::string_view id, const Error& error) {
  say(error_message(id, problem_of(error)));
}

void Session::end(CloseCode code, const Error& error) {
  if (socket_ == nullptr) return;
  refuse({}, error);
  socket_->close(code, name(error.code));
}

}  // namespace sangam::subscriptions
