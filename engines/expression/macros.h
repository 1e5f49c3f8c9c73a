#pragma once

// Macros: calls that are no functions, because an argument names a variable or must not be run.

#include <expected>
#include <optional>
#include <vector>

#include "engines/expression/syntax.h"

namespace sangam::expression {

// has(a.b)
std::expected<Node, Fault> expand_has(const Tree& tree, std::size_t position,
                                      const std::vector<NodeNumber>& arguments);

// `receiver.name(arguments)`; nullopt when it is an ordinary call.
std::expected<std::optional<Node>, Fault> expand_member_macro(
    const Tree& tree, const std::string& name, std::size_t position, NodeNumber receiver,
    const std::vector<NodeNumber>& arguments);

}  // namespace sangam::expression
