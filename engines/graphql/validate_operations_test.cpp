// §5.2 and §5.5: operations and fragments.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/testing/broken_rules.h"

namespace sangam::graphql {
namespace {

using testing::broken_rules;
using ::testing::HasSubstr;
using testing::problem_messages;

TEST(ValidateOperations, NamesAreUnique) {
  EXPECT_EQ(broken_rules("query A { dog { name } } query B { dog { name } }"), "valid");
  EXPECT_EQ(broken_rules("query A { dog { name } }\nquery A { cat { name } }"),
            "operation_name_uniqueness 1:7");
  EXPECT_EQ(
      broken_rules("query A { dog { name } } mutation A { rename(id: 1, name: \"x\") { id } }"),
      "operation_name_uniqueness 1:7");
  EXPECT_EQ(broken_rules("query A { dog { ...A } } fragment A on Dog { name }"), "valid");
}

TEST(ValidateOperations, OneWithoutANameIsAlone) {
  EXPECT_EQ(broken_rules("{ dog { name } }"), "valid");
  EXPECT_EQ(broken_rules("{ dog { name } } query A { dog { name } }"),
            "lone_anonymous_operation 1:1");
  EXPECT_EQ(broken_rules("{ dog { name } } { dog { name } }"),
            "lone_anonymous_operation 1:1, lone_anonymous_operation 1:18");
  EXPECT_EQ(broken_rules("{ dog { ...F } } fragment F on Dog { name }"), "valid");
}

TEST(ValidateOperations, ASubscriptionHasOneRootField) {
  EXPECT_EQ(broken_rules("subscription { newMessage { body } }"), "valid");
  EXPECT_EQ(
      broken_rules("subscription { ...F } fragment F on Subscription { newMessage { body } }"),
      "valid");
  EXPECT_EQ(broken_rules("subscription { newMessage { body } newMessage { sender { id } } }"),
            "valid");
  EXPECT_EQ(broken_rules("subscription { newMessage { body } newDog { name } }"),
            "single_root_field 1:16");
  EXPECT_EQ(broken_rules("subscription { a: newDog { name } b: newDog { name } }"),
            "single_root_field 1:16");
  EXPECT_EQ(broken_rules("subscription { ...F } fragment F on Subscription "
                         "{ newMessage { body } ... { newDog { name } } }"),
            "single_root_field 1:52");
  EXPECT_EQ(broken_rules("subscription { newDog { name } newMessage @skip(if: true) { body } }"),
            "valid");
  EXPECT_EQ(broken_rules("subscription { newDog { name } newMessage @skip(if: false) { body } }"),
            "single_root_field 1:16");
  EXPECT_EQ(broken_rules(
                "subscription { newDog { name } ... @include(if: false) { newMessage { body } } }"),
            "valid");
  EXPECT_EQ(broken_rules("subscription { __typename }"), "single_root_field 1:16");
  EXPECT_EQ(broken_rules("subscription { ...F } fragment F on Subscription { ...F }"),
            "fragment_spreads_must_not_form_cycles 1:52");
}

TEST(ValidateFragments, NamesAreUnique) {
  EXPECT_EQ(
      broken_rules("{ dog { ...A ...B } } fragment A on Dog { name } fragment B on Dog { name }"),
      "valid");
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on Dog { name } fragment A on Dog { size }"),
            "fragment_name_uniqueness 1:27");
}

TEST(ValidateFragments, TypesExist) {
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on NotThere { name }"),
            "fragment_spread_type_existence 1:32");
  EXPECT_EQ(broken_rules("{ dog { ... on NotThere { name } } }"),
            "fragment_spread_type_existence 1:16");
  EXPECT_THAT(problem_messages("{ dog { ... on Dgo { name } } }"),
              HasSubstr("There is no type 'Dgo'. Did you mean 'Dog'?"));
}

TEST(ValidateFragments, AreOnCompositeTypes) {
  EXPECT_EQ(
      broken_rules("{ dog { ... on Pet { name } } catOrDog { ... on CatOrDog { __typename } } }"),
      "valid");
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on Int { something }"),
            "fragments_on_composite_types 1:32");
  EXPECT_EQ(broken_rules("{ dog { ... on Filter { limit } } }"),
            "fragments_on_composite_types 1:16");
  EXPECT_EQ(broken_rules("{ dog { ... on Command { SIT } } }"),
            "fragments_on_composite_types 1:16");
}

TEST(ValidateFragments, AreUsed) {
  EXPECT_EQ(broken_rules("{ dog { name } } fragment A on Dog { name }"),
            "fragments_must_be_used 1:18");
  EXPECT_EQ(broken_rules("{ dog { name } } fragment A on Dog { ...B } fragment B on Dog { name }"),
            "fragments_must_be_used 1:18, fragments_must_be_used 1:45");
  EXPECT_EQ(broken_rules("query A { dog { name } } query B { dog { ...A } } "
                         "fragment A on Dog { ...B } fragment B on Dog { name }"),
            "valid");
}

TEST(ValidateFragments, AreThere) {
  EXPECT_EQ(broken_rules("{ dog { ...A } }"), "fragment_spread_target_defined 1:12");
  EXPECT_EQ(broken_rules("{ ...A } fragment A on Query { ...B }"),
            "fragment_spread_target_defined 1:35");
}

