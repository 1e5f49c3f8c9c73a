#pragma once

// What this module emits; the stream is the team's id.

#include "suites/platform/teams/types.h"

namespace sangam::suites::platform::teams {

struct TeamCreated {
  static constexpr std::string_view kEventType = "teams.created";
  static constexpr std::int32_t kEventVersion = 1;
  TeamId team;
  std::string name;
};
SANGAM_DESCRIBE(TeamCreated, (team, "Which"), (name, "Its name"))

struct TeamChanged {
  static constexpr std::string_view kEventType = "teams.changed";
  static constexpr std::int32_t kEventVersion = 1;
  TeamId team;
  std::string name;
  std::string description;
};
SANGAM_DESCRIBE(TeamChanged, (team, "Which"), (name, "Its name now"),
                (description, "What it is for now"))

struct TeamDeleted {
  static constexpr std::string_view kEventType = "teams.deleted";
  static constexpr std::int32_t kEventVersion = 1;
  TeamId team;
  std::string name;
};
SANGAM_DESCRIBE(TeamDeleted, (team, "Which"), (name, "What its name was"))

// A change of many members is told in several of these.
struct TeamMembersChanged {
  static constexpr std::string_view kEventType = "teams.members.changed";
  static constexpr std::int32_t kEventVersion = 1;
  static constexpr std::size_t kUsersMost = 100;  // an event
  TeamId team;
  std::vector<UserId> added;
  std::vector<UserId> removed;
};
SANGAM_DESCRIBE(TeamMembersChanged, (team, "Which"), (added, "Who came into it"),
                (removed, "Who left it"))

}  // namespace sangam::suites::platform::teams
