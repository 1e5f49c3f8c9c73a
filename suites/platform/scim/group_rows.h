#pragma once

// Groups as rows, and as they are shown. Private to this folder.

#include "base/scalars.h"
#include "base/timestamp.h"
#include "suites/platform/scim/resource.h"

namespace sangam::suites::platform::scim {

struct GroupRow {
  Uuid id;
  std::string name;
  std::int32_t members = 0;
  Timestamp created_at;
  Timestamp changed_at;
  std::optional<std::string> external_id;

  std::string version() const;
};
SANGAM_DESCRIBE(GroupRow, (id, ""), (name, ""), (members, ""), (created_at, ""), (changed_at, ""),
                (external_id, ""))

struct GroupMemberRow {
  Uuid team_id;
  Uuid user_id;
};
SANGAM_DESCRIBE(GroupMemberRow, (team_id, ""), (user_id, ""))

// `members` is sorted by team and may hold those of others too.
Resource show_group(const GroupRow& row, const std::vector<GroupMemberRow>& members,
                    const View& view);

}  // namespace sangam::suites::platform::scim
