#include "engines/authorization/graph.h"

#include "engines/authorization/explain.h"
#include "engines/authorization/listing.h"
#include "engines/authorization/resolve.h"

namespace sangam::authorization {

struct Graph::Resolved {
  ResolvedObject object;
  ResolvedSubject subject;
};

Graph::Graph(std::shared_ptr<const Schema> schema, HashSeed seed)
    : schema_(std::move(schema)), objects_(seed), conditions_(schema_) {}

std::expected<Graph::Resolved, Fault> Graph::resolve(const Schema& schema,
                                                     const Question& question) {
  const auto object = resolve_object(schema, question.object, question.relation);
  if (!object) return std::unexpected(object.error());
  const auto subject = resolve_subject(schema, question.subject);
  if (!subject) return std::unexpected(subject.error());
  return Resolved{*object, *subject};
}

std::optional<Fault> Graph::validate(const Schema& schema, const Tuple& tuple) {
  const auto resolved = resolve(schema, {tuple.object, tuple.relation, tuple.subject});
  if (!resolved) return resolved.error();
  if (auto allowed = require_allowed(schema, resolved->object.relation, resolved->subject);
      !allowed)
    return allowed.error();
  if (tuple.condition.empty()) return std::nullopt;
  if (auto compiled = compile_condition(schema, tuple.condition); !compiled)
    return compiled.error();
  return std::nullopt;
}

std::expected<void, Fault> Graph::touch(const Tuple& tuple) {
  const auto resolved = resolve(*schema_, {tuple.object, tuple.relation, tuple.subject});
  if (!resolved) return std::unexpected(resolved.error());
  const auto& [object, subject] = *resolved;
  if (auto allowed = require_allowed(*schema_, object.relation, subject); !allowed) return allowed;
  const auto condition = conditions_.acquire(tuple.condition);
  if (!condition) return std::unexpected(condition.error());
  const Node to{objects_.acquire(object.type, object.name.id), object.relation};
  const Node from{objects_.acquire(subject.kind.type, subject.name.object.id),
                  subject.kind.relation};
  const auto slot = tuples_.find(to, from);
  if (slot == kNoSlot) {
    tuples_.insert(to, from, *condition);
    return {};
  }
  // It holds its references already.
  objects_.release(to.object);
  objects_.release(from.object);
  conditions_.release(tuples_.at(slot).condition);
  tuples_.set_condition(slot, *condition);
  return {};
}

bool Graph::remove(const Tuple& tuple) {
  const auto resolved = resolve(*schema_, {tuple.object, tuple.relation, tuple.subject});
  if (!resolved) return false;
  const auto& [object, subject] = *resolved;
  const auto to = node_of(object.name, object.type, object.relation);
  const auto from = node_of(subject.name.object, subject.kind.type, subject.kind.relation);
  const auto slot = tuples_.find(to, from);
  if (slot == kNoSlot) return false;
  conditions_.release(tuples_.at(slot).condition);
  tuples_.erase(slot);
  objects_.release(to.object);
  objects_.release(from.object);
  return true;
}

Node Graph::node_of(const ObjectName& name, TypeNumber type, RelationNumber relation) const {
  return {objects_.find(type, name.id), relation};
}

Asker Graph::asker_of(const SubjectName& name, const SubjectKind& kind) const {
  Asker asker{.node = node_of(name.object, kind.type, kind.relation),
              .type = kind.type,
              .everyone = std::nullopt};
  if (kind.relation != kItself) return asker;
  const auto everyone = objects_.find(kind.type, kEveryone);
  if (everyone != kNoSlot) asker.everyone = Node{everyone, kItself};
  return asker;
}

std::expected<Outcome, Fault> Graph::check(const Question& question, const Context& context,
                                           Limits limits) const {
  const auto resolved = resolve(*schema_, question);
  if (!resolved) return std::unexpected(resolved.error());
  const auto& [object, subject] = *resolved;
  // A userset is within itself, whether or not a tuple names it.
  if (object.name == subject.name.object && object.relation == subject.kind.relation)
    return Outcome::allowed;
  const auto node = node_of(object.name, object.type, object.relation);
  if (node.object == kNoSlot && object.name != subject.name.object) return Outcome::denied;
  Evaluator evaluator(parts(), asker_of(subject.name, subject.kind), context, limits);
  const auto outcome = evaluator.decide(node);
  if (evaluator.fault()) return std::unexpected(*evaluator.fault());
  return outcome;
}

std::expected<Explanation, Fault> Graph::explain(const Question& question, const Context& context,
                                                 Limits limits) const {
  const auto resolved = resolve(*schema_, question);
  if (!resolved) return std::unexpected(resolved.error());
  const auto& [object, subject] = *resolved;
  const auto node = node_of(object.name, object.type, object.relation);
  if (node.object == kNoSlot ||
      (object.name == subject.name.object && object.relation == subject.kind.relation)) {
    const auto outcome = check(question, context, limits);
    if (!outcome) return std::unexpected(outcome.error());
    return explain_without_tuples(question, *outcome);
  }
  Evaluator evaluator(parts(), asker_of(subject.name, subject.kind), context, limits);
  auto explanation = explain_node(evaluator, node, question.subject);
  if (explanation.steps.empty()) return std::unexpected(*evaluator.fault());
  return explanation;
}

std::expected<Found, Fault> Graph::list_objects(std::string_view type, std::string_view relation,
                                                std::string_view subject, const Context& context,
                                                std::size_t most, Limits limits) const {
  const auto number = resolve_relation(*schema_, type, relation, "type");
  if (!number) return std::unexpected(number.error());
  const auto from = resolve_subject(*schema_, subject);
  if (!from) return std::unexpected(from.error());
  Evaluator evaluator(parts(), asker_of(from->name, from->kind), context, limits);
  auto found = find_objects(evaluator, *number, most);
  if (evaluator.fault()) return std::unexpected(*evaluator.fault());
  return found;
}

std::expected<Found, Fault> Graph::list_subjects(std::string_view object, std::string_view relation,
                                                 const Context& context, std::size_t most,
                                                 Limits limits) const {
  const auto resolved = resolve_object(*schema_, object, relation);
  if (!resolved) return std::unexpected(resolved.error());
  const auto node = node_of(resolved->name, resolved->type, resolved->relation);
  if (node.object == kNoSlot) return Found{};
  return find_subjects(parts(), node, context, most, limits);
}

}  // namespace sangam::authorization
