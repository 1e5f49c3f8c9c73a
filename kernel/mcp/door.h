#pragma once

// Door: /mcp, where agents find the declared operations as tools (docs/guides/mcp.md), by the Model
// Context Protocol over streamable HTTP: version 2026-07-28, where every request stands alone, and
// 2025-11-25 and 2025-06-18, which begin a session. Both at one address.
//
// Who calls says so by an Authorization field, or by a session cookie from a page of this server.

#include <span>

#include "kernel/api/module.h"
#include "kernel/http/handler.h"
#include "kernel/mcp/declared_resources.h"
#include "kernel/mcp/exchange.h"
#include "kernel/mcp/listing.h"
#include "kernel/mcp/protected_resource.h"
#include "kernel/mcp/services.h"
#include "kernel/telemetry/snapshot.h"

namespace sangam::mcp {

// Any loop; immutable once filled, sessions and counters apart. Outlives the connections.
class Door final : public http::RequestHandler {
 public:
  static constexpr std::uint64_t kBodyMost = 1024 * 1024;

  // What the services refer to outlives it.
  explicit Door(Services services) : services_(std::move(services)) {}

  // What is offered. Before the first request.
  Catalogue& catalogue() noexcept { return catalogue_; }
  // Whatever modules declare: operations, resources, prompts. They outlive it.
  void offer(std::span<const api::Module* const> modules);
  // Once, when the server listens.
  void set_public_url(std::string url) { address_.set(std::move(url)); }

  // Whether a path is one of the door's.
  static bool serves(std::string_view path) noexcept {
    return path == kPath || is_metadata_path(path);
  }
  Task<http::Response> handle(http::Request& request) override;

  // For /metrics. Any thread.
  void describe(telemetry::Snapshot& out) const;

 private:
  // A request whose sender is known.
  struct Known {
    http::Request& request;
    api::IdentityPointer identity;
    RpcMessage message;
    bool may_stream = true;
  };

  Task<http::Response> answer(http::Request& request, api::IdentityPointer& identity);
  Task<api::IdentityPointer> identify(const http::Request& request);
  http::Response refuse(const Error& error, const http::Request& request) const;
  Task<http::Response> post(http::Request& request, api::IdentityPointer identity);

  // Up to 2025-11-25.
  Task<http::Response> serve_session(Known known);
  http::Response initialize(const Known& known);
  http::Response take_notification(const Known& known, const SessionTable::Key& key);
  http::Response take_response(const Known& known, const SessionTable::Key& key);
  std::string serve_at_once(const Known& known, const SessionTable::Key& key);
  Task<http::Response> follow_session(http::Request& request, api::IdentityPointer identity);
  http::Response end_session(const http::Request& request, const api::Identity& identity);

  // From 2026-07-28 on.
  Task<http::Response> serve_stateless(Known known);
  std::string discover() const;

  // Of both.
  std::optional<std::string> list(const RpcMessage& message, Reader reader) const;
  ExchangeParts parts_of(Known known, Age age, Client client);
  Task<std::string> call_tool(Exchange& exchange) const;
  Task<std::string> read_resource(Exchange& exchange) const;
  Task<std::string> get_prompt(Exchange& exchange) const;
  Task<std::string> follow(Exchange& exchange) const;
  Task<std::string> follow_named(Exchange& exchange) const;
  static Task<std::string> serve_waiting(const void* door, Exchange& exchange);
  static Task<std::string> watch_session(const void* door, Exchange& exchange);
  Task<std::optional<std::string>> contents(Exchange& exchange, std::string uri,
                                            bool recorded) const;

  const Services services_;
  Catalogue catalogue_;
  SessionTable sessions_;
  StateSealer states_;
  PublicAddress address_;
  std::atomic<std::uint64_t> calls_{0};
};

}  // namespace sangam::mcp
