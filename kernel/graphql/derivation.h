#pragma once

// Derivation: from declared operations and resources to the draft of a schema, and to the plans
// behind its fields. Lives while a Blueprint is made.

#include <compare>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "engines/graphql/schema_draft.h"
#include "kernel/api/module.h"
#include "kernel/graphql/plan.h"

namespace sangam::graphql_door {

struct FieldKey {
  std::string type;
  std::string field;

  friend auto operator<=>(const FieldKey&, const FieldKey&) = default;
};

class Derivation {
 public:
  // Throws std::logic_error for what cannot be told apart.
  explicit Derivation(std::span<const api::Module* const> modules);

  graphql::SchemaDraft draft;
  std::map<FieldKey, RootPlan> roots;
  std::map<FieldKey, FieldPlan> fields;
  std::map<std::string, ObjectKind, std::less<>> kinds;
  std::map<std::string_view, const api::Resource*> resources;  // by the prefix of their ids
  std::set<const api::Resource*> restricted;
  const api::Operation* resolver = nullptr;
  const api::Operation* tail = nullptr;  // the stream of events; null: there is none

 private:
  // derivation.cpp: fields of the roots.
  void add_operation(const api::Operation& operation);
  void add_query(const api::Operation& operation, graphql::FieldDraft& field, RootPlan& plan);
  void add_mutation(const api::Operation& operation, graphql::FieldDraft& field, RootPlan& plan);
  void add_arguments(const api::Operation& operation, const Type& type,
                     std::vector<std::string_view> path, graphql::FieldDraft& field,
                     RootPlan& plan);
  void add_argument(const api::Operation& operation, const Type& owner, const Field& field,
                    const std::vector<std::string_view>& path, graphql::FieldDraft& draft,
                    RootPlan& plan);
  void add_paging(const api::Operation& operation, const std::vector<std::string_view>& path,
                  graphql::FieldDraft& field, RootPlan& plan);

  // event_subscriptions.cpp
  void add_events(std::span<const api::Module* const> modules);
  void add_event(const api::EventType& event);
  void add_payload(const api::EventType& event, graphql::TypeDraft& owner);

  // output_types.cpp
  std::string reply_type(const Type& reply);
  std::string add_record(const Type& record);
  void add_member(graphql::TypeDraft& object, const Type& record, const Field& field);
  void add_link(graphql::TypeDraft& object, const Type& record, const Field& field,
                const api::Resource& resource);
  std::string add_connection(const Type& page);
  void add_page_info();

  // input_types.cpp
  std::string input_type(const Type& type, const std::string& enumeration);
  std::string add_input_object(const Type& type);

  // The name of a scalar or an enumeration, which is declared as `enumeration` when it is new.
  std::string leaf_type(const Type& leaf, const std::string& enumeration);
  const api::Resource* linked(const Type& leaf) const;
  // Whether the name is new; throws when something else has it.
  bool is_new(const std::string& name, const Type& type);

  std::map<std::string, const Type*, std::less<>> named_;
};

// What an operation costs beside its rows: it is a transaction of its own.
inline constexpr std::uint32_t kOperationCost = 10;

// "[Account!]!" of a list of structs that is no optional.
std::string wrapped(const Type& type, const std::string& name);
// The same where nothing may come: "[Account!]".
std::string wrapped_nullable(const Type& type, const std::string& name);
// Text that says of a named enumeration where it is: type and field.
std::string enumeration_of(const Type& owner, const Field& field);

}  // namespace sangam::graphql_door
