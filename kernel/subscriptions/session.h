#pragma once

// Session: one connection at the door: who it is of, what it follows, and how it ends.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "kernel/http/websocket/session.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/subscriptions/client_message.h"
#include "kernel/subscriptions/door.h"
#include "kernel/subscriptions/subscription.h"
#include "kernel/subscriptions/token_request.h"

namespace sangam::subscriptions {

// Codes of ours to close with; they are those of graphql-transport-ws for the same reasons.
inline constexpr auto kBadMessage = static_cast<http::websocket::CloseCode>(4400);
inline constexpr auto kUnauthenticated = static_cast<http::websocket::CloseCode>(4401);
inline constexpr auto kForbidden = static_cast<http::websocket::CloseCode>(4403);
inline constexpr auto kTooLate = static_cast<http::websocket::CloseCode>(4408);

// Belongs to its loop. Kept by its socket, and by its coroutines until they end.
class Session final : public http::websocket::Session,
                      public std::enable_shared_from_this<Session> {
 public:
  // `identity` is null when the handshake named nobody.
  Session(const Services& services, api::IdentityPointer identity, Peer peer);

  void opened(http::websocket::Socket& socket) override;
  void text(std::string_view message) override;
  void drained() override;
  void closed(http::websocket::CloseCode code) override;

 private:
  static void on_timer(void* self);
  void look_at_credential();

  void welcome(api::IdentityPointer identity);
  void authenticate(std::string token);
  static Task<void> sign_in(std::shared_ptr<Session> self, std::string token);

  void subscribe(ClientMessage message);
  void unsubscribe(const std::string& id);
  static Task<void> follow(std::shared_ptr<Session> self,
                           std::shared_ptr<Subscription> subscription,
                           const api::Operation& operation, ClientMessage message);
  Task<void> start(Subscription& subscription, const api::Operation& operation,
                   const ClientMessage& message, telemetry::Trace& trace);
  void record(const api::Operation& operation, int status, const telemetry::Trace& trace);
  Task<void> pass_on(Subscription& subscription);
  Task<void> wait_for_room();
  void finish(Subscription& subscription, const std::string& message);
  void forget(const Subscription& subscription);

  void say(std::string_view message);
  void refuse(std::string_view id, const Error& error);
  void end(http::websocket::CloseCode code, const Error& error);

  // What a subscription may keep for its next message.
  static constexpr std::size_t kTextKept = 1024;

  const Services& services_;
  const Peer peer_;
  api::IdentityPointer identity_;
  api::RevokedFlag revoked_;
  runtime::CoarseTimer timer_;
  runtime::Deadline authenticate_until_ = runtime::Deadline::never();
  http::websocket::Socket* socket_ = nullptr;  // null before opened() and after closed()
  std::vector<std::shared_ptr<Subscription>> subscriptions_;
  std::vector<Completion<bool>*> waiting_;  // for room in the socket
  std::size_t following_ = 0;  // streams under way, those that nobody wants any more too
  bool signing_in_ = false;
};

}  // namespace sangam::subscriptions
