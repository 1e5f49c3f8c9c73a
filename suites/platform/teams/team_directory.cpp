#include "suites/platform/teams/team_directory.h"

#include "kernel/api/entity_tag.h"
#include "kernel/store/database_error.h"
#include "suites/platform/teams/events.h"
#include "suites/platform/teams/statements.h"
#include "suites/platform/teams/team_row.h"

namespace sangam::suites::platform::teams {

namespace {

bool is_name_taken(const store::DatabaseError& error) {
  return error.violates_unique("teams_name_key");
}

Error name_taken() {
  return {Code::conflict,
          "A team of this name exists.",
          {{"/name", "taken", "belongs to another team"}}};
}

}  // namespace

Task<api::Page<Team>> TeamDirectory::list(api::Call& call, ListTeams request) {
  api::ListStatement list(
      "teams.list", "select " SANGAM_TEAM_COLUMNS " from teams.teams t where t.tenant_id = $1",
      call);
  list.filter("position(lower(?) in t.name_key) > 0", request.search)
      .filter(
          "t.id in (select m.team_id from teams.members m where m.tenant_id = $1"
          " and m.user_id = ?)",
          request.member)
      .sorts({{"name", "t.name", "text"}, {"created_at", "t.created_at", "int8"}},
             {"id", "t.id", "uuid"});
  auto rows = co_await list.page<TeamRow>(call, request.paging);
  api::Page<Team> page;
  for (const auto& row : rows.items)
    page.items.push_back(row.team());
  page.next = std::move(rows.next);
  co_return page;
}

Task<std::vector<Team>> TeamDirectory::load_many(api::Call& call, std::vector<TeamId> ids) {
  std::vector<Team> teams;
  for (const auto& row : co_await call.rows<TeamRow>(kLoadTeams, ids))
    teams.push_back(row.team());
  co_return teams;
}

Task<Team> TeamDirectory::get(api::Call& call, OneTeam request) {
  const auto row = co_await call.row<TeamRow>(kFindTeam, request.id);
  if (!row) throw no_such_team();
  co_return row->team();
}

Task<Team> TeamDirectory::create(api::Call& call, CreateTeam request) {
  Team team;
  team.id = TeamId{call.new_id()};
  team.name = request.name.str();
  team.description = request.description ? request.description->str() : std::string();
  team.created_at = call.now();
  call.set_target(team.id.str());
  try {
    co_await call.run(kInsertTeam, team.id, team.name, team.description, team.created_at);
  } catch (const store::DatabaseError& error) {
    if (!is_name_taken(error)) throw;
    throw name_taken();
  }
  call.emit(team.id.str(), TeamCreated{team.id, team.name});
  co_return team;
}

Task<Team> TeamDirectory::change(api::Call& call, ChangeTeam request) {
  call.set_target(request.id.str());
  const auto current = co_await call.row<TeamRow>(kLockTeam, request.id);
  if (!current) throw no_such_team();
  const auto before = current->team();
  api::require_match(call, before);
  std::optional<TeamRow> row;
  try {
    row = co_await call.row<TeamRow>(kUpdateTeam, request.id, request.name, request.description,
                                     call.now());
  } catch (const store::DatabaseError& error) {
    if (!is_name_taken(error)) throw;
    throw name_taken();
  }
  const auto after = row->team();
  call.changed(before, after);
  call.emit(request.id.str(), TeamChanged{after.id, after.name, after.description});
  co_return after;
}

Task<Nothing> TeamDirectory::remove(api::Call& call, OneTeam request) {
  call.set_target(request.id.str());
  const auto team = co_await call.row<TeamRow>(kLockTeam, request.id);
  if (!team) throw no_such_team();
  co_await memberships_.end_all(call, request.id);
  call.later(kDeleteTeam, request.id);
  call.emit(request.id.str(), TeamDeleted{team->id, team->name});
  co_return Nothing{};
}

}  // namespace sangam::suites::platform::teams
