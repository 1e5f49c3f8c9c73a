#pragma once

// Runs a checked tree.

#include <span>

#include "engines/expression/syntax.h"
#include "engines/expression/value.h"

namespace sangam::expression {

// See Expression::run.
Value evaluate(const Tree& tree, std::span<const Value> variables, std::int64_t budget);

}  // namespace sangam::expression
