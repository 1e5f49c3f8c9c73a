#pragma once

// Memberships: who is in which team. Each is a row here and a relation there, written together.

#include "suites/platform/access/relations.h"
#include "suites/platform/identity/departures.h"
#include "suites/platform/teams/types.h"

namespace sangam::suites::platform::teams {

// Who comes and who goes, at once.
struct MemberChange {
  std::vector<UserId> add;
  std::vector<UserId> remove;
};

// Any loop. All runs in units of work of the role auth.
class Memberships final : public Departures {
 public:
  static constexpr std::size_t kBatchMost = 100;        // a request
  static constexpr std::int64_t kMembersMost = 10'000;  // a team

  explicit Memberships(access::Relations& relations) : relations_(relations) {}

  Task<api::Page<TeamMember>> list(api::Call& call, ListMembers request);
  // Who is in it already stays in it. Error{invalid} points to each who is no user of the tenant.
  Task<MembersChanged> add(api::Call& call, AddMembers request);
  // Error{not_found} when they are not in it.
  Task<Nothing> remove(api::Call& call, RemoveMember request);

  // For modules of this suite, as part of the caller's unit of work: no limit on how many at once
  // but that of the team. Who is to leave and is not in it is passed over. Error{invalid} points to
  // /users/N, by the place in `change.add`.
  Task<MembersChanged> apply(api::Call& call, TeamId team, MemberChange change);
  // Of a team that is about to be deleted, and that the caller has locked.
  Task<void> end_all(api::Call& call, TeamId team);
  Task<void> leave(api::Call& call, UserId user) override;

 private:
  // Tells relations and events of what was written.
  Task<void> tell(api::Call& call, TeamId team, MemberChange done);

  access::Relations& relations_;
};

}  // namespace sangam::suites::platform::teams
