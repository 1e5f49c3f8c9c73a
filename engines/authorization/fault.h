#pragma once

// Fault: why a question or a tuple is refused. Expected, so a value.

#include <cstdint>
#include <string>

#include "base/describe.h"

namespace sangam::authorization {

enum class FaultKind : std::uint8_t {
  malformed,            // the text of an object, relation or subject has another form
  unknown_type,         // the schema has no such type
  unknown_relation,     // the type has no such relation
  subject_not_allowed,  // the relation's brackets do not name such a subject
  condition_invalid,    // no expression, or one that is no bool
  context_invalid,      // a value of a name that is not declared, or of another type
  too_deep,             // relations that need others, more than Limits::depth levels
  too_many_steps,       // more tuples to look at than Limits::steps
};
SANGAM_ENUM(FaultKind, malformed, unknown_type, unknown_relation, subject_not_allowed,
            condition_invalid, context_invalid, too_deep, too_many_steps)

struct Fault {
  FaultKind kind = FaultKind::malformed;
  std::string field;   // "object", "relation", "subject", "condition", "context"; empty: the whole
  std::string detail;  // a sentence for people
};

}  // namespace sangam::authorization
