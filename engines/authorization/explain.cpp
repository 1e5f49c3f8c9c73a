#include "engines/authorization/explain.h"

#include <fmt/format.h>

namespace sangam::authorization {

namespace {

// Tries of one relation that are told; then how many there are beyond.
constexpr int kTriesMost = 20;

// Follows one proof where the answer is yes, and every try where it is no. Nodes on the way are
// held open, so a proof never rests on what it is to prove.
class Explainer {
 public:
  Explainer(Evaluator& evaluator, std::string_view subject)
      : evaluator_(evaluator), parts_(evaluator.parts()), subject_(subject) {}

  Explanation run(Node node) {
    relation(node, 0);
    if (!explanation_.steps.empty()) explanation_.outcome = explanation_.steps.front().outcome;
    return std::move(explanation_);
  }

 private:
  // What an evaluator says that ran out of steps means nothing, so nothing is told from there on.
  bool full() const { return full_; }

  void add(ExplanationStep step) {
    if (full_) return;
    full_ = evaluator_.fault() || explanation_.steps.size() + 1 >= Explanation::kStepsMost;
    if (evaluator_.fault() && explanation_.steps.empty()) return;
    if (full_)
      step = {.depth = step.depth,
              .kind = StepKind::omitted,
              .reason = "There is more to say than fits here."};
    explanation_.steps.push_back(std::move(step));
  }

  std::string text(Node node) const {
    const auto& type = parts_.schema.types()[parts_.objects.type(node.object)];
    auto text = type.name + ":" + parts_.objects.id(node.object);
    return node.relation == kItself ? text
                                    : text + "#" + parts_.schema.relation(node.relation).name;
  }

  void relation(Node node, int depth) {
    const bool cycle = evaluator_.is_open(node);
    const auto outcome = cycle ? Outcome::denied : evaluator_.decide(node);
    add({.depth = depth,
         .kind = StepKind::relation,
         .outcome = outcome,
         .what = text(node),
         .reason = cycle ? "This is what is to be shown: nothing follows from it."
                         : sentence(outcome, text(node))});
    if (cycle || full() || evaluator_.asker().node == node) return;
    evaluator_.open(node);
    rewrite(parts_.schema.relation(node.relation).rewrite, node, depth + 1);
    evaluator_.close();
  }

  std::string sentence(Outcome outcome, const std::string& what) const {
    const auto hash = what.find('#');
    constexpr std::string_view kVerbs[] = {"is not", "may be", "is"};
    return fmt::format("{} {} {} of {}.", subject_, kVerbs[static_cast<int>(outcome)],
                       what.substr(hash + 1), what.substr(0, hash));
  }

  void rewrite(const Rewrite& rewrite, Node node, int depth) {
    if (full()) return;
    switch (rewrite.kind) {
      case Rewrite::Kind::direct:
        return direct(node, depth);
      case Rewrite::Kind::computed:
        return relation({node.object, rewrite.relation}, depth);
      case Rewrite::Kind::through:
        return through(rewrite, node, depth);
      case Rewrite::Kind::any_of:
        return any_of(rewrite, node, depth);
      case Rewrite::Kind::all_of:
        return all_of(rewrite, node, depth);
      case Rewrite::Kind::first_but_not:
        return exclusion(rewrite, node, depth);
    }
  }

  // Of a yes the operand that gives it; of a no all.
  void any_of(const Rewrite& rewrite, Node node, int depth) {
    const auto wanted = evaluator_.decide(rewrite, node);
    for (const auto& operand : rewrite.operands) {
      const bool proves = wanted != Outcome::denied && evaluator_.decide(operand, node) == wanted;
      if (wanted == Outcome::denied || proves) this->rewrite(operand, node, depth);
      if (proves) return;
    }
  }

  // Of a no the operands that give it; of a yes all.
  void all_of(const Rewrite& rewrite, Node node, int depth) {
    const auto wanted = evaluator_.decide(rewrite, node);
    add({.depth = depth,
         .kind = StepKind::intersection,
         .outcome = wanted,
         .what = text(node),
         .reason = "All of these are needed."});
    for (const auto& operand : rewrite.operands)
      if (wanted == Outcome::allowed || evaluator_.decide(operand, node) == wanted)
        this->rewrite(operand, node, depth + 1);
  }

  void exclusion(const Rewrite& rewrite, Node node, int depth) {
    const auto first = evaluator_.decide(rewrite.operands[0], node);
    const auto second = evaluator_.decide(rewrite.operands[1], node);
    const bool excluded = first != Outcome::denied && second != Outcome::denied;
    add({.depth = depth,
         .kind = StepKind::exclusion,
         .outcome = evaluator_.decide(rewrite, node),
         .what = text(node),
         .reason = excluded ? "The second of these takes away what the first gives."
                            : "The first of these is needed, and not the second."});
    this->rewrite(rewrite.operands[0], node, depth + 1);
    if (first != Outcome::denied) this->rewrite(rewrite.operands[1], node, depth + 1);
  }

