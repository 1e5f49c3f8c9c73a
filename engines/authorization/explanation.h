#pragma once

// Explanation: the proof that somebody may, or what was tried and why each try failed.

#include <cstdint>
#include <string>
#include <vector>

#include "base/scalars.h"
#include "engines/authorization/limits.h"

namespace sangam::authorization {

enum class StepKind : std::uint8_t {
  relation,      // whether the subject has a relation to an object; what follows says why
  tuple,         // a tuple that says so, or one that would if its condition held
  no_tuple,      // that no tuple names the subject itself
  intersection,  // all that follow are needed
  exclusion,     // the first that follows is needed, the second must not be
  role,          // that a role of the subject includes it; said by others than this engine
  no_role,       // that its role does not
  omitted,       // there would be more to say
};
SANGAM_ENUM(StepKind, relation, tuple, no_tuple, intersection, exclusion, role, no_role, omitted)

// One line; `depth` says which line above it belongs to.
struct ExplanationStep {
  std::int32_t depth = 0;
  StepKind kind = StepKind::relation;
  Outcome outcome = Outcome::denied;
  std::string what;       // "document:plan#viewer", "document:plan#viewer@user:*"
  std::string condition;  // of the tuple, if it has one
  std::string reason;     // a sentence for people
};

struct Explanation {
  static constexpr std::size_t kStepsMost = 200;

  Outcome outcome = Outcome::denied;
  std::vector<ExplanationStep> steps;  // each before those it rests on
};

SANGAM_DESCRIBE(ExplanationStep, (depth, "Which line above it belongs to: the last with one less"),
                (kind, "What is looked at"), (outcome, "What came of it"),
                (what, "A relation of an object, or a tuple"),
                (condition, "Of the tuple; empty when it has none"),
                (reason, "A sentence for people"))
SANGAM_DESCRIBE(Explanation, (outcome, "The answer"), (steps, "Each before those it rests on"))

}  // namespace sangam::authorization
