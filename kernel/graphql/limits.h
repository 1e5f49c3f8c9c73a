#pragma once

// Limits of what one request may ask, all checked before anything is executed; and the policy of
// who may ask for the schema.

#include <cstddef>
#include <cstdint>

#include "engines/graphql/introspection.h"
#include "engines/graphql/parse.h"
#include "kernel/graphql/introspection_policy.h"

namespace sangam::graphql_door {

struct Limits {
  std::size_t body_bytes = 1024 * 1024;  // of a request: variables may be large
  graphql::ParseLimits document;
  std::uint64_t fields = 2'000;  // fragments opened
  std::uint64_t depth = 16;
  // An operation costs 10, a field 1, and what is below a list as often as it may have elements:
  // the 50 transfers of a page with both accounts, five fields each, cost some 700.
  std::uint64_t cost = 20'000;
  std::uint64_t operations = 20;  // fields of the root, by whatever alias
  std::uint64_t introspection_depth = 20;
  graphql::IntrospectionLimits introspection_answer;
  std::size_t representations = 1'000;  // of _entities
  Introspection introspection = Introspection::signed_in;
  std::size_t documents = 1'000;                 // parsed ones that are kept
  std::size_t document_bytes = 8 * 1024 * 1024;  // of their texts
};

}  // namespace sangam::graphql_door
