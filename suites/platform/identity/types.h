#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "kernel/api/identity.h"
#include "suites/platform/identity/bound_certificate.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform {

struct ApiKeyResource {
  static constexpr std::string_view kIdPrefix = "key";
};
using ApiKeyId = Id<ApiKeyResource>;

struct RoleResource {
  static constexpr std::string_view kIdPrefix = "rol";
};
// A role of a tenant's own.
using RoleId = Id<RoleResource>;

struct Tenant {
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  std::optional<Timestamp> created_at;
  std::optional<api::TenantStatus> status;
};
SANGAM_DESCRIBE(Tenant, (id, "The tenant"), (slug, "Its name in addresses"),
                (name, "Shown to people"),
                (sandbox, "Whether it is for trying out, with a clock that can be moved"),
                (created_at, "When it was created"),
                (status, "Whether it is served; absent in the reply of a sign-in"))

enum class UserStatus : std::uint8_t { active, suspended };
SANGAM_ENUM(UserStatus, active, suspended)

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::string role;
  Timestamp created_at;
  UserStatus status = UserStatus::active;
  std::optional<Timestamp> seen_at;
  std::optional<std::string> role_name;
};
SANGAM_DESCRIBE(User, (id, "The user"), (email, "For signing in"), (name, "Shown to people"),
                (role, "owner, admin, member, auditor, or the id of a role of your own"),
                (created_at, "When the user was added"),
                (status, "active, or suspended: may not sign in"),
                (seen_at, "When they were here last; absent when never"),
                (role_name, "Of a role of your own, for people"))

// How programs use a key: by sending its secret, or by signing each request.
enum class ApiKeyKind : std::uint8_t { bearer, signing };
SANGAM_ENUM(ApiKeyKind, bearer, signing)

struct ApiKey {
  ApiKeyId id;
  std::string name;
  std::string prefix;
  std::vector<std::string> scopes;
  Timestamp created_at;
  std::optional<Timestamp> expires_at;
  std::optional<Timestamp> last_used_at;
  std::optional<IssuedSecret> secret;
  std::vector<std::string> networks;
  std::optional<Timestamp> previous_until;
  ApiKeyKind kind = ApiKeyKind::bearer;
  std::optional<BoundCertificate> certificate;
};
SANGAM_DESCRIBE(ApiKey, (id, "The key"), (name, "What it is for"),
                (prefix, "Its first characters, to tell it by"), (scopes, "The permissions it has"),
                (created_at, "When it was made"), (expires_at, "When it ends"),
                (last_used_at, "To within a few seconds"),
                (secret, "The key itself: shown once, when it is made or rotated"),
                (networks, "Addresses and ranges it may be used from; empty: anywhere"),
                (previous_until, "Until when the secret before the last rotation is good"),
                (kind, "bearer: its secret is sent; signing: each request is signed"),
                (certificate, "The client's certificate that it may be used with only"))

// Words parted by blanks, as columns keep permissions and methods; sorted.
std::vector<std::string> split_words(std::string_view text);
std::string join_words(const std::vector<std::string>& scopes);

}  // namespace sangam::suites::platform
