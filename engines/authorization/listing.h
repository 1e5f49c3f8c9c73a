#pragma once

// Lists of objects and of subjects. Private to the engine.

#include <expected>

#include "engines/authorization/evaluator.h"
#include "engines/authorization/found.h"

namespace sangam::authorization {

// Ids of objects to which the evaluator's asker has the relation. O(what follows for the asker);
// the evaluator holds a fault when that was too much.
Found find_objects(Evaluator& evaluator, RelationNumber relation, std::size_t most);

// Who has the relation; everybody of a type as "user:*". O(members of all groups it follows from),
// and a check each where it does not follow from one fact alone.
std::expected<Found, Fault> find_subjects(GraphParts parts, Node node, const Context& context,
                                          std::size_t most, Limits limits);

}  // namespace sangam::authorization
