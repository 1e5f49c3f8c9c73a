#include "suites/platform/scim/scim_groups.h"

#include <boost/json.hpp>

#include "suites/platform/identity/rows.h"
#include "suites/platform/scim/group_rows.h"
#include "suites/platform/scim/list_sql.h"
#include "suites/platform/scim/member_plan.h"
#include "suites/platform/scim/patch.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"
#include "suites/platform/scim/statements.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;
using teams::TeamId;

constexpr ListSource kSource{kGroupKind, "scim.groups.page", SANGAM_SCIM_GROUP_COLUMNS,
                             SANGAM_SCIM_GROUPS};

std::optional<std::string> text_at(const json::object& document, std::string_view name) {
  const auto* value = document.if_contains(name);
  if (!value) return std::nullopt;
  return std::string(value->get_string());
}

json::object read_group(const json::value& sent) {
  const auto* object = sent.if_object();
  if (!object) throw invalid_syntax("A group is an object.");
  return read_resource(kGroupKind, *object);
}

teams::TeamName name_of(const json::object& document) {
  teams::TeamName name;
  if (teams::TeamName::parse(text_at(document, "displayName").value_or(""), name))
    throw invalid_value("displayName must be a line of 1 to 120 characters.");
  return name;
}

json::value members_of(const json::object& document) {
  const auto* members = document.if_contains("members");
  return members ? *members : json::value();
}

bool names_members(const PatchPath& path) {
  return path.target.attribute && path.target.attribute->name == "members";
}

// What an operation says of members, and what of the rest.
struct Parted {
  std::optional<PatchPath> path;  // of members
  json::value members;
  std::optional<PatchOperation> rest;
};

Parted part(PatchOperation operation) {
  Parted parted;
  if (operation.path) {
    auto path = read_patch_path(kGroupKind, *operation.path);
    if (names_members(path)) {
      parted.path = std::move(path);
      parted.members = std::move(operation.value);
    } else {
      parted.rest = std::move(operation);
    }
    return parted;
  }
  if (auto* object = operation.value.if_object())
    if (auto* sent = find_member(*object, "members")) {
      parted.path = read_patch_path(kGroupKind, "members");
      // What is left of it names nobody, and an empty list changes nothing of a document.
      parted.members = std::exchange(*sent, nullptr);
    }
  parted.rest = std::move(operation);
  return parted;
}

}  // namespace

Task<Resource> ScimGroups::shown(api::Call& call, TeamId id, View view) {
  const auto row = co_await call.row<GroupRow>(kReadGroup, id);
  if (!row) throw not_found();
  std::vector<GroupMemberRow> members;
  if (view.projection.shows(kGroupKind, "members"))
    members = co_await call.rows<GroupMemberRow>(kMembersOfTeams, std::vector<Uuid>{id.value});
  co_return show_group(*row, members, view);
}

Task<Resource> ScimGroups::get(api::Call& call, TeamId id, View view) {
  co_return co_await shown(call, id, std::move(view));
}

Task<ResourceList> ScimGroups::list(api::Call& call, ListQuery query, View view) {
  ResourceList list;
  list.total = co_await count_rows(call.work(), kSource, query);
  if (query.count == 0 || query.start > list.total) co_return list;
  auto rows = store::read_rows<GroupRow>(co_await read_page(call.work(), kSource, query));
  std::vector<GroupMemberRow> members;
  if (view.projection.shows(kGroupKind, "members")) {
    std::vector<Uuid> ids;
    std::int64_t shown = 0;
    for (const auto& row : rows) {
      shown += row.members;
      if (!ids.empty() && shown > kShownMembersMost) break;
      ids.push_back(row.id);
    }
    rows.resize(ids.size());
    members = co_await call.rows<GroupMemberRow>(kMembersOfTeams, ids);
  }
  for (const auto& row : rows)
    list.items.push_back(show_group(row, members, view));
  co_return list;
}

Task<GroupRow> ScimGroups::find(api::Call& call, TeamId id, std::string if_match) {
  call.set_target(id.str());
  if (!if_match.empty() && !co_await call.row<IdRow>(kHoldGroup, id)) throw not_found();
  auto row = co_await call.row<GroupRow>(kReadGroup, id);
  if (!row) throw not_found();
  require_version(if_match, row->version());
  co_return std::move(*row);
}

Task<std::set<UserId>> ScimGroups::members(api::Call& call, TeamId id) {
  std::set<UserId> ids;
  for (const auto& row :
       co_await call.rows<GroupMemberRow>(kMembersOfTeams, std::vector<Uuid>{id.value}))
    ids.insert(UserId{row.user_id});
  co_return ids;
}

Task<void> ScimGroups::write(api::Call& call, GroupRow before, json::object document) {
  const TeamId id{before.id};
  const auto name = name_of(document);
  if (name.str() != before.name) {
    teams::ChangeTeam change{.id = id, .name = name};
    co_await teams_.directory.change(call, std::move(change));
  }
  const auto external_id = text_at(document, "externalId");
  if (external_id != before.external_id) co_await call.run(kWriteGroup, id, external_id);
}

Task<Resource> ScimGroups::create(api::Call& call, json::value sent, View view) {
  const auto document = read_group(sent);
  const auto members = read_members(members_of(document));
  const auto team = co_await teams_.directory.create(call, {name_of(document), std::nullopt});
  co_await call.run(kWriteGroup, team.id, text_at(document, "externalId"));
  if (!members.empty())
    co_await teams_.memberships.apply(call, team.id, {{members.begin(), members.end()}, {}});
  co_return co_await shown(call, team.id, std::move(view));
}

Task<Resource> ScimGroups::replace(api::Call& call, TeamId id, json::value sent,
                                   std::string if_match, View view) {
  auto document = read_group(sent);
  auto wanted = read_members(members_of(document));
  auto row = co_await find(call, id, std::move(if_match));
  MemberPlan plan(co_await members(call, id));
  plan.replace(std::move(wanted));
  co_await write(call, std::move(row), std::move(document));
  co_await teams_.memberships.apply(call, id, plan.change());
  co_return co_await shown(call, id, std::move(view));
}

Task<Resource> ScimGroups::patch(api::Call& call, TeamId id, std::vector<PatchOperation> operations,
                                 std::string if_match, View view) {
  auto row = co_await find(call, id, std::move(if_match));
  json::object document{{"displayName", row.name}};
  if (row.external_id) document["externalId"] = *row.external_id;
  std::optional<MemberPlan> plan;
  for (auto& operation : operations) {
    const auto kind = operation.kind;
    const auto parted = part(std::move(operation));
    if (parted.path) {
      if (!plan) plan.emplace(co_await members(call, id));
      plan->apply(kind, *parted.path, parted.members);
    }
    if (parted.rest) apply_patch(kGroupKind, *parted.rest, document);
  }
  auto read = read_resource(kGroupKind, document);
  co_await write(call, std::move(row), std::move(read));
  if (plan) co_await teams_.memberships.apply(call, id, plan->change());
  co_return co_await shown(call, id, std::move(view));
}

Task<void> ScimGroups::remove(api::Call& call, TeamId id, std::string if_match) {
  co_await find(call, id, std::move(if_match));
  co_await teams_.directory.remove(call, teams::OneTeam{id});
}

}  // namespace sangam::suites::platform::scim
