#pragma once

// FrontDoor: the first handler of every request: operations under /api/v1, streams over /ws,
// GraphQL, agents at /mcp, OAuth, SCIM, what identity providers post, what the server tells of
// itself, and the
// console's files.

#include <functional>
#include <optional>
#include <string>

#include "kernel/api/rest_handler.h"
#include "kernel/http/static_files.h"

namespace sangam::apps {

// Whether the server should be sent requests.
enum class Readiness : std::uint8_t { ready, starting, failing };
SANGAM_ENUM(Readiness, ready, starting, failing)

// What operators and programs ask of the server itself.
struct SelfDescription {
  std::function<Readiness()> readiness;
  std::function<std::string()> health;   // JSON: each part, with its reason
  std::function<std::string()> metrics;  // Prometheus text
  std::string openapi;
  std::string asyncapi;
};

// Any loop; immutable.
class FrontDoor final : public http::RequestHandler {
 public:
  FrontDoor(api::RestHandler& rest, http::RequestHandler& subscriptions,
            http::RequestHandler& graphql, http::RequestHandler& agents,
            http::RequestHandler& hooks, http::RequestHandler& openid,
            http::RequestHandler& sign_on, http::RequestHandler& scim,
            http::RequestHandler& uploads, SelfDescription self,
            std::optional<http::StaticFiles> console)
      : rest_(rest),
        subscriptions_(subscriptions),
        graphql_(graphql),
        agents_(agents),
        hooks_(hooks),
        openid_(openid),
        sign_on_(sign_on),
        scim_(scim),
        uploads_(uploads),
        self_(std::move(self)),
        console_(std::move(console)) {}

  Task<http::Response> handle(http::Request& request) override;

 private:
  Task<http::Response> answer(http::Request& request);
  std::optional<http::Response> describe_self(const http::Request& request) const;
  http::Response serve_file(const http::Request& request) const;

  api::RestHandler& rest_;
  http::RequestHandler& subscriptions_;  // streams over WebSockets
  http::RequestHandler& graphql_;        // the same operations by GraphQL
  http::RequestHandler& agents_;         // tools for agents
  http::RequestHandler& hooks_;          // what others tell tenants
  http::RequestHandler& openid_;         // OAuth and OpenID Connect
  http::RequestHandler& sign_on_;        // what identity providers post
  http::RequestHandler& scim_;           // tenants' directories
  http::RequestHandler& uploads_;        // bodies that may break off and go on
  SelfDescription self_;
  std::optional<http::StaticFiles> console_;
};

}  // namespace sangam::apps
