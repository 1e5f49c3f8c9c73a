#pragma once

// ScimGroups: the teams of a tenant as a directory sees and keeps them.

#include <boost/json/fwd.hpp>
#include <set>

#include "suites/platform/scim/patch_request.h"
#include "suites/platform/scim/resource.h"
#include "suites/platform/teams/teams.h"

namespace sangam::suites::platform::scim {

struct GroupRow;

// Any loop. All runs in units of work of the role auth, and throws ScimError and Error. A write
// gives the resource as it is then.
class ScimGroups {
 public:
  // Members shown in one list: a page ends before more would be, and the next goes on from there.
  static constexpr std::int64_t kShownMembersMost = 10'000;

  // `teams` outlives it.
  explicit ScimGroups(teams::TeamsModule& teams) : teams_(teams) {}

  Task<Resource> get(api::Call& call, teams::TeamId id, View view);
  Task<ResourceList> list(api::Call& call, ListQuery query, View view);
  Task<Resource> create(api::Call& call, boost::json::value sent, View view);
  Task<Resource> replace(api::Call& call, teams::TeamId id, boost::json::value sent,
                         std::string if_match, View view);
  Task<Resource> patch(api::Call& call, teams::TeamId id, std::vector<PatchOperation> operations,
                       std::string if_match, View view);
  Task<void> remove(api::Call& call, teams::TeamId id, std::string if_match);

 private:
  // Locked when it matters which version it is.
  Task<GroupRow> find(api::Call& call, teams::TeamId id, std::string if_match);
  Task<Resource> shown(api::Call& call, teams::TeamId id, View view);
  Task<std::set<UserId>> members(api::Call& call, teams::TeamId id);
  Task<void> write(api::Call& call, GroupRow before, boost::json::object document);

  teams::TeamsModule& teams_;
};

}  // namespace sangam::suites::platform::scim
