#include "suites/platform/scim/member_plan.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/http/target.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

const Attribute& members_attribute() { return *find_attribute(kGroupKind.attributes, "members"); }

UserId read_member(const json::object& member) {
  const auto* type = member.if_contains("type");
  if (type && *type == json::value("Group"))
    throw invalid_value("A group cannot be a member of a group.");
  const auto* value = member.if_contains("value");
  UserId id;
  if (!value || UserId::parse(value->get_string(), id))
    throw invalid_value("A member's value is no id of a user.");
  return id;
}

// Whom value eq "…" means; nothing when there is no such id.
std::optional<UserId> one_meant(const Filter& filter) {
  const auto* text = std::get_if<std::string>(&filter.value);
  if (filter.kind != Filter::Kind::comparison || filter.comparison != Comparison::eq ||
      !http::equal_ignoring_case(filter.path, "value") || !text)
    throw invalid_filter("Members are chosen by value eq, several joined by or.");
  UserId id;
  return UserId::parse(*text, id) ? std::nullopt : std::optional(id);
}

}  // namespace

std::set<UserId> read_members(const json::value& sent) {
  std::set<UserId> members;
  const auto read = read_attribute(members_attribute(), sent);
  if (read.is_null()) return members;
  for (const auto& member : read.get_array())
    members.insert(read_member(member.get_object()));
  return members;
}

void MemberPlan::remove_meant(const Filter& filter) {
  if (filter.kind == Filter::Kind::any) {
    for (const auto& child : filter.children)
      remove_meant(child);
  } else if (const auto one = one_meant(filter)) {
    members_.erase(*one);
  }
}

void MemberPlan::apply(PatchKind kind, const PatchPath& path, const json::value& value) {
  if (path.target.part) throw invalid_path("Members are added and removed as a whole.");
  if (path.values) {
    if (kind != PatchKind::remove) throw invalid_path("Members are added by their value.");
    return remove_meant(*path.values);
  }
  auto named = read_members(value);
  switch (kind) {
    case PatchKind::add:
      members_.merge(named);
      return;
    case PatchKind::replace:
      members_ = std::move(named);
      return;
    case PatchKind::remove:
      if (value.is_null()) members_.clear();
      for (const auto& id : named)
        members_.erase(id);
  }
}

teams::MemberChange MemberPlan::change() const {
  teams::MemberChange change;
  std::ranges::set_difference(members_, before_, std::back_inserter(change.add));
  std::ranges::set_difference(before_, members_, std::back_inserter(change.remove));
  return change;
}

}  // namespace sangam::suites::platform::scim
