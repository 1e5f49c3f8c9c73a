#pragma once

// How large an operation can become, found before it is executed.

#include <cstdint>

#include "engines/graphql/collect_fields.h"

namespace sangam::graphql {

// An upper bound: a fragment counts wherever it is spread, every alias counts, an object of an
// abstract type counts all fragments that it may be. What @skip and @include leave out with these
// variables does not count. Sums stop at 2^64 - 1.
struct Measure {
  std::uint64_t fields = 0;  // as often as they are written, fragments opened; lists count once
  std::uint64_t depth = 0;   // of fields in fields
  // Each field costs what its definition says, and as often as its list has elements what is below
  // it. How many elements that is the field's size argument says (FieldDraft::sized_by), or what
  // its definition assumes.
  std::uint64_t cost = 0;
  // Of __schema and __type and what is below them, which nothing above includes but `fields`. They
  // need no database, so they have limits of their own. The query that GraphiQL sends has depth 13.
  std::uint64_t introspection_depth = 0;
  std::uint64_t introspection_cost = 0;

  friend bool operator==(const Measure&, const Measure&) = default;
};

// The document is valid. O(document): a fragment is measured once.
Measure measure(const Scope& scope, const Operation& operation);

}  // namespace sangam::graphql
