#pragma once

// Validation: whether a document means something against a schema (§5 of the specification).

#include <cstddef>
#include <vector>

#include "engines/graphql/document.h"
#include "engines/graphql/problem.h"
#include "engines/graphql/schema.h"

namespace sangam::graphql {

struct ValidationOptions {
  std::size_t problems = 50;  // no more are reported
  // What may be spent on rules that look at a document more than once: a step is a field, a
  // variable or a spread looked at. A document that needs more is refused (Rule::limit). What
  // people and programs write takes a few steps a field.
  std::size_t steps = 300'000;
  // Whether __schema and __type may be asked for, and whether problems suggest names.
  bool introspection = true;
};

// All problems in the order of the rules; none: the document is valid. O(document) but for what
// `steps` bounds.
std::vector<Problem> validate(const Schema& schema, const Document& document,
                              const ValidationOptions& options = {});

}  // namespace sangam::graphql
