#include "suites/platform/teams/memberships.h"
#include "suites/platform/teams/statements.h"
#include "suites/platform/teams/team_row.h"

namespace sangam::suites::platform::teams {

namespace {

struct MemberRow {
  UserId id;
  std::string email;
  std::string name;
  std::string role;
  UserStatus status = UserStatus::active;
  Timestamp added_at;
};
SANGAM_DESCRIBE(MemberRow, (id, ""), (email, ""), (name, ""), (role, ""), (status, ""),
                (added_at, ""))

}  // namespace

Task<api::Page<TeamMember>> Memberships::list(api::Call& call, ListMembers request) {
  if (!co_await call.row<TeamRow>(kFindTeam, request.id)) throw no_such_team();
  api::ListStatement list(
      "teams.members.list",
      "select u.id, u.email, u.name, u.role, u.status, m.added_at from teams.members m"
      " join platform.users u on u.tenant_id = m.tenant_id and u.id = m.user_id"
      " where m.tenant_id = $1",
      call);
  list.filter("m.team_id = ?", request.id)
      .search("u.name || ' ' || u.email", request.search)
      .sorts({{"name", "u.name", "text"}, {"added_at", "m.added_at", "int8"}},
             {"id", "u.id", "uuid"});
  auto rows = co_await list.page<MemberRow>(call, request.paging);
  api::Page<TeamMember> page;
  for (auto& row : rows.items)
    page.items.push_back({row.id, std::move(row.email), std::move(row.name), std::move(row.role),
                          row.status, row.added_at});
  page.next = std::move(rows.next);
  co_return page;
}

}  // namespace sangam::suites::platform::teams
