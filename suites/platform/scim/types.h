#pragma once

// What the operations of this module take and give: tokens of directories.

#include <optional>
#include <string>

#include "kernel/api/list.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::scim {

struct ScimTokenResource {
  static constexpr std::string_view kIdPrefix = "sct";
};
using ScimTokenId = Id<ScimTokenResource>;

struct ScimToken {
  ScimTokenId id;
  std::string name;
  std::string prefix;
  std::string role;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
  std::optional<Timestamp> previous_until;
  std::optional<IssuedSecret> secret;
};
SANGAM_DESCRIBE(ScimToken, (id, "The token"), (name, "Which directory uses it"),
                (prefix, "Its first characters, to tell it by"),
                (role, "What users may do that are made with it"), (created_at, "When it was made"),
                (last_used_at, "To within a minute"),
                (previous_until, "Until when the secret before the last rotation is good"),
                (secret, "The token itself: shown once, when it is made or rotated"))

struct CreateScimToken {
  Text<1, 120> name;
  Role role = Role::member;
};
SANGAM_DESCRIBE(CreateScimToken, (name, "Which directory uses it"),
                (role, "What users may do that are made with it; never owner"))

struct RotateScimToken {
  ScimTokenId id;
  std::optional<Bounded<0, 2'592'000>> overlap_seconds;
};
SANGAM_DESCRIBE(RotateScimToken, (id, "The token"),
                (overlap_seconds, "How long the old secret stays good; a day unless said"))

struct EndScimToken {
  ScimTokenId id;
};
SANGAM_DESCRIBE(EndScimToken, (id, "The token"))

}  // namespace sangam::suites::platform::scim
