// Random documents: what is printed reads back the same, and checking ends.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engines/graphql/parse.h"
#include "engines/graphql/print_document.h"
#include "engines/graphql/testing/random_document.h"
#include "engines/graphql/testing/sample_schema.h"
#include "engines/graphql/validate.h"

namespace sangam::graphql {
namespace {

using testing::random_document;

bool same(const Literal& a, const Literal& b);

bool same(Items<Argument> a, Items<Argument> b) {
  return std::ranges::equal(a, b, [](const Argument& one, const Argument& other) {
    return one.name.text == other.name.text && same(one.value, other.value);
  });
}

bool same(const Literal& a, const Literal& b) {
  return a.kind == b.kind && a.text == b.text && same(a.members, b.members) &&
         std::ranges::equal(a.elements, b.elements, [](const Literal& one, const Literal& other) {
           return same(one, other);
         });
}

bool same(Items<Directive> a, Items<Directive> b) {
  return std::ranges::equal(a, b, [](const Directive& one, const Directive& other) {
    return one.name.text == other.name.text && same(one.arguments, other.arguments);
  });
}

bool same(Items<Selection> a, Items<Selection> b) {
  return std::ranges::equal(a, b, [](const Selection& one, const Selection& other) {
    return one.kind == other.kind && one.number == other.number &&
           one.alias.text == other.alias.text && one.name.text == other.name.text &&
           same(one.arguments, other.arguments) && same(one.directives, other.directives) &&
           same(one.selections, other.selections);
  });
}

bool same(const VariableDefinition& a, const VariableDefinition& b) {
  if ((a.default_value == nullptr) != (b.default_value == nullptr)) return false;
  return a.name.text == b.name.text && print(a.type) == print(b.type) &&
         (a.default_value == nullptr || same(*a.default_value, *b.default_value)) &&
         same(a.directives, b.directives);
}

bool same(const Document& a, const Document& b) {
  return std::ranges::equal(a.operations(), b.operations(),
                            [](const Operation& one, const Operation& other) {
                              return one.kind == other.kind && one.name.text == other.name.text &&
                                     std::ranges::equal(
                                         one.variables, other.variables,
                                         [](const auto& x, const auto& y) { return same(x, y); }) &&
                                     same(one.directives, other.directives) &&
                                     same(one.selections, other.selections);
                            }) &&
         std::ranges::equal(a.fragments(), b.fragments(),
                            [](const Fragment& one, const Fragment& other) {
                              return one.name.text == other.name.text &&
                                     one.type_condition.text == other.type_condition.text &&
                                     same(one.directives, other.directives) &&
                                     same(one.selections, other.selections);
                            });
}

RC_GTEST_PROP(DocumentProperty, WhatIsPrintedReadsBackTheSame, (std::uint64_t seed)) {
  const auto text = random_document(seed);
  const auto document = parse(text);
  if (!document) RC_FAIL(to_text(document.error()) + " in " + text);
  const auto again = parse(print(*document));
  RC_ASSERT(again.has_value());
  RC_ASSERT(same(*document, *again));
}

RC_GTEST_PROP(DocumentProperty, ValidityDoesNotDependOnLayout, (std::uint64_t seed)) {
  const auto document = parse(random_document(seed));
  RC_ASSERT(document.has_value());
  const auto again = parse(print(*document));
  const auto& schema = testing::sample_schema();
  const auto problems = validate(schema, *document);
  const auto others = validate(schema, *again);
  RC_ASSERT(problems.size() == others.size());
  for (std::size_t n = 0; n < problems.size(); ++n)
    RC_ASSERT(problems[n].message == others[n].message);
}

RC_GTEST_PROP(DocumentProperty, ACutDocumentIsRefusedWhereItEnds, (std::uint64_t seed)) {
  const auto whole = random_document(seed);
  const auto cut = whole.substr(0, seed % whole.size());
  const auto document = parse(cut);
  if (document) RC_SUCCEED();
  RC_ASSERT(document.error().rule == Rule::syntax);
  RC_ASSERT(document.error().locations.size() == std::size_t{1});
}

}  // namespace
}  // namespace sangam::graphql
