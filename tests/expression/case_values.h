#pragma once

// Values and types as the published cases of CEL write them: the JSON of cel.expr.Value and
// cel.expr.Type.

#include <boost/json.hpp>

#include "engines/expression/value.h"

namespace sangam::expression {

Value read_value(const boost::json::value& json);
Type read_type(const boost::json::value& json);

}  // namespace sangam::expression
