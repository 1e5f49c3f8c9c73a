#pragma once

// Who is calling: the principal, and the tenant it belongs to. Made by an Authenticator, cached,
// and shared by the calls under way, which is why they are reference counted.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/task.h"
#include "base/timestamp.h"

namespace sangam::http {
class Request;
}

namespace sangam::api {

// A tenant as requests need it. One object a tenant and process.
struct Tenant {
  std::int32_t number = 0;  // what tables hold; positive
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  // Sandbox tenants' clocks run ahead of ours by this much; never moved back. Any thread.
  std::atomic<std::int64_t> clock_offset_nanoseconds{0};
};

enum class PrincipalKind : std::uint8_t { user, api_key, platform_operator };
SANGAM_ENUM(PrincipalKind, user, api_key, platform_operator)

struct Principal {
  PrincipalKind kind = PrincipalKind::user;
  Uuid id;
  std::string id_text;  // with prefix, for audit and logs
  std::string name;     // for people
  std::string role;
  std::vector<std::string> permissions;  // sorted

  bool may(std::string_view permission) const {
    return std::ranges::binary_search(permissions, permission);
  }
};

struct Identity {
  std::shared_ptr<Tenant> tenant;  // null for operators of the platform
  Principal principal;
  bool by_cookie = false;                  // then a write must name an Origin of ours
  std::array<std::uint8_t, 32> session{};  // hash of the cookie's token
};

using IdentityPointer = std::shared_ptr<const Identity>;

// Turns a request's credential into an identity. Called on the loop of the request.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Without waiting, when the credential was seen lately; null when it must be looked up.
  virtual IdentityPointer find_cached(const http::Request& request) = 0;
  // Null without a credential; Error{unauthenticated} for one that is wrong, revoked or expired.
  virtual Task<IdentityPointer> authenticate(const http::Request& request) = 0;
};

}  // namespace sangam::api
