#pragma once

// FrontDoor: the handler of every request that may pass: the doors, what the server tells of
// itself, and the console's files.

#include <functional>
#include <optional>
#include <string>

#include "apps/sangam/door_list.h"
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
  FrontDoor(DoorList doors, SelfDescription self, std::optional<http::StaticFiles> console)
      : doors_(std::move(doors)), self_(std::move(self)), console_(std::move(console)) {}

  Task<http::Response> handle(http::Request& request) override;

 private:
  std::optional<http::Response> describe_self(const http::Request& request) const;
  http::Response serve_file(const http::Request& request) const;

  const DoorList doors_;
  SelfDescription self_;
  std::optional<http::StaticFiles> console_;
};

}  // namespace sangam::apps
