// What a field of a root needs before it runs: its arguments, what is selected below it, and for
// what is no operation its answer.

#include "base/json_text.h"
#include "engines/graphql/introspection.h"
#include "kernel/graphql/executor.h"

namespace sangam::graphql_door {

namespace {

std::string error_of(const Root& root, const graphql::Problem& problem,
                     const telemetry::Trace& trace) {
  const Path path{root.field->key};
  return error_json(problem, {.path = &path}, trace);
}

graphql::Problem problem_of(const graphql::Refusal& refusal, const graphql::Document& document) {
  return {.rule = graphql::Rule::coercion,
          .message = refusal.message,
          .locations = {graphql::Locator(document.text()).locate(refusal.position)}};
}

std::string text_member(const graphql::Value& value, std::string_view name) {
  const auto* member = value.find(name);
  const auto* text = member ? member->get<std::string>() : nullptr;
  return text ? *text : std::string();
}

}  // namespace

Root Executor::make_root(const graphql::Scope& scope, const graphql::CollectedField& field,
                         const graphql::NamedType& type, const telemetry::Trace& trace) const {
  Root root;
  root.field = &field;
  root.type = &type;
  const auto& first = field.first();
  root.definition = scope.schema.find_field(type, first.name.text);
  root.plan = blueprint_.root(*root.definition);
  auto arguments = graphql::coerce_arguments(root.definition->arguments, first.arguments,
                                             scope.variables, first.position);
  if (!arguments) {
    root.error = error_of(root, problem_of(arguments.error(), scope.document), trace);
    return root;
  }
  root.arguments = std::move(*arguments);
  if (root.plan) choose_below(scope, root, trace);
  else answer(scope, root, trace);
  return root;
}

void Executor::choose_below(const graphql::Scope& scope, Root& root,
                            const telemetry::Trace& trace) const {
  const auto& named = *root.definition->type.named;
  if (named.is_leaf()) return;
  auto below = choose(scope, blueprint_, named, *root.field);
  if (below) root.below = std::move(*below);
  else root.error = error_of(root, problem_of(below.error(), scope.document), trace);
}

void Executor::answer(const graphql::Scope& scope, Root& root,
                      const telemetry::Trace& trace) const {
  const auto name = root.name();
  if (name == "_entities") return read_representations(scope, root, trace);
  if (name == "_service") return describe_service(scope, root, trace);
  if (name == "__typename") {
    append_json_string(root.type->name, root.text.emplace());
    return;
  }
  auto answered = graphql::introspect(scope, *root.field, limits_.introspection_answer);
  if (answered) root.text = graphql::to_json(*answered);
  else root.error = error_of(root, answered.error(), trace);
}

void Executor::describe_service(const graphql::Scope& scope, Root& root,
                                const telemetry::Trace& trace) const {
  const auto& type = *root.definition->type.named;
  const auto fields = graphql::collect_subfields(scope, type, *root.field);
  if (!fields) {
    root.error = error_of(root, problem_of(fields.error(), scope.document), trace);
    return;
  }
  std::string text = "{";
  for (const auto& field : *fields) {
    if (text.back() != '{') text += ',';
    append_json_string(field.key, text);
    text += ':';
    const bool is_sdl = field.first().name.text == "sdl";
    append_json_string(is_sdl ? blueprint_.subgraph() : type.name, text);
  }
  root.text = text + '}';
}

// {"__typename": "Account", "id": "acct_…"} each. What is none of these is null.
void Executor::read_representations(const graphql::Scope& scope, Root& root,
                                    const telemetry::Trace& trace) const {
  root.is_entities = true;
  const auto given =
      root.arguments.empty() ? nullptr : root.arguments.front().value.get<graphql::Value::List>();
  if (!given) return;
  if (given->size() > limits_.representations) {
    root.error = error_of(root,
                          {.rule = graphql::Rule::limit,
                           .message = "There are more than " +
                                      std::to_string(limits_.representations) + " representations.",
                           .locations = {}},
                          trace);
    return;
  }
  for (const auto& value : *given) {
    auto& one = root.representations.emplace_back();
    const auto type_name = text_member(value, "__typename");
    one.resource = blueprint_.resource(type_name);
    if (!one.resource) continue;
    one.id = text_member(value, "id");
    auto& level = root.entity_levels[one.resource];
    if (!level) {
      auto chosen = choose(scope, blueprint_, *scope.schema.find_type(type_name), *root.field);
      if (!chosen) {
        root.error = error_of(root, problem_of(chosen.error(), scope.document), trace);
        return;
      }
      level = std::move(*chosen);
    }
    one.level = level.get();
  }
}

}  // namespace sangam::graphql_door
