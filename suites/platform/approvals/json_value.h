#pragma once

// JSON as a value that conditions work with.

#include <string_view>

#include "engines/expression/value.h"

namespace sangam::suites::platform::approvals {

// Objects become maps, whole numbers integers, other numbers doubles. `json` is of our own making.
expression::Value value_of_json(std::string_view json);

}  // namespace sangam::suites::platform::approvals
