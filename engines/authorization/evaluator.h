#pragma once

// Evaluator: answers whether one subject has relations, in one context. Private to the engine.
//
// Facts are yes, no or unknown (a condition that lacks its context). An answer is worked out twice
// at most: once taking unknown facts for no (certain), and, where that gave no, for yes (possible).
// Behind `but not` the two change places.

#include <optional>
#include <span>
#include <vector>

#include "engines/authorization/condition_table.h"
#include "engines/authorization/context.h"
#include "engines/authorization/limits.h"
#include "engines/authorization/object_table.h"
#include "engines/authorization/tuple_table.h"

namespace sangam::authorization {

// What questions are asked of.
struct GraphParts {
  const Schema& schema;
  const ObjectTable& objects;
  const TupleTable& tuples;
  const ConditionTable& conditions;
};

enum class Mode : std::uint8_t { certain, possible };

// Who asks; an object that no tuple names is kNoSlot.
struct Asker {
  Node node;
  TypeNumber type = 0;
  std::optional<Node> everyone;  // "user:*", when a tuple names it and the asker is one of them
};

// Lives for one question.
class Evaluator {
 public:
  Evaluator(GraphParts parts, Asker asker, const Context& context, Limits limits)
      : parts_(parts), asker_(asker), context_(context), limits_(limits) {}

  Outcome decide(Node node);
  Outcome decide(const Rewrite& rewrite, Node node);
  bool holds(Node node, Mode mode);
  bool holds(const Rewrite& rewrite, Node node, Mode mode);

  // Between the two, the node counts as not held: a proof of it must not need itself.
  void open(Node node);
  void close() { open_.pop_back(); }
  bool is_open(Node node);
  const std::vector<Node>& opened() const noexcept { return open_; }

  // Of a tuple's condition.
  bool passes(ConditionNumber condition, Mode mode) {
    return condition == kUnconditional || verified(condition, mode);
  }
  Verification verify(ConditionNumber condition) const {
    return parts_.conditions.verify(condition, context_.values());
  }

  // Counts a tuple or node looked at; false when that was too much.
  bool step(std::int64_t count = 1);
  std::int64_t steps() const noexcept { return steps_; }
  const std::optional<Fault>& fault() const noexcept { return fault_; }
  const GraphParts& parts() const noexcept { return parts_; }
  const Asker& asker() const noexcept { return asker_; }

 private:
  friend class Search;
  bool gate_holds(Node node, Mode mode);
  bool union_holds(const Rewrite& rewrite, Node node, Mode mode);
  bool verified(ConditionNumber condition, Mode mode);
  template <class Question>
  Outcome decide_by(Question holds_in);

  GraphParts parts_;
  Asker asker_;
  const Context& context_;
  Limits limits_;
  std::vector<Node> open_;
  int depth_ = 0;  // gates inside each other
  std::int64_t steps_ = 0;
  std::int64_t cuts_ = 0;  // how often an open node was met
  bool met_unknown_ = false;
  std::optional<Fault> fault_;
  FlatMap<bool> gates_;  // answers that met no open node: they hold everywhere
  FlatMap<Verification::Result> verified_;
};

}  // namespace sangam::authorization
