#pragma once

// Rows that several statements of this module return. Private to this folder.

#include "base/error.h"
#include "suites/platform/teams/types.h"

namespace sangam::suites::platform::teams {

struct TeamRow {
  TeamId id;
  std::string name;
  std::string description;
  std::int32_t members = 0;
  Timestamp created_at;

  Team team() const { return {id, name, description, members, created_at}; }
};
SANGAM_DESCRIBE(TeamRow, (id, ""), (name, ""), (description, ""), (members, ""), (created_at, ""))

struct IdRow {
  Uuid id;
};
SANGAM_DESCRIBE(IdRow, (id, ""))

inline Error no_such_team() { return {Code::not_found, "There is no such team."}; }

}  // namespace sangam::suites::platform::teams
