#pragma once

// Who is calling: the principal, and the tenant it belongs to. Made by an Authenticator, cached,
// and shared by the calls under way, which is why they are reference counted.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/task.h"
#include "base/timestamp.h"
#include "kernel/http/client/network.h"

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

// The platform's own tenant, which every installation has (docs/decisions/0007).
inline constexpr std::int32_t kPlatformTenant = 1;

// Whether a tenant is served. What is `deleting` or `deleted` has neither people nor keys.
enum class TenantStatus : std::uint8_t { active, suspended, closed, deleting, deleted };
SANGAM_ENUM(TenantStatus, active, suspended, closed, deleting, deleted)

enum class PrincipalKind : std::uint8_t {
  user,
  api_key,
  platform_operator,
  oauth_client,
  directory
};
SANGAM_ENUM(PrincipalKind, user, api_key, platform_operator, oauth_client, directory)

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

// How somebody signed in.
struct SessionFacts {
  Uuid id;
  std::optional<Uuid> account;       // that signed in; none: an identity provider, or support, did
  Timestamp proven_at;               // when they last proved who they are
  std::vector<std::string> methods;  // how, as values of `amr` (RFC 8176)
  bool must_enrol = false;           // may only set up the second factor that their tenant asks for
};

// Support that acts as a user, with the consent of their tenant.
struct Impersonation {
  std::string operator_id;  // "usr_…", of the platform's own tenant
  std::string name;         // for people
  Timestamp until;
  bool emergency = false;  // without asking first: may only look
};

struct Identity {
  std::shared_ptr<Tenant> tenant;
  Principal principal;
  TenantStatus tenant_status = TenantStatus::active;  // as it was when this was looked up
  std::optional<SessionFacts> session;                // none for an API key
  std::optional<Impersonation> impersonation;         // who really acts; none: the principal
  bool by_cookie = false;                             // then a write must name an Origin of ours
  std::vector<http::client::IpNetwork> networks;      // where it may be used; empty: anywhere
  // Until when the credential stands for it, in machine time, unless it is used meanwhile: what
  // goes on for longer asks for it again then.
  Timestamp valid_until{INT64_MAX};
  // How many revocations there had been when it was looked up, as whoever looks up counts them: so
  // that one which comes before somebody watches is not missed.
  std::uint64_t revocations_before = 0;
};

using IdentityPointer = std::shared_ptr<const Identity>;

struct Authentication {
  IdentityPointer identity;  // null without a credential
  std::string set_cookie;    // the credential was renewed: goes with the reply; empty: it was not
};

// True once an identity is over, or is not what it was. Any thread.
using RevokedFlag = std::shared_ptr<const std::atomic<bool>>;

// Turns a request's credential into an identity. Called on the loop of the request.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // For what goes on in somebody's name after its request was let in, as streams do. Null: never.
  virtual RevokedFlag watch(IdentityPointer) { return nullptr; }
  // Without waiting, when the credential was seen lately; null when it must be looked up.
  virtual IdentityPointer find_cached(const http::Request& request) = 0;
  // Throws Error{unauthenticated} for a credential that is wrong, revoked or expired.
  virtual Task<Authentication> authenticate(const http::Request& request) = 0;
};

}  // namespace sangam::api
