#pragma once

#include <optional>
#include <string>

#include "engines/expression/value.h"

namespace sangam::expression {

// The text of a value as string() and %s give it; nullopt for lists, maps and optionals.
std::optional<std::string> scalar_text(const Value& value);
// The shortest text that reads as the same number: "3", "0.1", "NaN", "-Infinity".
std::string number_text(double number);

}  // namespace sangam::expression
