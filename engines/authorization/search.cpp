#include "engines/authorization/search.h"

#include <algorithm>

namespace sangam::authorization {

Search::Search(Evaluator& evaluator, Mode mode)
    : evaluator_(evaluator),
      schema_(evaluator.parts().schema),
      tuples_(evaluator.parts().tuples),
      mode_(mode) {
  const auto& asker = evaluator.asker();
  for (const auto node : {std::optional(asker.node), asker.everyone})
    if (node && reached_seen_.insert(node->key())) reached_.push_back(*node);
}

bool Search::add_goal(Node node) {
  if (!goals_seen_.insert(node.key())) return false;
  if (reached_seen_.find(node.key())) return true;
  if (evaluator_.is_open(node)) return false;
  const bool group = schema_.groups().contains(node.relation);
  if (!group) goals_.push_back(node);
  else if (!groups_known_) group_goals_.push_back(node);
  return false;
}

bool Search::add_goals_of(const Rewrite& rewrite, Node node) {
  switch (rewrite.kind) {
    case Rewrite::Kind::direct:
      return is_direct(node) || add_usersets(node);
    case Rewrite::Kind::computed:
      return add_goal({node.object, rewrite.relation});
    case Rewrite::Kind::through:
      return add_passages(rewrite, node);
    default:
      return std::ranges::any_of(rewrite.operands,
                                 [&](const auto& one) { return add_goals_of(one, node); });
  }
}

bool Search::run() {
  set_relevant();
  while (!evaluator_.fault() && goals_pending() && reached_pending()) {
    const bool other = next_goal_ < goals_.size();
    const auto goal = other ? goals_[next_goal_] : group_goals_[next_group_goal_];
    const auto steps = groups_known_ ? Steps::others : Steps::groups;
    const auto node = reached_[groups_known_ ? next_to_others_ : next_to_groups_];
    const bool from_goal =
        goals_cost_ + cost_of_goal(goal) <= reached_cost_ + cost_of_reached(node, steps);
    if (from_goal) ++(other ? next_goal_ : next_group_goal_);
    else ++(groups_known_ ? next_to_others_ : next_to_groups_);
    if (from_goal ? take_goal(goal) : take_reached(node, steps)) return !evaluator_.fault();
  }
  return false;
}

// A group goal that was not reached, once all groups are known, never is.
bool Search::goals_pending() const {
  return next_goal_ < goals_.size() || (!groups_known_ && next_group_goal_ < group_goals_.size());
}

bool Search::reached_pending() {
  if (!groups_known_ && next_to_groups_ < reached_.size()) return true;
  groups_known_ = true;
  return goals_pending() && next_to_others_ < reached_.size();
}

bool Search::take_goal(Node goal) {
  const auto before = evaluator_.steps();
  const bool found = evaluator_.step() && expand_goal(goal);
  goals_cost_ += evaluator_.steps() - before;
  return found;
}

bool Search::take_reached(Node node, Steps steps) {
  const auto before = evaluator_.steps();
  const bool found = evaluator_.step() && expand_reached(node, steps);
  reached_cost_ += evaluator_.steps() - before;
  return found;
}

const std::vector<Node>& Search::explore(RelationNumber relation) {
  relevant_ = schema_.relation(relation).contributors;
  while (next_to_others_ < reached_.size() && evaluator_.step()) {
    const auto node = reached_[next_to_others_++];
    expand_reached(node, Steps::all);
  }
  return reached_;
}

void Search::set_relevant() {
  relevant_ = RelationSet(schema_.relations().size());
  for (const auto* goals : {&goals_, &group_goals_})
    for (const auto& node : *goals)
      relevant_.add_all(schema_.relation(node.relation).contributors);
}

bool Search::wants(Steps steps, RelationNumber into) const {
  if (!relevant_.contains(into)) return false;
  return steps == Steps::all || schema_.groups().contains(into) == (steps == Steps::groups);
}

// A tuple names the asker, or everybody.
bool Search::is_direct(Node node) {
  const auto& asker = evaluator_.asker();
  for (const auto subject : {std::optional(asker.node), asker.everyone}) {
    if (!subject) continue;
    const auto slot = tuples_.find(node, *subject);
    if (slot != kNoSlot && evaluator_.passes(tuples_.at(slot).condition, mode_)) return true;
  }
  return false;
}

bool Search::expand_goal(Node node) {
  const auto& relation = schema_.relation(node.relation);
  return relation.gated ? evaluator_.gate_holds(node, mode_) : add_goals_of(relation.rewrite, node);
}

bool Search::add_usersets(Node node) {
  for (const auto& kind : schema_.relation(node.relation).subjects) {
    if (kind.relation == kItself) continue;
    auto slot = tuples_.of_object(node, kind.relation).first;
    for (; slot != kNoSlot; slot = tuples_.next_of_object(slot)) {
      const auto& tuple = tuples_.at(slot);
      if (!evaluator_.step()) return false;
      if (evaluator_.passes(tuple.condition, mode_) && add_goal(tuple.subject)) return true;
    }
  }
  return false;
}

bool Search::add_passages(const Rewrite& rewrite, Node node) {
  auto slot = tuples_.of_object({node.object, rewrite.relation}, kItself).first;
  for (; slot != kNoSlot; slot = tuples_.next_of_object(slot)) {
    const auto& tuple = tuples_.at(slot);
    if (!evaluator_.step()) return false;
    const auto target = rewrite.target_of(evaluator_.parts().objects.type(tuple.subject.object));
    if (target == kItself || !evaluator_.passes(tuple.condition, mode_)) continue;
    if (add_goal({tuple.subject.object, target})) return true;
  }
  return false;
}

const std::vector<RelationNumber>& Search::tuples_of(Node node) const {
  const auto& asker = evaluator_.asker();
  if (node.relation != kItself) return schema_.relation(node.relation).userset_of;
  const auto& type = schema_.types()[asker.type];
  return asker.everyone == node ? type.everyone_of : type.subject_of;
}

bool Search::expand_reached(Node node, Steps steps) {
  for (const auto relation : tuples_of(node))
    if (wants(steps, relation) && add_subject_of(node, relation)) return true;
  if (node.relation == kItself) return false;
  const auto& relation = schema_.relation(node.relation);
  for (const auto into : relation.computed_into)
    if (wants(steps, into) && add_reached({node.object, into})) return true;
  for (const auto& passage : relation.passages) {
    if (!wants(steps, passage.into)) continue;
    auto slot = tuples_.of_subject({node.object, kItself}, passage.tupleset).first;
    for (; slot != kNoSlot; slot = tuples_.next_of_subject(slot)) {
      const auto& tuple = tuples_.at(slot);
      if (!evaluator_.step()) return false;
      if (evaluator_.passes(tuple.condition, mode_) &&
          add_reached({tuple.object.object, passage.into}))
        return true;
    }
  }
  return false;
}

bool Search::add_subject_of(Node subject, RelationNumber relation) {
  auto slot = tuples_.of_subject(subject, relation).first;
  for (; slot != kNoSlot; slot = tuples_.next_of_subject(slot)) {
    const auto& tuple = tuples_.at(slot);
    if (!evaluator_.step()) return false;
    if (evaluator_.passes(tuple.condition, mode_) && add_reached(tuple.object)) return true;
  }
  return false;
}

// What an intersection or exclusion is part of holds only if it holds as a whole.
bool Search::add_reached(Node node) {
  if (reached_seen_.find(node.key()) || refused_.find(node.key())) return false;
  const bool held = !schema_.relation(node.relation).gated ? !evaluator_.is_open(node)
                                                           : evaluator_.gate_holds(node, mode_);
  if (!held) {
    refused_.insert(node.key());
    return false;
  }
  reached_seen_.insert(node.key());
  reached_.push_back(node);
  return goals_seen_.find(node.key()) != nullptr;
}

std::int64_t Search::cost_of_goal(Node node) const {
  const auto& relation = schema_.relation(node.relation);
  if (relation.gated) return 16;  // at least two searches
  std::int64_t cost = 1;
  for (const auto& kind : relation.subjects)
    if (kind.relation != kItself) cost += tuples_.of_object(node, kind.relation).count;
  return cost;
}

std::int64_t Search::cost_of_reached(Node node, Steps steps) const {
  std::int64_t cost = 1;
  for (const auto relation : tuples_of(node))
    if (wants(steps, relation)) cost += tuples_.of_subject(node, relation).count;
  if (node.relation == kItself) return cost;
  for (const auto& passage : schema_.relation(node.relation).passages)
    if (wants(steps, passage.into))
      cost += tuples_.of_subject({node.object, kItself}, passage.tupleset).count;
  return cost;
}

}  // namespace sangam::authorization
