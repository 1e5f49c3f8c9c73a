#include "suites/platform/scim/projection.h"

#include <boost/json.hpp>

#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::size_t kNamesMost = 100;

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    auto name = text.substr(0, text.find(','));
    text.remove_prefix(std::min(name.size() + 1, text.size()));
    while (name.starts_with(' '))
      name.remove_prefix(1);
    while (name.ends_with(' '))
      name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
  }
  if (names.size() > kNamesMost) throw invalid_value("More than 100 attributes are named.");
  return names;
}

bool is_always_shown(const AttributePath& path) {
  return path.attribute && path.attribute->returned == Returned::always;
}

// The object in which the attribute stands; null when there is none.
json::object* place_of(const AttributePath& path, json::object& resource) {
  if (!path.extension) return &resource;
  auto* inner = resource.if_contains(path.extension->schema);
  return inner ? &inner->get_object() : nullptr;
}

template <class Change>
void each_value(json::value& value, Change change) {
  if (auto* values = value.if_array()) {
    for (auto& one : *values)
      if (one.is_object()) change(one.get_object());
  } else if (value.is_object()) {
    change(value.get_object());
  }
}

void leave_out(const AttributePath& path, json::object& resource) {
  if (!path.attribute) {
    resource.erase(path.extension->schema);
    return;
  }
  auto* place = place_of(path, resource);
  if (!place) return;
  if (!path.part) {
    place->erase(path.attribute->name);
    return;
  }
  if (auto* whole = place->if_contains(path.attribute->name))
    each_value(*whole, [&](json::object& one) { one.erase(path.part->name); });
}

// Copies the part into `shown`, value by value.
void copy_part(const AttributePath& path, const json::value& whole, json::value& shown) {
  const auto copy = [&](const json::object& from, json::object& to) {
    if (const auto* part = from.if_contains(path.part->name)) to[path.part->name] = *part;
  };
  if (const auto* values = whole.if_array()) {
    if (!shown.is_array()) shown = json::array(values->size(), json::object());
    for (std::size_t i = 0; i < values->size(); ++i)
      copy((*values)[i].get_object(), shown.get_array()[i].get_object());
    return;
  }
  if (!shown.is_object()) shown = json::object();
  copy(whole.get_object(), shown.get_object());
}

void show(const AttributePath& path, json::object& resource, json::object& shown) {
  if (!path.attribute) {
    if (auto* inner = resource.if_contains(path.extension->schema))
      shown[path.extension->schema] = *inner;
    return;
  }
  auto* from = place_of(path, resource);
  const auto* whole = from ? from->if_contains(path.attribute->name) : nullptr;
  if (!whole) return;
  auto* to = &shown;
  if (path.extension) {
    auto& inner = shown[path.extension->schema];
    if (!inner.is_object()) inner = json::object();
    to = &inner.get_object();
  }
  if (path.part) copy_part(path, *whole, (*to)[path.attribute->name]);
  else (*to)[path.attribute->name] = *whole;
}

}  // namespace

Projection Projection::read(std::string_view attributes, std::string_view excluded) {
  Projection projection;
  projection.names_ = split(attributes);
  auto left_out = split(excluded);
  if (left_out.empty()) return projection;
  if (!projection.names_.empty())
    throw invalid_syntax("Either attributes or excludedAttributes may be given.");
  projection.names_ = std::move(left_out);
  projection.excludes_ = true;
  return projection;
}

bool Projection::shows(const ResourceKind& kind, std::string_view attribute) const {
  bool named = false;
  for (const auto& name : names_) {
    const auto path = find_path(kind, name);
    if (!path || !path->attribute || path->attribute->name != attribute) continue;
    named = named || !excludes_ || !path->part;
  }
  return names_.empty() || named != excludes_;
}

void Projection::apply(const ResourceKind& kind, json::object& resource) const {
  if (names_.empty()) return;
  if (!excludes_) return keep_only(kind, resource);
  for (const auto& name : names_)
    if (const auto path = find_path(kind, name); path && !is_always_shown(*path))
      leave_out(*path, resource);
}

void Projection::keep_only(const ResourceKind& kind, json::object& resource) const {
  json::object shown;
  for (const auto& attribute : common_attributes())
    if (attribute.returned == Returned::always)
      if (const auto* value = resource.if_contains(attribute.name)) shown[attribute.name] = *value;
  for (const auto& name : names_)
    if (const auto path = find_path(kind, name)) show(*path, resource, shown);
  resource = std::move(shown);
}

}  // namespace sangam::suites::platform::scim
