#pragma once

// Introspection: a schema asked about itself (§4).

#include <cstddef>
#include <expected>
#include <string_view>
#include <variant>
#include <vector>

#include "engines/graphql/collect_fields.h"
#include "engines/graphql/problem.h"

namespace sangam::graphql {

// What introspection shows: an object of type __Schema, __Type, __Field, __InputValue, __EnumValue
// or __Directive. Lives as long as the schema.
using Shown = std::variant<const Schema*, Type, const FieldDefinition*, const InputDefinition*,
                           const Description*, const DirectiveDefinition*>;
// A leaf or null, an object, or a list of objects.
using Answer = std::variant<Value, Shown, std::vector<Shown>>;

// "__Type"
std::string_view type_name(const Shown& shown) noexcept;
// A field of the object, which must be one of its type (also __typename), with its coerced
// arguments. O(what the answer has).
Answer resolve(const Schema& schema, const Shown& shown, std::string_view field,
               const Value::Object& arguments);

struct IntrospectionLimits {
  std::size_t values = 200'000;  // leaves, objects and lists of the answer
  std::size_t depth = 64;        // of objects in objects
};

// The whole answer to __schema, or to __type, as a field of the query root. Refused (Rule::limit)
// when it would be larger; Rule::coercion when an argument has no value.
std::expected<Value, Problem> introspect(const Scope& scope, const CollectedField& field,
                                         const IntrospectionLimits& limits = {});

}  // namespace sangam::graphql
