#pragma once

// Collecting fields: what an object is asked for (§6.3.2), with fragments opened and @skip and
// @include decided. An executor calls it level by level:
//
//   auto fields = collect_fields(scope, *schema.root(operation.kind), operation.selections);
//   for (const auto& field : *fields)                    // resolve all of them, for all objects
//     … collect_subfields(scope, object_type, field);    // then the level below, by type
//
// It depends on the type of an object, not on the object: once a type and level is enough.

#include <expected>
#include <string_view>
#include <vector>

#include "engines/graphql/coerce.h"
#include "engines/graphql/document.h"
#include "engines/graphql/schema.h"

namespace sangam::graphql {

// What an execution works with: a document that is valid against the schema, and the variables of
// one of its operations. All three outlive it.
struct Scope {
  const Schema& schema;
  const Document& document;
  const Variables& variables;
};

// The fields with one response key. They are the same field with the same arguments (§5.3.2), so
// the first speaks for all; what they select belongs together.
struct CollectedField {
  std::string_view key;
  std::vector<const Selection*> selections;  // never empty

  const Selection& first() const { return *selections.front(); }
};

// In the order in which keys are met, which is the order of the response. Refused when @skip or
// @include gets null by a variable. O(selections below that are on the same level).
std::expected<std::vector<CollectedField>, Refusal> collect_fields(const Scope& scope,
                                                                   const NamedType& object,
                                                                   Items<Selection> selections);

// What all selections of a field select together, of an object that it leads to.
std::expected<std::vector<CollectedField>, Refusal> collect_subfields(const Scope& scope,
                                                                      const NamedType& object,
                                                                      const CollectedField& field);

// Whether @skip and @include leave a selection in.
std::expected<bool, Refusal> is_included(const Selection& selection, const Variables& variables);

}  // namespace sangam::graphql
