#pragma once

// What the operations of this module take and give.

#include <optional>
#include <string>
#include <vector>

#include "kernel/api/list.h"
#include "suites/platform/identity/types.h"

namespace sangam::suites::platform::teams {

struct TeamResource {
  static constexpr std::string_view kIdPrefix = "team";
};
using TeamId = Id<TeamResource>;

using TeamName = Text<1, 120>;
using TeamDescription = Text<0, 500>;

struct Team {
  TeamId id;
  std::string name;
  std::string description;
  std::int64_t members = 0;
  Timestamp created_at;
};
SANGAM_DESCRIBE(Team, (id, "The team"), (name, "Shown to people; no two of a tenant are alike"),
                (description, "What it is for; may be empty"),
                (members, "How many people are in it"), (created_at, "When it was made"))

struct TeamMember {
  UserId id;
  std::string email;
  std::string name;
  std::string role;
  UserStatus status = UserStatus::active;
  Timestamp added_at;
};
SANGAM_DESCRIBE(TeamMember, (id, "The user"), (email, "For signing in"), (name, "Shown to people"),
                (role, "What they may do in the tenant"),
                (status, "active, or suspended: may not sign in"),
                (added_at, "When they came into the team"))

struct ListTeams {
  std::optional<Text<1, 120>> search;
  std::optional<UserId> member;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListTeams, (search, "Whose name holds this, in whatever case"),
                (member, "That this user is in"), (paging, "Which page"))

struct OneTeam {
  TeamId id;
};
SANGAM_DESCRIBE(OneTeam, (id, "The team"))

struct CreateTeam {
  TeamName name;
  std::optional<TeamDescription> description;
};
SANGAM_DESCRIBE(CreateTeam, (name, "Shown to people"), (description, "What it is for"))

struct ChangeTeam {
  TeamId id;
  std::optional<TeamName> name;
  std::optional<TeamDescription> description;
};
SANGAM_DESCRIBE(ChangeTeam, (id, "The team"), (name, "A new name"), (description, "What it is for"))

struct ListMembers {
  TeamId id;
  std::optional<Text<1, 120>> search;
  api::Paging paging;
};
SANGAM_DESCRIBE(ListMembers, (id, "The team"),
                (search, "Whose name or address holds this, in whatever case"),
                (paging, "Which page"))

struct AddMembers {
  TeamId id;
  std::vector<UserId> users;
};
SANGAM_DESCRIBE(AddMembers, (id, "The team"), (users, "Who comes into it; 100 at most"))

struct RemoveMember {
  TeamId id;
  UserId user;
};
SANGAM_DESCRIBE(RemoveMember, (id, "The team"), (user, "Who leaves it"))

struct MembersChanged {
  std::int64_t added = 0;
  std::int64_t removed = 0;
  std::int64_t members = 0;
};
SANGAM_DESCRIBE(MembersChanged, (added, "Who were not in it before"),
                (removed, "Who were in it before"), (members, "How many people are in it now"))

}  // namespace sangam::suites::platform::teams
