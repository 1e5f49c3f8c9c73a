#include "suites/platform/scim/scim_users.h"

#include <algorithm>
#include <boost/json.hpp>

#include "suites/platform/identity/federated_members.h"
#include "suites/platform/identity/member_address.h"
#include "suites/platform/identity/revocations.h"
#include "suites/platform/identity/role_permissions_of.h"
#include "suites/platform/identity/rows.h"
#include "suites/platform/scim/list_sql.h"
#include "suites/platform/scim/patch.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"
#include "suites/platform/scim/statements.h"
#include "suites/platform/scim/user_facts.h"
#include "suites/platform/scim/user_rows.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr ListSource kSource{kUserKind, "scim.users.page", SANGAM_SCIM_USER_COLUMNS,
                             SANGAM_SCIM_USERS};

ScimError name_taken() { return {409, "uniqueness", "Another user is known by this userName."}; }
ScimError address_taken() { return {409, "uniqueness", "Another user has the primary address."}; }

json::object read_user(const json::value& sent) {
  const auto* object = sent.if_object();
  if (!object) throw invalid_syntax("A user is an object.");
  return read_resource(kUserKind, *object);
}

// Throws when the document is larger than one may be.
std::string text_of(const json::object& document) {
  auto text = json::serialize(document);
  if (text.size() > kDocumentMost) throw invalid_value("The user is too large.");
  return text;
}

// An owner is let in and kept out by owners: whoever runs the directory must not take the tenant
// over, nor lock its owners out.
void require_owner_unchanged(const UserRow& before, const UserFacts& facts) {
  if (before.role != name(Role::owner)) return;
  const auto known = json::parse(before.document).at("userName").as_string();
  if (facts.active == false || facts.email.value_or(before.email) != before.email ||
      facts.user_name != std::string_view(known))
    throw ScimError(403, "mutability",
                    "The user is an owner: a directory changes neither how they sign in nor "
                    "whether they may.");
}

}  // namespace

Task<Resource> ScimUsers::shown(api::Call& call, UserId id, View view) {
  const auto row = co_await call.row<UserRow>(kReadUser, id);
  if (!row) throw not_found();
  std::vector<UserTeamRow> teams;
  if (view.projection.shows(kUserKind, "groups"))
    teams = co_await call.rows<UserTeamRow>(kTeamsOfUsers, std::vector<Uuid>{id.value});
  co_return show_user(*row, teams, view);
}

Task<Resource> ScimUsers::get(api::Call& call, UserId id, View view) {
  co_return co_await shown(call, id, std::move(view));
}

Task<ResourceList> ScimUsers::list(api::Call& call, ListQuery query, View view) {
  ResourceList list;
  list.total = co_await count_rows(call.work(), kSource, query);
  if (query.count == 0 || query.start > list.total) co_return list;
  auto rows = store::read_rows<UserRow>(co_await read_page(call.work(), kSource, query));
  std::vector<UserTeamRow> teams;
  if (view.projection.shows(kUserKind, "groups")) {
    auto ids = ids_of(rows);
    const auto counts = co_await call.rows<TeamCountRow>(kTeamCounts, ids);
    rows.resize(fitting(rows, counts, kShownGroupsMost));
    ids.resize(rows.size());
    teams = co_await call.rows<UserTeamRow>(kTeamsOfUsers, ids);
  }
  for (const auto& row : rows)
    list.items.push_back(show_user(row, teams, view));
  co_return list;
}

Task<UserRow> ScimUsers::lock(api::Call& call, UserId id, std::string if_match) {
  call.set_target(id.str());
  if (!co_await call.row<IdRow>(kHoldUser, id)) throw not_found();
  auto row = co_await call.row<UserRow>(kReadUser, id);
  if (!row) throw not_found();
  require_version(if_match, row->version());
  co_return std::move(*row);
}

// Whoever may decide on somebody's address may become them, so a directory does it only for those
// whom it might have made.
Task<void> ScimUsers::change_address(api::Call& call, UserRow before, std::string email,
                                     std::string role) {
  const auto tenant = call.tenant().number;
  const auto theirs = co_await permissions_of_role(call.work(), roles_, tenant, before.role);
  if (!std::ranges::includes(roles_.of(role), theirs))
    throw ScimError(403, "mutability",
                    "The user may do more than the token's role: a directory does not change "
                    "their address.");
  co_await change_member_address(call.work(), tenant, UserId{before.id}, email);
}

