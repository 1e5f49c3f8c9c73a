#pragma once

// Writing a document in one way: what has the same tree has the same text.

#include <string>

#include "engines/graphql/document.h"

namespace sangam::graphql {

// Operations first, then fragments; two spaces a level, arguments on one line, texts between simple
// quotes. Comments are not kept. O(bytes).
std::string print(const Document& document);

// One value: {name: "x", ids: [1, $id]}.
std::string print(const Literal& literal);
// [Int!]!
std::string print(const TypeReference& type);
// A name within its lists and non-nulls.
std::string print(std::string_view name, Wrapping wrapping);

}  // namespace sangam::graphql
