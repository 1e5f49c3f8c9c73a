#pragma once

// TeamDirectory: the teams themselves.

#include "suites/platform/teams/memberships.h"

namespace sangam::suites::platform::teams {

// Any loop. All runs in units of work of the role auth.
class TeamDirectory {
 public:
  explicit TeamDirectory(Memberships& memberships) : memberships_(memberships) {}

  Task<api::Page<Team>> list(api::Call& call, ListTeams request);
  // Those there are, in any order.
  Task<std::vector<Team>> load_many(api::Call& call, std::vector<TeamId> ids);
  Task<Team> get(api::Call& call, OneTeam request);
  // Error{conflict} at /name when there is a team of that name.
  Task<Team> create(api::Call& call, CreateTeam request);
  // With If-Match only if nobody changed the team in between.
  Task<Team> change(api::Call& call, ChangeTeam request);
  // With its memberships. Relations that name the team as a subject stay, and mean nobody.
  Task<Nothing> remove(api::Call& call, OneTeam request);

 private:
  Memberships& memberships_;
};

}  // namespace sangam::suites::platform::teams
