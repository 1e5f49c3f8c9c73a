#pragma once

// Blueprint: the schema that declared operations make, and what stands behind each of its names.
//
//   queries                                   fields of Query; pages are connections
//   commands, postings, processes, tasks      fields of Mutation: an `input`, an `idempotencyKey`
//   streams                                   fields of Subscription
//   resources                                 entities of a federation, and where ids lead to
//
// Uploads and downloads are bytes, which GraphQL has no place for: they stay with REST.

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engines/graphql/schema.h"
#include "kernel/api/module.h"
#include "kernel/graphql/plan.h"

namespace sangam::graphql_door {

class Derivation;

// Immutable; any thread. The modules outlive it.
class Blueprint {
 public:
  // Throws std::logic_error when the declarations make no schema: two types of one name, say.
  explicit Blueprint(std::span<const api::Module* const> modules);

  const graphql::Schema& schema() const noexcept { return schema_; }
  // The schema as a subgraph tells of itself.
  const std::string& subgraph() const noexcept { return subgraph_; }

  // Null for what a root has beside operations. O(1).
  const RootPlan* root(const graphql::FieldDefinition& field) const;
  // Null for a field of what is no record. O(1).
  const FieldPlan* field(const graphql::FieldDefinition& field) const;
  // Of an object that a field of an operation leads to. O(1).
  ObjectKind kind(const graphql::NamedType& type) const;
  // The resource whose objects have this type; null when there is none. O(1).
  const api::Resource* resource(std::string_view type) const;
  // Whether things of this resource are restricted data: an operation that reads them says so, or
  // none reads them. O(log resources).
  bool is_restricted(const api::Resource& resource) const;
  // "resources.resolve", as which links are followed; null when it is not declared.
  const api::Operation* resolver() const noexcept { return resolver_; }

 private:
  explicit Blueprint(Derivation derivation);

  graphql::Schema schema_;
  std::string subgraph_;
  std::unordered_map<const graphql::FieldDefinition*, RootPlan> roots_;
  std::unordered_map<const graphql::FieldDefinition*, FieldPlan> fields_;
  std::unordered_map<const graphql::NamedType*, ObjectKind> kinds_;
  std::unordered_map<std::string_view, const api::Resource*> resources_;
  std::set<const api::Resource*> restricted_;
  const api::Operation* resolver_;
};

}  // namespace sangam::graphql_door
