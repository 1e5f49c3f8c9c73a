#include "suites/platform/scim/patch_values.h"

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>
#include <set>

#include "suites/platform/scim/filter_match.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr int kTermsMost = 10;  // of a filter, which is held against each value

int terms(const Filter& filter) {
  if (filter.children.empty()) return 1;
  return std::accumulate(filter.children.begin(), filter.children.end(), 0,
                         [](int sum, const Filter& child) { return sum + terms(child); });
}

bool is_primary(const json::value& value) {
  const auto* primary = value.is_object() ? value.get_object().if_contains("primary") : nullptr;
  return primary && primary->is_bool() && primary->get_bool();
}

// The newest primary value is the only one.
void keep_one_primary(json::array& values, std::size_t first_new) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first_new);
  if (std::none_of(begin, values.end(), is_primary)) return;
  std::for_each(values.begin(), begin, [](json::value& value) {
    if (is_primary(value)) value.get_object()["primary"] = false;
  });
}

// The same text for values that are alike, in whatever order their parts stand.
std::string text_of(const Attribute& attribute, const json::value& value) {
  const auto* parts = value.if_object();
  if (!parts) return json::serialize(value);
  json::array ordered;
  for (const auto& part : attribute.parts) {
    const auto* inner = parts->if_contains(part.name);
    ordered.push_back(inner ? *inner : json::value());
  }
  return json::serialize(ordered);
}

void add_values(const Attribute& attribute, const json::value& sent, json::array& values) {
  const auto read = read_attribute(attribute, sent);
  if (read.is_null()) return;
  const auto before = values.size();
  std::set<std::string> known;
  for (const auto& value : values)
    known.insert(text_of(attribute, value));
  for (const auto& value : read.get_array())
    if (known.insert(text_of(attribute, value)).second) values.push_back(value);
  keep_one_primary(values, before);
}

// Those that are named by their value, as directories name who leaves.
void remove_named(const Attribute& attribute, const json::value& sent, json::array& values) {
  const auto named = read_attribute(attribute, sent);
  if (named.is_null()) return;
  const auto key = [&](const json::value& value) {
    const auto* object = value.if_object();
    const auto* inner = object ? object->if_contains("value") : nullptr;
    return inner ? json::serialize(*inner) : text_of(attribute, value);
  };
  std::set<std::string> gone;
  for (const auto& one : named.get_array())
    gone.insert(key(one));
  json::array kept;
  for (auto& value : values)
    if (!gone.contains(key(value))) kept.push_back(std::move(value));
  values = std::move(kept);
}

// One value that was chosen, or its part; false when nothing of it is left.
bool change_value(PatchKind operation, const AttributePath& target, const json::value& sent,
                  json::value& value) {
  if (operation == PatchKind::remove && !target.part) return false;
  auto& parts = value.get_object();
  if (target.part) {
    const auto read =
        operation == PatchKind::remove ? json::value() : read_value(*target.part, sent);
    if (read.is_null()) parts.erase(target.part->name);
    else parts[target.part->name] = read;
    return !parts.empty();
  }
  const auto read = read_value(*target.attribute, sent);
  if (!read.is_object()) return false;
  if (operation == PatchKind::replace) parts = read.get_object();
  else merge_parts(read.get_object(), parts);
  return true;
}

bool is_meant(const PatchPath& path, const json::value& value) {
  return !path.values || matches(*path.values, *path.target.attribute, value);
}

// Nothing is there yet for which the path holds.
void make_value(const PatchPath& path, const json::value& sent, json::array& values) {
  auto made = path.values ? value_meant(*path.values, *path.target.attribute) : json::object();
  if (made.is_null()) throw no_target("The path means no value that is there.");
  if (change_value(PatchKind::add, path.target, sent, made)) values.push_back(std::move(made));
}

void change_chosen(PatchKind operation, const PatchPath& path, const json::value& sent,
                   json::array& values) {
  if (path.values && terms(*path.values) > kTermsMost)
    throw invalid_filter("The filter of a path has too many terms.");
  json::array kept;
  bool found = false;
  for (auto& value : values) {
    const bool meant = is_meant(path, value);
    found = found || meant;
    if (!meant || change_value(operation, path.target, sent, value))
      kept.push_back(std::move(value));
  }
  values = std::move(kept);
  if (!found && operation != PatchKind::remove) make_value(path, sent, values);
}

}  // namespace

void merge_parts(const json::object& parts, json::object& whole) {
  for (const auto& part : parts)
    whole[part.key()] = part.value();
}

void apply_to_values(PatchKind operation, const PatchPath& path, const json::value& sent,
                     json::object& place) {
  const auto& attribute = *path.target.attribute;
  auto* member = place.if_contains(attribute.name);
  json::array values = member ? std::move(member->get_array()) : json::array();
  const bool is_whole = !path.values && !path.target.part;
  if (!is_whole) change_chosen(operation, path, sent, values);
  else if (operation == PatchKind::add) add_values(attribute, sent, values);
  else if (operation == PatchKind::remove && !sent.is_null()) remove_named(attribute, sent, values);
  else {
    values.clear();
    if (operation == PatchKind::replace) add_values(attribute, sent, values);
  }
  require_few_values(attribute, values.size());
  if (values.empty()) place.erase(attribute.name);
  else place[attribute.name] = std::move(values);
}

}  // namespace sangam::suites::platform::scim
