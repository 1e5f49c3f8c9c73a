#include "kernel/graphql/gather.h"

#include <boost/json/value.hpp>
#include <utility>

namespace sangam::graphql_door {

namespace json = boost::json;

void Gathering::add(const Level& level, const json::value& object) {
  const auto* members = object.if_object();
  if (!members || !level.has_links || level.kind != ObjectKind::record) return;
  for (const auto& chosen : level.fields) {
    if (!chosen.below || !chosen.plan) continue;
    const auto* value = members->if_contains(chosen.plan->member);
    if (value) add_member(chosen, *value);
  }
}

// Lists are as deep as their types say.
void Gathering::add_member(const Chosen& chosen, const json::value& value) {
  if (const auto* list = value.if_array()) {
    for (const auto& item : *list)
      add_member(chosen, item);
    return;
  }
  if (!chosen.plan->resource) return add(*chosen.below, value);
  if (value.is_string())
    add_link(*chosen.plan->resource, *chosen.below,
             {value.get_string().data(), value.get_string().size()});
}

void Gathering::add(const Level& connection, const PageView& page) {
  if (!connection.has_links) return;
  for (const auto& chosen : connection.fields) {
    if (!chosen.below || !chosen.below->has_links) continue;
    if (chosen.name == "nodes")
      for (std::size_t i = 0; i < page.size(); ++i)
        add(*chosen.below, page.node(i));
    if (chosen.name != "edges") continue;
    for (const auto& edge : chosen.below->fields)
      for (std::size_t i = 0; edge.below && i < page.size(); ++i)
        add(*edge.below, page.node(i));
  }
}

void Gathering::add_link(const api::Resource& resource, const Level& level, std::string_view id) {
  links_.want(resource, id);
  if (level.has_links && seen_[&level].insert(id).second) next_.push_back({&level, id});
}

void Gathering::go_on() {
  for (const auto& [level, id] : std::exchange(next_, {}))
    if (const auto* found = links_.find(id)) add(*level, *found);
}

}  // namespace sangam::graphql_door
