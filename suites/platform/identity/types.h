#pragma once

// Resources of this module.

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/scalars.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "suites/platform/identity/roles.h"

namespace sangam::suites::platform {

struct ApiKeyResource {
  static constexpr std::string_view kIdPrefix = "key";
};
using ApiKeyId = Id<ApiKeyResource>;

struct Tenant {
  TenantId id;
  std::string slug;
  std::string name;
  bool sandbox = false;
  std::optional<Timestamp> created_at;
};
SANGAM_DESCRIBE(Tenant, (id, "The tenant"), (slug, "Its name in addresses"),
                (name, "Shown to people"),
                (sandbox, "Whether it is for trying out, with a clock that can be moved"),
                (created_at, "When it was created"))

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::string role;
  Timestamp created_at;
};
SANGAM_DESCRIBE(User, (id, "The user"), (email, "For signing in"), (name, "Shown to people"),
                (role, "owner, admin, member or auditor"), (created_at, "When the user was added"))

struct ApiKey {
  ApiKeyId id;
  std::string name;
  std::string prefix;
  std::vector<std::string> scopes;
  Timestamp created_at;
  std::optional<Timestamp> expires_at;
  std::optional<Timestamp> last_used_at;
  std::optional<std::string> secret;
};
SANGAM_DESCRIBE(ApiKey, (id, "The key"), (name, "What it is for"),
                (prefix, "Its first characters, to tell it by"), (scopes, "The permissions it has"),
                (created_at, "When it was made"), (expires_at, "When it ends"),
                (last_used_at, "To within a few seconds"),
                (secret, "The key itself: shown once, when it is made"))

// Permissions parted by spaces, sorted.
std::vector<std::string> split_scopes(std::string_view text);
std::string join_scopes(const std::vector<std::string>& scopes);

}  // namespace sangam::suites::platform
