#pragma once

// Reading a document. Start here.
//
//   const auto document = parse("{ account(id: 7) { name } }");
//   if (!document) … document.error() says what is wrong, and where
//
// The grammar is that of §2 of the specification (October 2021), executable definitions only, with
// two things that later drafts add: characters beyond U+FFFF, and their escapes \u{…}. Other
// control characters than tab and ends of lines are refused.

#include <cstddef>
#include <expected>
#include <string>

#include "engines/graphql/document.h"
#include "engines/graphql/problem.h"

namespace sangam::graphql {

// What a document may take. Reading is O(bytes); who reads it later may recurse as deep as `depth`.
struct ParseLimits {
  std::size_t bytes = 64 * 1024;  // at most 2^32 - 1
  std::size_t tokens = 10'000;
  std::size_t depth = 64;  // of selections in selections, lists and objects in each other
};

// The problem is the first one: of rule syntax, or limit.
std::expected<Document, Problem> parse(std::string text, const ParseLimits& limits = {});

}  // namespace sangam::graphql
