#pragma once

// Checks a tree against a grammar: which elements stand where, how often and in which order, and
// the value of each. Internal to the readers.

#include <functional>

#include "engines/messages/grammar.h"
#include "engines/messages/message_problem.h"
#include "engines/messages/xml_tree.h"

namespace sangam::engines::messages {

// Where the faults of a check go. Lets a reader treat some codes as warnings.
using ProblemSink = std::function<void(Problem)>;

// Checks the element at `index` and everything below, and numbers the elements that may repeat, so
// that paths can name them. Goes on after a fault; an unknown element is reported once and not
// entered. Attributes: only Ccy on amounts, and those of XML Schema's instance namespace. Children
// must be in `name_space`. Depth of recursion: that of the grammar. O(elements).
void check_structure(XmlTree& tree, ElementIndex index, const ElementType& type,
                     std::string_view name_space, const ProblemSink& report);

}  // namespace sangam::engines::messages
