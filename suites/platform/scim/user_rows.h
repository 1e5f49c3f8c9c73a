#pragma once

// Users as rows, and as they are shown. Private to this folder.

#include "base/scalars.h"
#include "base/timestamp.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

struct UserRow {
  Uuid id;
  std::string email;
  std::string name;
  std::string role;
  bool active = false;
  Timestamp created_at;
  Timestamp changed_at;
  std::string document;

  std::string version() const;
};
SANGAM_DESCRIBE(UserRow, (id, ""), (email, ""), (name, ""), (role, ""), (active, ""),
                (created_at, ""), (changed_at, ""), (document, ""))

// A team that a user is in.
struct UserTeamRow {
  Uuid user_id;
  Uuid team_id;
  std::string name;
};
SANGAM_DESCRIBE(UserTeamRow, (user_id, ""), (team_id, ""), (name, ""))

// In how many teams a user is.
struct TeamCountRow {
  Uuid user_id;
  std::int64_t teams = 0;
};
SANGAM_DESCRIBE(TeamCountRow, (user_id, ""), (teams, ""))

std::vector<Uuid> ids_of(const std::vector<UserRow>& rows);
// How many of the first rows are in `most` teams together; one at least.
std::size_t fitting(const std::vector<UserRow>& rows, const std::vector<TeamCountRow>& counts,
                    std::int64_t most);

// `teams` may hold those of others too.
Resource show_user(const UserRow& row, const std::vector<UserTeamRow>& teams, const View& view);

}  // namespace sangam::suites::platform::scim
