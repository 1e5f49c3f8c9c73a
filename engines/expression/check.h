#pragma once

// Gives every name of a tree its meaning and every node its type.

#include <expected>
#include <vector>

#include "engines/expression/environment.h"
#include "engines/expression/fault.h"
#include "engines/expression/syntax.h"

namespace sangam::expression {

// The type of the whole. On success each identifier of the tree has its variable, or has become a
// literal; each call has its function. All faults are reported, in the order of the text.
std::expected<Type, std::vector<Fault>> check(Tree& tree, const Environment& environment);

}  // namespace sangam::expression
