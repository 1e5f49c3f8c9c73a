#include "suites/platform/scim/user_rows.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/api/entity_tag.h"
#include "suites/platform/scim/shown_meta.h"
#include "suites/platform/teams/types.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

json::array shown_groups(const Uuid& user, const std::vector<UserTeamRow>& teams,
                         const View& view) {
  json::array groups;
  for (const auto& team : teams) {
    if (team.user_id != user) continue;
    const auto id = teams::TeamId{team.team_id}.str();
    groups.push_back({{"value", id},
                      {"$ref", view.base + "/Groups/" + id},
                      {"display", team.name},
                      {"type", "direct"}});
  }
  return groups;
}

}  // namespace

std::vector<Uuid> ids_of(const std::vector<UserRow>& rows) {
  std::vector<Uuid> ids;
  for (const auto& row : rows)
    ids.push_back(row.id);
  return ids;
}

std::size_t fitting(const std::vector<UserRow>& rows, const std::vector<TeamCountRow>& counts,
                    std::int64_t most) {
  std::int64_t teams = 0;
  for (std::size_t fit = 0; fit < rows.size(); ++fit) {
    const auto found = std::ranges::find(counts, rows[fit].id, &TeamCountRow::user_id);
    if (found != counts.end()) teams += found->teams;
    if (fit > 0 && teams > most) return fit;
  }
  return rows.size();
}

std::string UserRow::version() const {
  return "W/\"" +
         api::etag_of(document + (active ? "+" : "-") + std::to_string(changed_at.nanoseconds)) +
         "\"";
}

Resource show_user(const UserRow& row, const std::vector<UserTeamRow>& teams, const View& view) {
  const auto id = UserId{row.id}.str();
  Resource shown;
  shown.location = view.base + "/Users/" + id;
  shown.version = row.version();
  const auto document = json::parse(row.document).as_object();
  json::array schemas{kUserKind.schema};
  if (document.contains(kUserKind.extension->schema))
    schemas.push_back(json::string(kUserKind.extension->schema));
  json::object resource{{"schemas", std::move(schemas)}, {"id", id}};
  for (const auto& member : document)
    resource[member.key()] = member.value();
  // The platform's word counts. Left out where the directory took it away and nobody is kept out.
  if (resource.contains("active") || !row.active) resource["active"] = row.active;
  if (auto groups = shown_groups(row.id, teams, view); !groups.empty())
    resource["groups"] = std::move(groups);
  resource["meta"] =
      shown_meta(kUserKind, row.created_at, row.changed_at, shown.location, shown.version);
  view.projection.apply(kUserKind, resource);
  shown.json = json::serialize(resource);
  return shown;
}

}  // namespace sangam::suites::platform::scim
