#include "kernel/graphql/blueprint.h"

#include <stdexcept>

#include "base/assert.h"
#include "engines/graphql/print_schema.h"
#include "kernel/graphql/derivation.h"

namespace sangam::graphql_door {

namespace {

graphql::Schema build(const graphql::SchemaDraft& draft) {
  auto schema = graphql::Schema::build(draft);
  if (!schema) throw std::logic_error("no GraphQL schema: " + schema.error().front());
  return std::move(*schema);
}

template <class Found>
auto find_in(const Found& map, const auto& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

Blueprint::Blueprint(std::span<const api::Module* const> modules)
    : Blueprint(Derivation(modules)) {}

Blueprint::Blueprint(Derivation derivation)
    : schema_(build(derivation.draft)),
      subgraph_(
          graphql::print(schema_, graphql::SchemaOrder::declared, graphql::SchemaPart::subgraph)),
      restricted_(std::move(derivation.restricted)),
      resolver_(derivation.resolver) {
  const auto definition = [this](const FieldKey& key) {
    const auto* type = schema_.find_type(key.type);
    const auto* field = type == nullptr ? nullptr : type->find_field(key.field);
    SANGAM_ASSERT(field != nullptr);
    return field;
  };
  for (auto& [key, plan] : derivation.roots)
    roots_.emplace(definition(key), std::move(plan));
  for (auto& [key, plan] : derivation.fields)
    fields_.emplace(definition(key), std::move(plan));
  for (const auto& [name, kind] : derivation.kinds)
    kinds_.emplace(schema_.find_type(name), kind);
  for (const auto& [prefix, resource] : derivation.resources)
    resources_.emplace(resource->type->name, resource);
}

const RootPlan* Blueprint::root(const graphql::FieldDefinition& field) const {
  return find_in(roots_, &field);
}

const FieldPlan* Blueprint::field(const graphql::FieldDefinition& field) const {
  return find_in(fields_, &field);
}

ObjectKind Blueprint::kind(const graphql::NamedType& type) const {
  const auto* kind = find_in(kinds_, &type);
  SANGAM_ASSERT(kind != nullptr);
  return *kind;
}

bool Blueprint::is_restricted(const api::Resource& resource) const {
  return restricted_.contains(&resource);
}

const api::Resource* Blueprint::resource(std::string_view type) const {
  const auto* found = find_in(resources_, type);
  return found == nullptr ? nullptr : *found;
}

}  // namespace sangam::graphql_door
