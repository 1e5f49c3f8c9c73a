#include "kernel/graphql/derivation.h"

#include <algorithm>
#include <stdexcept>

#include "engines/graphql/federation.h"
#include "kernel/api/list.h"
#include "kernel/api/rest_input.h"
#include "kernel/graphql/names.h"
#include "kernel/graphql/scalars.h"

namespace sangam::graphql_door {

namespace {

using api::Kind;
using api::Operation;

constexpr std::string_view kResolver = "resources.resolve";
constexpr std::string_view kTail = "events.tail";

const char* root_of(const Operation& operation) {
  if (operation.kind == Kind::stream) return "Subscription";
  return writes(operation.kind) ? "Mutation" : "Query";
}

bool is_served(const Operation& operation) {
  return operation.kind != Kind::upload && operation.kind != Kind::download &&
         operation.output != nullptr;
}

std::string description_of(const Operation& operation) {
  std::string text = operation.summary;
  if (!text.empty() && !text.ends_with('.')) text += '.';
  if (!operation.description.empty()) text += "\n\n" + operation.description;
  if (!operation.permission.empty()) text += "\n\nNeeds `" + operation.permission + "`.";
  return text;
}

// What is read by its own operation without a trace is not restricted when a link leads to it.
bool is_restricted(std::span<const api::Module* const> modules, const Type& type) {
  bool is_read = false;
  for (const auto* module : modules)
    for (const auto& operation : module->operations()) {
      if (operation.kind != Kind::query || operation.output != &type) continue;
      if (operation.data == api::DataClass::restricted) return true;
      is_read = true;
    }
  return !is_read;
}

std::vector<std::string_view> extended(std::vector<std::string_view> path, std::string_view name) {
  path.push_back(name);
  return path;
}

}  // namespace

Derivation::Derivation(std::span<const api::Module* const> modules) {
  draft.description = "Every declared operation of this server. Texts of values are those of REST.";
  add_scalars(draft);
  for (const auto* module : modules)
    for (const auto& resource : module->resources())
      if (!resources.emplace(resource.id_prefix, &resource).second)
        throw std::logic_error("two resources with one prefix: " + std::string(resource.id_prefix));
  draft.object("Query", "What can be read.");
  for (const auto* module : modules)
    for (const auto& operation : module->operations()) {
      if (operation.name == kResolver) resolver = &operation;
      if (operation.name == kTail) tail = &operation;
      if (is_served(operation)) add_operation(operation);
    }
  add_events(modules);
  for (const auto& [prefix, resource] : resources) {
    if (is_restricted(modules, *resource->type)) restricted.insert(resource);
    const auto name = add_record(*resource->type);
    draft.find(name)->apply(graphql::federation_key("id"));
  }
  if (auto* shared = draft.find("PageInfo")) shared->apply({.name = "shareable", .arguments = {}});
  graphql::add_federation(draft);
}

void Derivation::add_operation(const Operation& operation) {
  const std::string root = root_of(operation);
  auto* type = draft.find(root);
  if (type == nullptr)
    type = &draft.object(root, root == "Mutation" ? "What can be done, one after another."
                                                  : "What can be followed.");
  FieldKey key{root, field_name(operation.name)};
  const auto [place, added] = roots.emplace(key, RootPlan{.operation = &operation});
  if (!added)
    throw std::logic_error("two operations are called " + key.field + ": " + operation.name);
  auto& plan = place->second;
  plan.is_connection = is_page(*operation.output);
  auto& field = type->field(key.field, reply_type(*operation.output), description_of(operation));
  field.costs(kOperationCost);
  if (!operation.deprecated.empty()) field.deprecate("From " + operation.deprecated + ".");
  if (writes(operation.kind)) return add_mutation(operation, field, plan);
  add_query(operation, field, plan);
}

void Derivation::add_mutation(const Operation& operation, graphql::FieldDraft& field,
                              RootPlan& plan) {
  plan.takes_input = true;
  if (!is_empty(*operation.input))
    field.argument(
        {.name = std::string(kInputArgument), .type = add_input_object(*operation.input) + "!"});
  field.argument({.name = std::string(kKeyArgument),
                  .type = "String",
                  .description = "1 to 255 visible ASCII characters: the same key does it once."});
  if (api::takes_if_match(operation))
    field.argument({.name = std::string(kMatchArgument),
                    .type = "String",
                    .description = "Only if it is as the reply with this entity tag showed it."});
}

void Derivation::add_query(const Operation& operation, graphql::FieldDraft& field, RootPlan& plan) {
  add_arguments(operation, *operation.input, {}, field, plan);
  if (operation.kind == Kind::stream)
    field.argument({.name = std::string(kLastEventArgument),
                    .type = "String",
                    .description = "Goes on behind it: `extensions.eventId` of the last item."});
}

// Structs inside a request that REST reads from a query string are taken apart there, and here too.
void Derivation::add_arguments(const Operation& operation, const Type& type,
                               std::vector<std::string_view> path, graphql::FieldDraft& field,
                               RootPlan& plan) {
  if (&type == &type_of<api::Paging>) return add_paging(operation, path, field, plan);
  const bool flat = !api::takes_json_body(operation);
  for (const auto& one : type.fields()) {
    if (one.type == &type_of<api::Paging>)
      add_paging(operation, extended(path, one.name), field, plan);
    else if (flat && one.type->shape == Shape::object)
      add_arguments(operation, *one.type, extended(path, one.name), field, plan);
    else add_argument(operation, type, one, path, field, plan);
  }
}

void Derivation::add_argument(const Operation& operation, const Type& owner, const Field& field,
                              const std::vector<std::string_view>& path,
                              graphql::FieldDraft& draft_field, RootPlan& plan) {
  if (is_empty(innermost(*field.type)) || innermost(*field.type).shape == Shape::document) return;
  ArgumentPlan argument{
      .name = field_name(field.name), .path = extended(path, field.name), .type = field.type};
  argument.may_be_absent = field.type->shape == Shape::list && !api::takes_json_body(operation);
  auto type = input_type(*field.type, enumeration_of(owner, field));
  if (argument.may_be_absent) type.pop_back();
  const auto taken = std::ranges::find(plan.arguments, argument.name, &ArgumentPlan::name);
  if (taken != plan.arguments.end())
    throw std::logic_error("an argument twice: " + operation.name + " " + argument.name);
  draft_field.argument(
      {.name = argument.name, .type = std::move(type), .description = std::string(field.text)});
  plan.arguments.push_back(std::move(argument));
}

void Derivation::add_paging(const Operation& operation, const std::vector<std::string_view>& path,
                            graphql::FieldDraft& field, RootPlan& plan) {
  plan.arguments.push_back({.name = std::string(kFirstArgument), .path = extended(path, "limit")});
  plan.arguments.push_back({.name = std::string(kAfterArgument), .path = extended(path, "cursor")});
  field
      .argument({.name = std::string(kFirstArgument),
                 .type = "Int",
                 .description = "How many, 1 to 1000; 50 unless said."})
      .argument({.name = std::string(kAfterArgument),
                 .type = "String",
                 .description = "Goes on behind the edge that has this cursor."})
      .sized_by(std::string(kFirstArgument), api::kDefaultPageSize);
  if (operation.sorts.empty()) return;
  const auto name = type_name(operation.name) + "Sort";
  auto& order = draft.enumeration(name);
  for (const auto sort : operation.sorts) {
    order.value(enumerator_name(sort) + "_ASC");
    order.value(enumerator_name(sort) + "_DESC");
  }
  field.argument({.name = "sort", .type = name});
  plan.arguments.push_back({.name = "sort", .path = extended(path, "sort")});
}

}  // namespace sangam::graphql_door
