#pragma once

// Coercion: what comes from outside becomes a value of its type, or is refused (§3.5 to §3.11,
// §6.1.2, §6.4.1).

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engines/graphql/document.h"
#include "engines/graphql/problem.h"
#include "engines/graphql/schema.h"
#include "engines/graphql/value.h"

namespace sangam::graphql {

// Coerced, by name without $. What is not here was not given and has no default. The names lie in
// the document.
using Variables = std::unordered_map<std::string_view, Value>;

// Why a value is refused, and which part of it.
struct Refusal {
  std::string path;       // ".lines[0].amount"; empty: the whole
  std::string message;    // a sentence
  Position position = 0;  // of a literal: where that part stands
};

// A value as JSON has it. A whole double is an Int or an ID too, a text a value of an enum; a value
// that is no list becomes a list of one; members that are absent get their defaults. O(size).
std::expected<Value, Refusal> coerce_value(const Value& given, const Type& type);

// A literal, which must be valid against the type as far as rules of validation say. nullopt: it is
// a variable that was not given.
std::expected<std::optional<Value>, Refusal> coerce_literal(const Literal& literal,
                                                            const Type& type,
                                                            const Variables& variables);

// The variables of an operation (§6.1.2 CoerceVariableValues), the document of which is valid.
// `given` is an object, or null for none; what it has beside the operation's variables is ignored.
std::expected<Variables, std::vector<Problem>> coerce_variables(const Schema& schema,
                                                                const Document& document,
                                                                const Operation& operation,
                                                                const Value& given);

// The arguments of a field or directive (§6.4.1 CoerceArgumentValues), in the order of their
// definitions. The refusal's position is the argument's, or `position` when it is missing.
std::expected<Value::Object, Refusal> coerce_arguments(
    const std::vector<InputDefinition>& definitions, Items<Argument> arguments,
    const Variables& variables, Position position);

}  // namespace sangam::graphql
