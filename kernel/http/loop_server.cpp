#include "kernel/http/loop_server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "base/assert.h"
#include "kernel/http/problem.h"
#include "kernel/http/response_head.h"
#include "kernel/http/tcp_transport.h"

namespace sangam::http {
namespace {

constexpr Refusal kTooMany{503, "unavailable", "Service unavailable",
                           "The server has as many connections as it takes."};
constexpr Refusal kTooManyOfAddress{429, "too_many_requests", "Too many requests",
                                    "This address has as many connections as it may."};

}  // namespace

LoopServer::LoopServer(runtime::EventLoop& loop, const ServerSettings& settings,
                       RequestHandler& handler, int listener)
    : settings_(settings),
      host_{loop,
            settings_.limits,
            settings_.deadlines,
            handler,
            DateCache(loop, settings_.unix_seconds),
            {}},
      listener_fd_(listener) {}

LoopServer::~LoopServer() {
  SANGAM_ASSERT(open() == 0 && !listener_);
  if (listener_fd_ >= 0) ::close(listener_fd_);
}

void LoopServer::start() {
  listener_.emplace(
      host_.loop, std::exchange(listener_fd_, -1),
      [](void* self, int socket) { static_cast<LoopServer*>(self)->accepted(socket); }, this);
}

void LoopServer::accepted(int socket) {
  if (open() >= settings_.limits.connections) return refuse(socket, kTooMany);
  std::string address = peer_address(socket);
  std::uint32_t& of_address = by_address_[address];
  if (of_address >= settings_.limits.connections_an_address) {
    return refuse(socket, kTooManyOfAddress);
  }
  ++of_address;
  bump(host_.counters.connections_accepted);
  bump(host_.counters.connections_open);
  auto connection = std::make_unique<Connection>(host_, make_transport(socket, address), address);
  connections_.insert(connection.get());
  start_detached(run(std::move(connection), std::move(address)));
}

std::unique_ptr<Transport> LoopServer::make_transport(int socket, std::string_view address) {
  auto transport = std::make_unique<TcpTransport>(host_.loop, socket);
  if (settings_.layer == nullptr) return transport;
  return settings_.layer->wrap(std::move(transport), address);
}

// One attempt to say why, then the end: a flood must not cost more than that, so nobody behind a
// layer is told.
void LoopServer::refuse(int socket, const Refusal& refusal) {
  bump(host_.counters.connections_refused);
  if (settings_.layer != nullptr) {
    ::close(socket);
    return;
  }
  telemetry::Trace trace;
  trace.begin({});
  Response response = problem(refusal, &trace);
  response.headers.add("Retry-After", "1");
  std::string text;
  const auto& body = std::get<std::string>(response.body);
  append_response_head(text, response, {.content_length = body.size(), .close = true},
                       host_.date.text(), trace);
  text += body;
  ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
  ::close(socket);
}

Task<void> LoopServer::run(std::unique_ptr<Connection> connection, std::string address) {
  co_await connection->serve();
  auto handed_over = connection->hand_over();
  connections_.erase(connection.get());
  connection.reset();
  if (handed_over) {
    const auto upgrade = std::move(handed_over->upgrade);
    upgrades_.insert(upgrade.get());
    if (draining_) upgrade->drain();
    co_await upgrade->serve(std::move(handed_over->connection));
    upgrades_.erase(upgrade.get());
  }
  count_out(address);
}

void LoopServer::count_out(const std::string& address) {
  drop(host_.counters.connections_open);
  const auto found = by_address_.find(address);
  if (--found->second == 0) by_address_.erase(found);
  // Posted, because the caller's frame, which owns the connection, is still to be destroyed, and
  // the server may go as soon as this is told.
  if (open() == 0 && ended_) host_.loop.post(std::exchange(ended_, nullptr));
}

// Both walk over copies: what they call may end connections and so change the sets.
void LoopServer::drain(runtime::Work ended) {
  listener_.reset();
  draining_ = true;
  if (open() == 0) return ended();
  ended_ = std::move(ended);
  const std::vector<Connection*> all(connections_.begin(), connections_.end());
  for (Connection* connection : all)
    connection->drain();
  const std::vector<Upgrade*> upgraded(upgrades_.begin(), upgrades_.end());
  for (Upgrade* upgrade : upgraded)
    upgrade->drain();
}

void LoopServer::cut() {
  const std::vector<Connection*> all(connections_.begin(), connections_.end());
  for (Connection* connection : all)
    connection->cut();
  const std::vector<Upgrade*> upgraded(upgrades_.begin(), upgrades_.end());
  for (Upgrade* upgrade : upgraded)
    upgrade->cut();
}

}  // namespace sangam::http
