#include "suites/platform/scim/group_rows.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/api/entity_tag.h"
#include "suites/platform/scim/shown_meta.h"
#include "suites/platform/teams/types.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

json::array shown_members(const Uuid& team, const std::vector<GroupMemberRow>& rows,
                          const View& view) {
  json::array members;
  for (const auto& row : std::ranges::equal_range(rows, team, {}, &GroupMemberRow::team_id)) {
    const auto id = UserId{row.user_id}.str();
    members.push_back({{"value", id}, {"$ref", view.base + "/Users/" + id}, {"type", "User"}});
  }
  return members;
}

}  // namespace

std::string GroupRow::version() const {
  return "W/\"" +
         api::etag_of(name + '\n' + external_id.value_or("") + '\n' +
                      std::to_string(changed_at.nanoseconds)) +
         "\"";
}

Resource show_group(const GroupRow& row, const std::vector<GroupMemberRow>& members,
                    const View& view) {
  const auto id = teams::TeamId{row.id}.str();
  Resource shown;
  shown.location = view.base + "/Groups/" + id;
  shown.version = row.version();
  json::object resource{{"schemas", json::array{kGroupKind.schema}}, {"id", id}};
  if (row.external_id) resource["externalId"] = *row.external_id;
  resource["displayName"] = row.name;
  if (auto shown_ones = shown_members(row.id, members, view); !shown_ones.empty())
    resource["members"] = std::move(shown_ones);
  resource["meta"] =
      shown_meta(kGroupKind, row.created_at, row.changed_at, shown.location, shown.version);
  view.projection.apply(kGroupKind, resource);
  shown.json = json::serialize(resource);
  return shown;
}

}  // namespace sangam::suites::platform::scim
