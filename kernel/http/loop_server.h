#pragma once

// The part of a Server that lives on one loop: its listener and its connections.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "kernel/http/connection.h"
#include "kernel/http/connection_host.h"
#include "kernel/http/listener.h"
#include "kernel/http/server.h"

namespace sangam::http {

// Belongs to its loop's thread, but for construction and counters().
class LoopServer {
 public:
  // Takes ownership of `listener`. `settings` and `handler` outlive it.
  LoopServer(runtime::EventLoop& loop, const ServerSettings& settings, RequestHandler& handler,
             int listener);
  ~LoopServer();

  void start();
  // Stops accepting and lets connections end; calls `ended` once, when none is left.
  void drain(runtime::Work ended);
  // Ends what drain() left; `ended` is still called when the last handler has returned.
  void cut();
  const LoopCounters& counters() const noexcept { return host_.counters; }

 private:
  void accepted(int socket);
  void refuse(int socket, const Refusal& refusal);
  std::unique_ptr<Transport> make_transport(int socket, std::string_view address);
  Task<void> run(std::unique_ptr<Connection> connection, std::string address);
  void count_out(const std::string& address);
  std::size_t open() const noexcept { return connections_.size() + upgrades_.size(); }

  const ServerSettings& settings_;
  ConnectionHost host_;
  int listener_fd_;
  std::optional<Listener> listener_;
  std::unordered_set<Connection*> connections_;
  std::unordered_set<Upgrade*> upgrades_;  // connections that are HTTP no longer
  std::unordered_map<std::string, std::uint32_t> by_address_;
  runtime::Work ended_;
  bool draining_ = false;
};

}  // namespace sangam::http
