#pragma once

// The functions that every environment has: those of the specification, and of its extensions
// strings, math, encoders and optionals. One file a group.

#include <span>
#include <vector>

#include "engines/expression/environment.h"

namespace sangam::expression {

std::vector<Function> standard_library();

std::vector<Function> arithmetic_functions();
std::vector<Function> comparison_functions();
std::vector<Function> container_functions();
std::vector<Function> conversion_functions();
std::vector<Function> text_functions();
std::vector<Function> text_format_functions();
std::vector<Function> time_functions();
std::vector<Function> optional_functions();
std::vector<Function> math_functions();
std::vector<Function> encoder_functions();

using Arguments = std::span<const Value>;

// What a function says to values that no overload of it takes.
Value no_overload(std::string_view function, Arguments arguments);

// The longest text or bytes that a function makes.
inline constexpr std::size_t kMostTextBytes = 1024 * 1024;
Value too_long();

}  // namespace sangam::expression
