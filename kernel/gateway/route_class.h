#pragma once

// What kind of door a request comes to, which decides what is looked at.

#include <cstdint>

#include "base/describe.h"

namespace sangam::gateway {

enum class RouteClass : std::uint8_t {
  self,       // health, metrics, descriptions: always served
  files,      // the console
  operation,  // declared: its types validate what comes in
  calls,      // GraphQL and agents: the body names declared operations
  upload,     // an operation that takes a body as it is
  hook,       // what other systems tell tenants: no schema
  door,       // OAuth, SAML, SCIM: other people's formats
  socket      // the start of a WebSocket
};
SANGAM_ENUM(RouteClass, self, files, operation, calls, upload, hook, door, socket)

// Whether what comes in is of no declared type, so that a firewall looks at it unless told not to.
constexpr bool is_open(RouteClass route) noexcept {
  return route == RouteClass::upload || route == RouteClass::hook || route == RouteClass::door;
}

// Whether declared operations are called, of which the caller is known before anything is done.
constexpr bool is_declared(RouteClass route) noexcept {
  return route == RouteClass::operation || route == RouteClass::calls ||
         route == RouteClass::upload;
}

}  // namespace sangam::gateway
