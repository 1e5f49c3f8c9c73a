#include "suites/platform/teams/memberships.h"

#include <fmt/format.h>

#include <algorithm>

#include "suites/platform/teams/events.h"
#include "suites/platform/teams/statements.h"
#include "suites/platform/teams/team_row.h"

namespace sangam::suites::platform::teams {

namespace {

using authorization::Tuple;

std::vector<UserId> users_of(const std::vector<IdRow>& rows) {
  std::vector<UserId> users;
  for (const auto& row : rows)
    users.push_back({row.id});
  return users;
}

Tuple tuple_of(TeamId team, UserId user) {
  return {"team:" + team.str(), "member", "user:" + user.str(), ""};
}

std::vector<Tuple> tuples_of(TeamId team, const std::vector<UserId>& users) {
  std::vector<Tuple> tuples;
  for (const auto& user : users)
    tuples.push_back(tuple_of(team, user));
  return tuples;
}

// `known` is sorted.
void require_known(const std::vector<UserId>& users, const std::vector<UserId>& known) {
  std::vector<FieldProblem> problems;
  for (std::size_t i = 0; i < users.size(); ++i)
    if (!std::ranges::binary_search(known, users[i]))
      problems.push_back({fmt::format("/users/{}", i), "unknown", "is no user of this tenant"});
  if (!problems.empty())
    throw Error{Code::invalid, "Some are no users of this tenant.", std::move(problems)};
}

// At most kUsersMost of each from `at` on.
std::vector<UserId> slice(const std::vector<UserId>& users, std::size_t at) {
  const auto begin = std::min(at, users.size());
  const auto end = std::min(begin + TeamMembersChanged::kUsersMost, users.size());
  return {users.begin() + static_cast<std::ptrdiff_t>(begin),
          users.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

Task<MembersChanged> Memberships::add(api::Call& call, AddMembers request) {
  if (request.users.empty() || request.users.size() > kBatchMost)
    throw invalid_field("/users", "out_of_range",
                        fmt::format("must name 1 to {} users", kBatchMost));
  co_return co_await apply(call, request.id, {std::move(request.users), {}});
}

Task<Nothing> Memberships::remove(api::Call& call, RemoveMember request) {
  const auto done = co_await apply(call, request.id, {{}, {request.user}});
  if (done.removed == 0) throw Error{Code::not_found, "They are not in the team."};
  co_return Nothing{};
}

Task<MembersChanged> Memberships::apply(api::Call& call, TeamId team, MemberChange change) {
  call.set_target(team.str());
  if (!co_await call.row<TeamRow>(kFindTeam, team)) throw no_such_team();
  // Users before teams, as where somebody leaves all of them: nobody waits in a circle.
  if (!change.add.empty()) {
    const auto known = co_await call.rows<IdRow>(kHoldUsers, change.add);
    require_known(change.add, users_of(known));
  }
  const auto row = co_await call.row<TeamRow>(kLockTeam, team);
  if (!row) throw no_such_team();
  MemberChange done;
  if (!change.remove.empty())
    done.remove = users_of(co_await call.rows<IdRow>(kDeleteMembers, team, change.remove));
  if (!change.add.empty())
    done.add = users_of(co_await call.rows<IdRow>(kInsertMembers, team, change.add, call.now()));
  MembersChanged changed{std::ssize(done.add), std::ssize(done.remove), 0};
  const auto more = changed.added - changed.removed;
  changed.members = row->members + more;
  if (changed.members > kMembersMost)
    throw Error{Code::refused, fmt::format("A team has {} members at most.", kMembersMost)};
  if (!done.add.empty() || !done.remove.empty()) {
    call.later(kCountMembers, team, more, call.now());
    co_await tell(call, team, std::move(done));
  }
  co_return changed;
}

Task<void> Memberships::end_all(api::Call& call, TeamId team) {
  MemberChange done;
  done.remove = users_of(co_await call.rows<IdRow>(kMemberIds, team));
  co_await tell(call, team, std::move(done));
}

Task<void> Memberships::leave(api::Call& call, UserId user) {
  const auto teams = co_await call.rows<IdRow>(kDeleteMemberships, user);
  if (teams.empty()) co_return;
  std::vector<Uuid> ids;
  std::vector<Tuple> gone;
  for (const auto& team : teams) {
    ids.push_back(team.id);
    gone.push_back(tuple_of({team.id}, user));
    call.emit(TeamId{team.id}.str(), TeamMembersChanged{TeamId{team.id}, {}, {user}});
  }
  call.later(kCountDeparture, ids, call.now());
  co_await relations_.apply(call, {}, std::move(gone));
}

Task<void> Memberships::tell(api::Call& call, TeamId team, MemberChange done) {
  co_await relations_.apply(call, tuples_of(team, done.add), tuples_of(team, done.remove));
  const auto most = std::max(done.add.size(), done.remove.size());
  for (std::size_t at = 0; at < most; at += TeamMembersChanged::kUsersMost)
    call.emit(team.str(), TeamMembersChanged{team, slice(done.add, at), slice(done.remove, at)});
}

}  // namespace sangam::suites::platform::teams