  // Tuples of the relation: those of the subject itself, of everybody, and of usersets.
  void direct(Node node, int depth) {
    const auto& asker = evaluator_.asker();
    bool named = false;
    for (const auto subject : {std::optional(asker.node), asker.everyone}) {
      const auto slot = subject ? parts_.tuples.find(node, *subject) : kNoSlot;
      if (slot == kNoSlot) continue;
      if (tuple(slot, depth) == Verification::Result::holds) return;
      named = true;
    }
    const auto& kinds = parts_.schema.relation(node.relation).subjects;
    const auto tried = explanation_.steps.size();
    for (const auto& kind : kinds)
      if (kind.relation != kItself && usersets(node, kind.relation, depth)) return;
    if (!named && tried == explanation_.steps.size())
      add({.depth = depth,
           .kind = StepKind::no_tuple,
           .what = text(node),
           .reason = fmt::format("No tuple names {}.", subject_)});
  }

  // True when one of them was the proof.
  bool usersets(Node node, RelationNumber kind, int depth) {
    return each_tuple(node, kind, depth, [](const TupleRecord& tuple) { return tuple.subject; });
  }

  void through(const Rewrite& rewrite, Node node, int depth) {
    const Node tupleset{node.object, rewrite.relation};
    if (parts_.tuples.of_object(tupleset, kItself).count == 0)
      return add(
          {.depth = depth,
           .kind = StepKind::no_tuple,
           .what = text(tupleset),
           .reason = fmt::format("{} has no {}.", text({node.object, kItself}), rewrite.name)});
    each_tuple(tupleset, kItself, depth, [&](const TupleRecord& tuple) {
      return Node{tuple.subject.object,
                  rewrite.target_of(parts_.objects.type(tuple.subject.object))};
    });
  }

  // Each tuple leads to a node that would be enough. First the proof is looked for; where there is
  // none, the first tries are told.
  template <class Leads>
  bool each_tuple(Node object, RelationNumber kind, int depth, Leads leads) {
    const auto list = parts_.tuples.of_object(object, kind);
    for (auto slot = list.first; slot != kNoSlot; slot = parts_.tuples.next_of_object(slot)) {
      const auto& record = parts_.tuples.at(slot);
      const auto goal = leads(record);
      if (goal.relation == kItself || evaluator_.is_open(goal)) continue;
      if (!evaluator_.passes(record.condition, Mode::certain)) continue;
      if (!evaluator_.holds(goal, Mode::certain)) continue;
      tell(slot, goal, depth);
      return true;
    }
    auto slot = list.first;
    for (int told = 0; slot != kNoSlot && told < kTriesMost && !full(); ++told) {
      tell(slot, leads(parts_.tuples.at(slot)), depth);
      slot = parts_.tuples.next_of_object(slot);
    }
    if (slot != kNoSlot)
      add({.depth = depth,
           .kind = StepKind::omitted,
           .what = text(object),
           .reason = fmt::format("And {} more tuples.", list.count - kTriesMost)});
    return false;
  }

  void tell(std::uint32_t slot, Node goal, int depth) {
    if (tuple(slot, depth) != Verification::Result::fails && goal.relation != kItself)
      relation(goal, depth + 1);
  }

  Verification::Result tuple(std::uint32_t slot, int depth) {
    const auto& record = parts_.tuples.at(slot);
    ExplanationStep step{.depth = depth,
                         .kind = StepKind::tuple,
                         .outcome = Outcome::allowed,
                         .what = text(record.object) + "@" + text(record.subject),
                         .condition = parts_.conditions.text(record.condition),
                         .reason = "A tuple says so."};
    auto result = Verification::Result::holds;
    if (record.condition != kUnconditional) {
      const auto verified = evaluator_.verify(record.condition);
      result = verified.result;
      if (result == Verification::Result::holds) step.reason = "Its condition holds.";
      if (result == Verification::Result::fails) step.reason = "Its condition does not hold.";
      if (result == Verification::Result::unknown)
        step.reason = fmt::format("Its condition cannot be decided: {}.", verified.reason);
      step.outcome = static_cast<Outcome>(result);
    }
    add(std::move(step));
    return result;
  }

  Evaluator& evaluator_;
  GraphParts parts_;
  std::string_view subject_;
  Explanation explanation_;
  bool full_ = false;
};

}  // namespace

Explanation explain_node(Evaluator& evaluator, Node node, std::string_view subject) {
  return Explainer(evaluator, subject).run(node);
}

Explanation explain_without_tuples(const Question& question, Outcome outcome) {
  ExplanationStep step{.outcome = outcome,
                       .what = fmt::format("{}#{}", question.object, question.relation)};
  if (outcome == Outcome::denied) {
    step.kind = StepKind::no_tuple;
    step.reason = fmt::format("No tuple names {}.", question.object);
  } else {
    step.reason =
        fmt::format("It follows from the model alone: {} is part of it.", question.subject);
  }
  return {outcome, {step}};
}

}  // namespace sangam::authorization
