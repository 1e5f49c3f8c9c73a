#pragma once

// Steps of reading pain.001, each in a file of its own. Internal.

#include <string_view>

#include "engines/messages/check_structure.h"
#include "engines/messages/pain001.h"

namespace sangam::engines::messages {

// The rules that go beyond the schema: counts, control sums, methods, elements that exclude each
// other. Tolerates an incomplete tree: what is missing was reported already. O(elements).
void check_pain001_rules(const XmlTree& tree, const ProblemSink& report);

// Precondition: the tree passed all checks.
CreditTransferInitiation extract_pain001(const XmlTree& tree);

}  // namespace sangam::engines::messages
