#pragma once

// Scalars and values of enums, from JSON and from text. The refusal is a sentence.

#include <expected>
#include <string>

#include "engines/graphql/coerce.h"

namespace sangam::graphql {

// `given` is not null.
std::expected<Value, std::string> coerce_leaf(const NamedType& type, const Value& given);
// Neither null nor a variable. Inside a custom scalar, variables have their values, or are null.
std::expected<Value, std::string> coerce_leaf(const NamedType& type, const Literal& literal,
                                              const Variables& variables);

}  // namespace sangam::graphql
