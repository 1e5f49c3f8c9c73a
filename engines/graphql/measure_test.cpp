#include "engines/graphql/measure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "engines/graphql/parse.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql {

void PrintTo(const Measure& one, std::ostream* out) {
  *out << "fields " << one.fields << ", depth " << one.depth << ", cost " << one.cost
       << ", introspection depth " << one.introspection_depth << ", cost "
       << one.introspection_cost;
}

namespace {

using testing::sample_schema;

Measure of(std::string text, const Value::Object& given = {}) {
  const auto document = parse(std::move(text));
  const auto& operation = document.value().operations()[0];
  const auto variables = coerce_variables(sample_schema(), *document, operation, given);
  return measure({sample_schema(), *document, variables.value()}, operation);
}

TEST(Measure, CountsFieldsAndTheirDepth) {
  EXPECT_EQ(of("{dog{name owner{id}}}"), (Measure{.fields = 4, .depth = 3, .cost = 4}));
  EXPECT_EQ(of("{a: dog{name} b: dog{name}}"), (Measure{.fields = 4, .depth = 2, .cost = 4}));
  EXPECT_EQ(of("{dog{__typename}}"), (Measure{.fields = 2, .depth = 2, .cost = 1}));
}

TEST(Measure, OpensFragments) {
  EXPECT_EQ(of("{dog{...F ... on Pet{...F}}} fragment F on Pet{name owner{id}}"),
            (Measure{.fields = 7, .depth = 3, .cost = 7}));
}

TEST(Measure, MultipliesByWhatTheSizeArgumentSays) {
  // Ten parties, at two for asking.
  EXPECT_EQ(of("{parties{id}}").cost, 2U + 10);
  EXPECT_EQ(of("{parties(first: 50){id name}}").cost, 2U + 50 * 2);
  EXPECT_EQ(of("query($n: Int = 7){parties(first: $n){id}}").cost, 2U + 7);
  EXPECT_EQ(of("query($n: Int = 7){parties(first: $n){id}}", {{.name = "n", .value = 9}}).cost,
            2U + 9);
  EXPECT_EQ(of("{parties(first: -5){id}}").cost, 2U);
  EXPECT_EQ(of("{company{employees{id}}}").cost, 1U + 1 + 25);
  EXPECT_EQ(of("{company{employees(first: null){id}}}").cost, 1U + 1 + 25);
  EXPECT_EQ(of("{person(id: 1){friends(first: 20){friends(first: 30){id pet{name}}}}}").cost,
            1U + 1 + 20 * (1 + 30 * (1 + 3 + 1)));
}

TEST(Measure, LeavesOutWhatVariablesLeaveOut) {
  const std::string text =
      "query($v: Boolean!){dog{name ...F @include(if: $v)}} "
      "fragment F on Dog{owner{id}}";
  EXPECT_EQ(of(text, {{.name = "v", .value = true}}).fields, 4U);
  EXPECT_EQ(of(text, {{.name = "v", .value = false}}).fields, 2U);
}

TEST(Measure, CountsIntrospectionByItself) {
  const auto one = of("{__schema{queryType{name}} dog{name}}");
  EXPECT_EQ(
      one,
      (Measure{
          .fields = 5, .depth = 2, .cost = 2, .introspection_depth = 3, .introspection_cost = 3}));
  EXPECT_EQ(of("{__schema{types{fields{type{name}}}}}").introspection_cost,
            1U + 1 + 100 * (1 + 5 * (1 + 1)));
  EXPECT_EQ(of("{__type(name: \"Dog\"){...F}} fragment F on __Type{name}").introspection_depth, 2U);
}

TEST(Measure, NeitherOverflowsNorTakesLong) {
  std::string text = "{person(id: 1){...F0}}";
  for (int n = 0; n < 300; ++n) {
    const auto next = "{...F" + std::to_string(n + 1) + "}";
    text += " fragment F" + std::to_string(n) + " on Person{a: friends" + next + " b: friends" +
            next + "}";
  }
  const auto all = of(text + " fragment F300 on Person{id}");
  EXPECT_EQ(all.cost, ~std::uint64_t{0});
  EXPECT_EQ(all.fields, ~std::uint64_t{0});
  EXPECT_EQ(all.depth, 302U);
  EXPECT_EQ(of("{parties(first: 2147483647){... on Person{friends(first: 2147483647)"
               "{friends(first: 2147483647){id}}}}}")
                .cost,
            ~std::uint64_t{0});
}

}  // namespace
}  // namespace sangam::graphql
