#pragma once

// Graph: relationship tuples under a schema, and what follows from them. Start here.
//
//   const auto schema = Schema::parse("type user  type document  relation viewer: [user]").value();
//   Graph graph(schema, seed);
//   graph.touch({"document:plan", "viewer", "user:ann", ""});
//   graph.check({"document:plan", "viewer", "user:ann"}, Context(*schema));   // Outcome::allowed
//
// The model is that of Zanzibar (Pang et al. 2019): objects, relations, usersets, rewrites. Its
// meaning is the least fixpoint: somebody has a relation when a finite proof says so, so cycles of
// groups end and give nobody anything.

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/authorization/condition_table.h"
#include "engines/authorization/context.h"
#include "engines/authorization/evaluator.h"
#include "engines/authorization/explanation.h"
#include "engines/authorization/fault.h"
#include "engines/authorization/found.h"
#include "engines/authorization/limits.h"
#include "engines/authorization/names.h"
#include "engines/authorization/object_table.h"
#include "engines/authorization/schema.h"
#include "engines/authorization/tuple_table.h"

namespace sangam::authorization {

// Whether the subject has the relation to the object. The subject may be a userset: then, whether
// each of its members has.
struct Question {
  std::string_view object;
  std::string_view relation;
  std::string_view subject;
};

// Any number of readers, or one writer. Memory: about 150 bytes a tuple and the names of objects.
class Graph {
 public:
  Graph(std::shared_ptr<const Schema> schema, HashSeed seed);

  const Schema& schema() const noexcept { return *schema_; }
  std::size_t size() const noexcept { return tuples_.size(); }

  // Whether a tuple may be written under a schema; its text forms, names, subject and condition.
  static std::optional<Fault> validate(const Schema& schema, const Tuple& tuple);
  // Adds the tuple, or gives it this condition. O(1), and compiling a condition that is new.
  std::expected<void, Fault> touch(const Tuple& tuple);
  // False when it was not there, whatever its text. O(1).
  bool remove(const Tuple& tuple);

  // The context is of this graph's schema. FaultKind::malformed, unknown_type, unknown_relation,
  // too_deep or too_many_steps.
  std::expected<Outcome, Fault> check(const Question& question, const Context& context,
                                      Limits limits = {}) const;
  // Why, or why not. At most Explanation::kStepsMost steps.
  std::expected<Explanation, Fault> explain(const Question& question, const Context& context,
                                            Limits limits = {}) const;
  // The ids of the objects of a type to which the subject certainly has the relation.
  std::expected<Found, Fault> list_objects(std::string_view type, std::string_view relation,
                                           std::string_view subject, const Context& context,
                                           std::size_t most, Limits limits = kListLimits) const;
  // Who certainly has the relation: "user:ann", or "user:*" when everybody of a type may.
  std::expected<Found, Fault> list_subjects(std::string_view object, std::string_view relation,
                                            const Context& context, std::size_t most,
                                            Limits limits = kListLimits) const;

  static constexpr Limits kListLimits{.depth = 64, .steps = 5'000'000};

 private:
  struct Resolved;
  static std::expected<Resolved, Fault> resolve(const Schema& schema, const Question& question);
  Node node_of(const ObjectName& name, TypeNumber type, RelationNumber relation) const;
  Asker asker_of(const SubjectName& name, const SubjectKind& kind) const;
  GraphParts parts() const { return {*schema_, objects_, tuples_, conditions_}; }

  std::shared_ptr<const Schema> schema_;
  ObjectTable objects_;
  TupleTable tuples_;
  ConditionTable conditions_;
};

}  // namespace sangam::authorization
