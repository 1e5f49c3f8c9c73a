#pragma once

// What a document breaks, in short, for tests.

#include <string>

#include "engines/graphql/validate.h"

namespace sangam::graphql::testing {

// "field_selections 1:3, argument_names 1:10": rules and the first place of each, against
// sample_schema(). "valid" when there are none; "syntax 1:5" when it cannot be read.
std::string broken_rules(std::string text, const ValidationOptions& options = {});
// The sentences, each on a line.
std::string problem_messages(std::string text, const ValidationOptions& options = {});

}  // namespace sangam::graphql::testing