Task<void> ScimUsers::write(api::Call& call, UserRow before, json::object document,
                            std::string role) {
  const auto facts = facts_of(document);
  require_owner_unchanged(before, facts);
  const UserId id{before.id};
  if (co_await call.row<IdRow>(kFindNameHolder, facts.user_name, id)) throw name_taken();
  const auto text = text_of(document);
  try {
    if (facts.email && facts.email != before.email)
      co_await change_address(call, before, *facts.email, std::move(role));
    co_await call.run(kWriteUser, id, facts.user_name, facts.external_id, text, call.now());
  } catch (const store::DatabaseError& error) {
    if (error.violates_unique("users_user_name_key")) throw name_taken();
    if (is_address_taken(error)) throw address_taken();
    throw;
  }
  ChangeUser change{.id = id};
  if (facts.name.str() != before.name) change.name = facts.name;
  if (facts.active && *facts.active != before.active)
    change.status = *facts.active ? UserStatus::active : UserStatus::suspended;
  if (change.name || change.status) co_await users_.change(call, std::move(change));
  else
    revoke(call, cache_,
           {.subject = RevokedSubject::user, .tenant = call.tenant().number, .id = before.id});
}

// Active, as all who are new; what the document says of that follows.
Task<UserRow> ScimUsers::insert(api::Call& call, UserRow row, std::string role) {
  const auto tenant = call.tenant().number;
  row.id = call.new_id();
  row.role = std::move(role);
  row.active = true;
  call.set_target(UserId{row.id}.str());
  if (co_await platform::find_member(call.work(), tenant, row.email)) throw address_taken();
  Subject member{
      .id = {row.id}, .email = row.email, .name = row.name, .role = row.role, .trusted_since = {}};
  co_await add_federated_member(call.work(), tenant, std::move(member), call.system_time());
  co_return row;
}

Task<Resource> ScimUsers::create(api::Call& call, json::value sent, UserWrite how) {
  auto document = read_user(sent);
  const auto facts = facts_of(document);
  if (!facts.email) throw invalid_value("Without emails the userName must be an address.");
  UserRow row;
  if (const auto known = co_await call.row<IdRow>(kFindUnprovisioned, *facts.email)) {
    row = co_await lock(call, UserId{known->id}, {});
  } else {
    row.email = *facts.email;
    row.name = facts.name.str();
    row.document = text_of(document);
    row = co_await insert(call, std::move(row), how.role);
  }
  const UserId id{row.id};
  co_await write(call, std::move(row), std::move(document), how.role);
  co_return co_await shown(call, id, std::move(how.view));
}

Task<Resource> ScimUsers::replace(api::Call& call, UserId id, json::value sent, UserWrite how) {
  auto document = read_user(sent);
  auto row = co_await lock(call, id, how.if_match);
  // Nobody is let in, or kept out, by a word that was left out.
  if (!document.contains("active")) document["active"] = row.active;
  co_await write(call, std::move(row), std::move(document), how.role);
  co_return co_await shown(call, id, std::move(how.view));
}

Task<Resource> ScimUsers::patch(api::Call& call, UserId id, std::vector<PatchOperation> operations,
                                UserWrite how) {
  require_few_operations(operations, kUserPatchOperationsMost);
  auto row = co_await lock(call, id, how.if_match);
  auto document = json::parse(row.document).as_object();
  if (document.contains("active") || !row.active) document["active"] = row.active;
  for (const auto& operation : operations) {
    apply_patch(kUserKind, operation, document);
    text_of(document);
  }
  auto read = read_resource(kUserKind, document);
  // Taken away on purpose: then nobody is kept out.
  const bool reinstates = !read.contains("active") && !row.active;
  if (reinstates) {
    ChangeUser change{.id = id, .status = UserStatus::active};
    co_await users_.change(call, std::move(change));
    row.active = true;
  }
  co_await write(call, std::move(row), std::move(read), how.role);
  co_return co_await shown(call, id, std::move(how.view));
}

Task<void> ScimUsers::remove(api::Call& call, UserId id, std::string if_match) {
  const auto row = co_await lock(call, id, std::move(if_match));
  if (row.role == name(Role::owner))
    throw ScimError(403, "", "The user is an owner: a directory does not remove owners.");
  co_await users_.remove(call, RemoveUser{id});
}

}  // namespace sangam::suites::platform::scim
