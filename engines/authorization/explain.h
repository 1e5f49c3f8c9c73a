#pragma once

// Writes down why an evaluator's answer is what it is. Private to the engine.

#include "engines/authorization/evaluator.h"
#include "engines/authorization/explanation.h"
#include "engines/authorization/graph.h"

namespace sangam::authorization {

// `subject` is the asker's text. Without steps when the evaluator could not answer: it holds the
// fault.
Explanation explain_node(Evaluator& evaluator, Node node, std::string_view subject);
// Of an object that no tuple names, or of a userset within itself.
Explanation explain_without_tuples(const Question& question, Outcome outcome);

}  // namespace sangam::authorization
