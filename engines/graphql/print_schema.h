#pragma once

// Writing a schema in the schema definition language (§3).

#include <cstdint>
#include <string>

#include "engines/graphql/schema.h"

namespace sangam::graphql {

enum class SchemaOrder : std::uint8_t { declared, sorted };
enum class SchemaPart : std::uint8_t {
  all,       // but what every schema has by the specification
  subgraph,  // as a federation asks for it (_service { sdl }): without what belongs to the
             // federation, with `extend schema` for directives on the schema
};

// The same schema gives the same text. O(size), and O(size log size) sorted.
std::string print(const Schema& schema, SchemaOrder order = SchemaOrder::declared,
                  SchemaPart part = SchemaPart::all);

}  // namespace sangam::graphql
