#pragma once

// SocketSession: one WebSocket that speaks graphql-transport-ws: who it is of, what it has under
// way, how it ends.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/graphql/client_message.h"
#include "kernel/graphql/following.h"
#include "kernel/http/websocket/session.h"
#include "kernel/runtime/coarse_timer.h"
#include "kernel/subscriptions/token_request.h"

namespace sangam::graphql_door {

// The subprotocol, which clients ask for.
inline constexpr std::string_view kSocketProtocol = "graphql-transport-ws";
// Operations under way on one connection.
inline constexpr std::size_t kOperationsMost = 32;

// Codes that the protocol closes with.
inline constexpr auto kBadMessage = static_cast<http::websocket::CloseCode>(4400);
inline constexpr auto kUnauthorized = static_cast<http::websocket::CloseCode>(4401);
inline constexpr auto kForbidden = static_cast<http::websocket::CloseCode>(4403);
inline constexpr auto kInitTooLate = static_cast<http::websocket::CloseCode>(4408);
inline constexpr auto kIdTaken = static_cast<http::websocket::CloseCode>(4409);
inline constexpr auto kInitTwice = static_cast<http::websocket::CloseCode>(4429);

// Belongs to its loop. Kept by its socket, and by its coroutines until they end.
class SocketSession final : public http::websocket::Session,
                            public std::enable_shared_from_this<SocketSession> {
 public:
  // `identity` is null when the handshake named nobody: then connection_init must. The others
  // outlive it.
  SocketSession(const Executor& executor, Preparing& preparing, api::IdentityPointer identity,
                subscriptions::Peer peer);

  void opened(http::websocket::Socket& socket) override;
  void text(std::string_view message) override;
  void drained() override;
  void closed(http::websocket::CloseCode code) override;

 private:
  // One operation under way; shared with the coroutine that runs it.
  struct Running {
    explicit Running(std::string name) : id(std::move(name)) {}
    void cancel();

    const std::string id;
    std::unique_ptr<Following> following;  // of a subscription that was let in
    bool cancelled = false;
  };

  static void on_timer(void* self);
  void look_at_credential();
  void begin(std::string token);
  void welcome(api::IdentityPointer identity);
  static Task<void> sign_in(std::shared_ptr<SocketSession> self, std::string token);

  void subscribe(ClientMessage message);
  void complete(std::string_view id);
  static Task<void> run(std::shared_ptr<SocketSession> self, std::shared_ptr<Running> running,
                        Request request);
  Task<void> execute(Running& running, PreparedPointer prepared, telemetry::Trace& trace);
  Task<void> follow(Running& running, PreparedPointer prepared);
  Task<void> wait_for_room();

  void say(std::string_view message);
  void say_next(const Running& running, std::string_view result);
  void say_errors(const Running& running, const Refused& errors);
  void finish(Running& running);
  void end(http::websocket::CloseCode code, std::string_view reason);

  const Executor& executor_;
  Preparing& preparing_;
  const subscriptions::Peer peer_;
  api::IdentityPointer identity_;
  api::RevokedFlag revoked_;
  runtime::CoarseTimer timer_;
  runtime::Deadline init_until_ = runtime::Deadline::never();
  http::websocket::Socket* socket_ = nullptr;  // null before opened() and after closed()
  std::vector<std::shared_ptr<Running>> running_;
  std::vector<Completion<bool>*> waiting_;  // for room in the socket
  std::size_t under_way_ = 0;               // those that nobody wants any more too
  bool begun_ = false;                      // connection_init came
  bool acknowledged_ = false;
};

}  // namespace sangam::graphql_door