TEST(ValidateFragments, DoNotSpreadThemselves) {
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on Dog { ...A }"),
            "fragment_spreads_must_not_form_cycles 1:38");
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on Dog { owner { pet { ...B } } } "
                         "fragment B on Pet { ... on Dog { ...A } }"),
            "fragment_spreads_must_not_form_cycles 1:52");
  EXPECT_THAT(problem_messages("{ dog { ...A } } fragment A on Dog { ...B } "
                               "fragment B on Dog { ...C } fragment C on Dog { ...A }"),
              HasSubstr("The fragment 'A' spreads itself, through 'B', 'C'."));
  // Two ways to the same fragment are no cycle.
  EXPECT_EQ(
      broken_rules("{ dog { ...A ...B } } fragment A on Dog { ...C } fragment B on Dog { ...C } "
                   "fragment C on Dog { name }"),
      "valid");
}

TEST(ValidateFragments, ArePossible) {
  for (const auto* good :
       {"dog { ... on Dog { name } }", "dog { ... on Pet { name } }",
        "dog { ... on CatOrDog { __typename } }", "pet { ... on Dog { name } }",
        "catOrDog { ... on Cat { name } }", "catOrDog { ... on Pet { name } }",
        "catOrDog { ... on DogOrPerson { __typename } }", "node(id: 1) { ... on Party { id } }",
        "dogOrPerson { ... on Node { id } }"})
    EXPECT_EQ(broken_rules("{ " + std::string(good) + " }"), "valid") << good;
  EXPECT_EQ(broken_rules("{ dog { ... on Cat { name } } }"), "fragment_spread_is_possible 1:9");
  EXPECT_EQ(broken_rules("{ dog { ...A } } fragment A on Cat { name }"),
            "fragment_spread_is_possible 1:9");
  EXPECT_EQ(broken_rules("{ catOrDog { ... on Person { id } } }"),
            "fragment_spread_is_possible 1:14");
  EXPECT_EQ(broken_rules("{ pet { ... on Party { id } } }"), "fragment_spread_is_possible 1:9");
  EXPECT_EQ(broken_rules("{ pet { ... on Query { dog { name } } } }"),
            "fragment_spread_is_possible 1:9");
}

TEST(Validate, ReportsNoMoreThanWanted) {
  std::string text = "{";
  for (int n = 0; n < 200; ++n)
    text += " x" + std::to_string(n);
  const auto messages = problem_messages(text + " }", {.problems = 7});
  EXPECT_EQ(std::ranges::count(messages, '\n'), 6);
}

TEST(Validate, HidesItsSchemaWhereIntrospectionIsNotAllowed) {
  const ValidationOptions hidden{.introspection = false};
  EXPECT_EQ(broken_rules("{ __schema { types { name } } __type(name: \"Dog\") { name } }"),
            "valid");
  EXPECT_EQ(broken_rules("{ __schema { types { name } } __type(name: \"Dog\") { name } }", hidden),
            "introspection 1:3, introspection 1:31");
  EXPECT_EQ(broken_rules("{ dog { __typename } }", hidden), "valid");
  EXPECT_EQ(problem_messages("{ dgo { name } }", hidden),
            "There is no field 'dgo' in type 'Query'.");
  EXPECT_EQ(problem_messages("{ dgo { name } }"),
            "There is no field 'dgo' in type 'Query'. Did you mean 'dog'?");
}

// Each of these takes a checker that is not careful exponential or quadratic time.
TEST(Validate, EndsSoonOnHostileDocuments) {
  std::string doubling = "{ person(id: 1) { ...F0 } }";
  for (int n = 0; n < 200; ++n) {
    const auto next = "...F" + std::to_string(n + 1);
    doubling += " fragment F" + std::to_string(n) + " on Person { a: friends { " + next +
                " } b: friends { " + next + " } }";
  }
  EXPECT_EQ(broken_rules(doubling + " fragment F200 on Person { id }"), "valid");

  std::string nested = "pets { name }";
  for (int n = 0; n < 25; ++n)
    nested = "friends { " + nested + " } friends { id }";
  EXPECT_EQ(broken_rules("{ person(id: 1) { " + nested + " } }"), "valid");

  std::string same = "{ dog {";
  for (int n = 0; n < 4'000; ++n)
    same += " name";
  EXPECT_EQ(broken_rules(same + " } }"), "valid");

  std::string objects = "{";
  for (int n = 0; n < 1'900; ++n)
    objects += " dog{name}";
  EXPECT_EQ(broken_rules(objects + " }"), "valid");

  // Sets of what is selected together double with each level: some are refused for the work.
  std::string sets = "{ person(id: 1) { ...A0 ...B0 } }";
  for (int n = 0; n < 150; ++n) {
    const auto number = std::to_string(n);
    const auto next = std::to_string(n + 1);
    sets += " fragment A" + number + " on Person { x: friends { ...A" + next +
            " } y: friends { ...A" + next + " ...B0 } }";
    sets += " fragment B" + number + " on Person { x: friends { ...B" + next +
            " } y: friends { ...B" + next + " } }";
  }
  sets += " fragment A150 on Person { id } fragment B150 on Person { id }";
  EXPECT_THAT(broken_rules(sets), ::testing::AnyOf("valid", "limit 1:1"));
}

}  // namespace
}  // namespace sangam::graphql
