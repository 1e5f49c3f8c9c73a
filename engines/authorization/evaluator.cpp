#include "engines/authorization/evaluator.h"

#include <fmt/format.h>

#include <algorithm>

#include "engines/authorization/search.h"

namespace sangam::authorization {

namespace {

// What running a condition counts, in tuples looked at.
constexpr std::int64_t kConditionSteps = 50;

Mode turned(Mode mode) { return mode == Mode::certain ? Mode::possible : Mode::certain; }

}  // namespace

template <class Question>
Outcome Evaluator::decide_by(Question holds_in) {
  if (holds_in(Mode::certain)) return Outcome::allowed;
  return met_unknown_ && holds_in(Mode::possible) ? Outcome::undecided : Outcome::denied;
}

Outcome Evaluator::decide(Node node) {
  return decide_by([&](Mode mode) { return holds(node, mode); });
}

Outcome Evaluator::decide(const Rewrite& rewrite, Node node) {
  return decide_by([&](Mode mode) { return holds(rewrite, node, mode); });
}

bool Evaluator::holds(Node node, Mode mode) {
  if (parts_.schema.relation(node.relation).gated) return gate_holds(node, mode);
  if (is_open(node)) return false;
  Search search(*this, mode);
  return search.add_goal(node) || search.run();
}

bool Evaluator::holds(const Rewrite& rewrite, Node node, Mode mode) {
  if (fault_) return false;
  switch (rewrite.kind) {
    case Rewrite::Kind::all_of:
      return std::ranges::all_of(rewrite.operands,
                                 [&](const auto& one) { return holds(one, node, mode); });
    case Rewrite::Kind::first_but_not:
      return holds(rewrite.operands[0], node, mode) &&
             !holds(rewrite.operands[1], node, turned(mode)) && !fault_;
    default:
      return union_holds(rewrite, node, mode);
  }
}

// The operands that need one fact only are searched for together, which is cheap; then the others.
bool Evaluator::union_holds(const Rewrite& rewrite, Node node, Mode mode) {
  Search search(*this, mode);
  if (rewrite.kind != Rewrite::Kind::any_of)
    return search.add_goals_of(rewrite, node) || search.run();
  for (const auto& operand : rewrite.operands)
    if (!is_gated(operand) && search.add_goals_of(operand, node)) return true;
  if (search.run()) return true;
  return std::ranges::any_of(rewrite.operands, [&](const auto& operand) {
    return is_gated(operand) && holds(operand, node, mode);
  });
}

bool Evaluator::gate_holds(Node node, Mode mode) {
  if (fault_ || is_open(node)) return false;
  const auto key = node.key() << 1 | static_cast<std::uint64_t>(mode);
  if (const auto* known = gates_.find(key)) return *known;
  if (depth_ >= limits_.depth) {
    fault_ =
        Fault{FaultKind::too_deep,
              {},
              fmt::format("It needs more than {} relations inside each other.", limits_.depth)};
    return false;
  }
  const auto cuts = cuts_;
  open(node);
  ++depth_;
  const bool result =
      step() && holds(parts_.schema.relation(node.relation).rewrite, node, mode) && !fault_;
  --depth_;
  close();
  if (cuts_ == cuts) gates_.at(key) = result;
  return result;
}

void Evaluator::open(Node node) { open_.push_back(node); }

bool Evaluator::is_open(Node node) {
  const bool found = std::ranges::find(open_, node) != open_.end();
  cuts_ += found ? 1 : 0;
  return found;
}

bool Evaluator::verified(ConditionNumber condition, Mode mode) {
  auto result = Verification::Result::fails;
  if (const auto* known = verified_.find(condition)) {
    result = *known;
  } else {
    if (!step(kConditionSteps)) return false;
    result = verify(condition).result;
    verified_.insert(condition, result);
  }
  if (result != Verification::Result::unknown) return result == Verification::Result::holds;
  met_unknown_ = true;
  return mode == Mode::possible;
}

bool Evaluator::step(std::int64_t count) {
  if (fault_) return false;
  steps_ += count;
  if (steps_ <= limits_.steps) return true;
  fault_ = Fault{FaultKind::too_many_steps,
                 {},
                 fmt::format("It needs a look at more than {} tuples.", limits_.steps)};
  return false;
}

}  // namespace sangam::authorization
