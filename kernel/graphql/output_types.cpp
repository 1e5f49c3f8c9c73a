// What replies become: objects, connections, links.

#include <algorithm>
#include <stdexcept>

#include "kernel/graphql/derivation.h"
#include "kernel/graphql/names.h"
#include "kernel/graphql/scalars.h"

namespace sangam::graphql_door {

namespace {

// How many a list inside a reply is taken to have: nothing says so.
constexpr std::uint32_t kAssumedSize = 10;

bool has_id(const Type& record) {
  const auto fields = record.fields();
  return std::ranges::find(fields, "id", &Field::name) != fields.end();
}

}  // namespace

// Roots are nullable: what one refuses takes nothing from the others.
std::string Derivation::reply_type(const Type& reply) {
  if (is_empty(reply)) return "Boolean";
  return is_page(reply) ? add_connection(reply) : add_record(reply);
}

std::string Derivation::add_record(const Type& record) {
  std::string name(record.name);
  if (!is_new(name, record)) return name;
  auto& object = draft.object(name);
  kinds.emplace(name, ObjectKind::record);
  for (const auto& field : record.fields())
    add_member(object, record, field);
  return name;
}

void Derivation::add_member(graphql::TypeDraft& object, const Type& record, const Field& field) {
  const auto& leaf = innermost(*field.type);
  if (is_empty(leaf)) return;
  if (const auto* resource = linked(leaf); resource || is_id(leaf)) {
    const auto names = link_names(field.name);
    object.field(names.id, wrapped(*field.type, "ID"), std::string(field.text));
    fields[{object.name, names.id}] = {.member = std::string(field.name), .type = &leaf};
    if (resource) add_link(object, record, field, *resource);
    return;
  }
  const auto name = field_name(field.name);
  const bool is_object = leaf.shape == Shape::object;
  if (is_page(leaf)) throw std::logic_error("a page inside " + std::string(record.name));
  const auto type = is_object ? add_record(leaf) : leaf_type(leaf, enumeration_of(record, field));
  auto& added = object.field(name, wrapped(*field.type, type), std::string(field.text));
  if (is_object && field.type != &leaf && wrapped(*field.type, "").starts_with('['))
    added.assumed_size = kAssumedSize;
  fields[{object.name, name}] = {
      .member = std::string(field.name),
      .type = &leaf,
      .is_enumeration = leaf.shape == Shape::text && can_enumerate(leaf.facts.values)};
}

// What an id names may be gone, or not for the caller to see: links are nullable.
void Derivation::add_link(graphql::TypeDraft& object, const Type& record, const Field& field,
                          const api::Resource& resource) {
  auto name = link_names(field.name).link;
  if (name.empty()) name = field_name(resource.name);
  if (field.name == "id" && resource.type == &record) return;
  const bool taken = std::ranges::any_of(record.fields(), [&](const Field& other) {
    return &other != &field && field_name(other.name) == name;
  });
  if (taken) return;
  const bool is_list = wrapped(*field.type, "").starts_with('[');
  const auto target = add_record(*resource.type);
  auto& added = object.field(name, is_list ? "[" + target + "]" : target,
                             "What " + link_names(field.name).id + " names.");
  if (is_list) added.assumed_size = kAssumedSize;
  fields[{object.name, name}] = {
      .member = std::string(field.name), .type = &innermost(*field.type), .resource = &resource};
}

std::string Derivation::add_connection(const Type& page) {
  const auto& item = innermost(item_of(page));
  const auto node = add_record(item);
  const auto name = node + "Connection";
  if (!kinds.emplace(name, ObjectKind::connection).second) return name;
  add_page_info();
  const auto edge = name + "Edge";
  kinds.emplace(edge, ObjectKind::edge);
  auto& object = draft.object(name, "A part of a list.");
  object.field("edges", "[" + edge + "!]!", "What it has, each with where it stands.");
  object.field("nodes", "[" + node + "!]!", "The same without.");
  object.field("pageInfo", "PageInfo!", "Where this part stands in the whole.");
  auto& edges = draft.object(edge);
  edges.field("node", node + "!");
  edges.field("cursor", "String!", "To go on behind it.");
  return name;
}

void Derivation::add_page_info() {
  if (!kinds.emplace("PageInfo", ObjectKind::page_info).second) return;
  auto& info =
      draft.object("PageInfo", "Where a part of a list stands (Relay cursor connections).");
  info.field("hasNextPage", "Boolean!", "Whether there is more behind `endCursor`.");
  info.field("hasPreviousPage", "Boolean!", "Whether it was asked for with `after`.");
  info.field("startCursor", "String", "Of the first edge.");
  info.field("endCursor", "String", "Of the last edge.");
}

std::string Derivation::leaf_type(const Type& leaf, const std::string& enumeration) {
  if (leaf.shape != Shape::text || !can_enumerate(leaf.facts.values))
    return std::string(scalar_of(leaf));
  if (!is_new(enumeration, leaf)) return enumeration;
  auto& type = draft.enumeration(enumeration);
  for (const auto value : leaf.facts.values)
    type.value(enumerator_name(value));
  return enumeration;
}

const api::Resource* Derivation::linked(const Type& leaf) const {
  const auto found = resources.find(id_prefix(leaf));
  return found == resources.end() || !has_id(*found->second->type) ? nullptr : found->second;
}

bool Derivation::is_new(const std::string& name, const Type& type) {
  const auto [place, added] = named_.emplace(name, &type);
  if (added || place->second == &type) return added;
  const auto& known = *place->second;
  const bool same =
      known.shape == type.shape &&
      (type.shape == Shape::object
           ? std::ranges::equal(known.fields(), type.fields(), {}, &Field::name, &Field::name)
           : std::ranges::equal(known.facts.values, type.facts.values));
  if (!same) throw std::logic_error("two different types would be called " + name);
  return false;
}

std::string wrapped(const Type& type, const std::string& name) {
  if (type.shape == Shape::optional) return wrapped_nullable(*type.inner, name);
  return wrapped_nullable(type, name) + "!";
}

std::string wrapped_nullable(const Type& type, const std::string& name) {
  if (type.shape == Shape::optional) return wrapped_nullable(*type.inner, name);
  return type.shape == Shape::list ? "[" + wrapped(*type.inner, name) + "]" : name;
}

std::string enumeration_of(const Type& owner, const Field& field) {
  return std::string(owner.name) + type_name(field.name);
}

}  // namespace sangam::graphql_door
