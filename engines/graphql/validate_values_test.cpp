// §5.6, §5.7 and §5.8: values, directives and variables.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/testing/broken_rules.h"

namespace sangam::graphql {
namespace {

using testing::broken_rules;
using ::testing::HasSubstr;
using testing::problem_messages;

// Of `field(value: written)`.
std::string given(const std::string& field, const std::string& written) {
  return broken_rules("{arguments{" + field + "(value:" + written + ")}}");
}
constexpr const char* kWrong = "values_of_correct_type";

TEST(ValidateValues, AreOfTheirScalars) {
  for (const auto* good : {"1", "-2147483648", "2147483647", "null"})
    EXPECT_EQ(given("intArg", good), "valid") << good;
  for (const auto* bad : {"2147483648", "1.0", "\"1\"", "true", "FOUR", "{}"})
    EXPECT_THAT(given("intArg", bad), HasSubstr(kWrong)) << bad;
  for (const auto* good : {"1", "1.5", "-1e10", "123456789012345678901234567890"})
    EXPECT_EQ(given("floatArg", good), "valid") << good;
  for (const auto* bad : {"\"1.5\"", "false", "PI", "1e400", "[[1]]"})
    EXPECT_THAT(given("floatArg", bad), HasSubstr(kWrong)) << bad;
  EXPECT_EQ(given("textArg", "\"x\""), "valid");
  EXPECT_EQ(given("textArg", "\"\"\"x\"\"\""), "valid");
  for (const auto* bad : {"1", "1.5", "true", "BARE", "[\"x\"]"})
    EXPECT_THAT(given("textArg", bad), HasSubstr(kWrong)) << bad;
  EXPECT_EQ(given("booleanArg", "true"), "valid");
  for (const auto* bad : {"0", "\"true\"", "TRUE", "1.0"})
    EXPECT_THAT(given("booleanArg", bad), HasSubstr(kWrong)) << bad;
  for (const auto* good : {"1", "\"x\"", "123456789012345678901234567890"})
    EXPECT_EQ(given("idArg", good), "valid") << good;
  for (const auto* bad : {"1.0", "true", "BARE"})
    EXPECT_THAT(given("idArg", bad), HasSubstr(kWrong)) << bad;
  EXPECT_EQ(given("enumArg", "SIT"), "valid");
  for (const auto* bad : {"FLY", "\"SIT\"", "1", "true", "sit"})
    EXPECT_THAT(given("enumArg", bad), HasSubstr(kWrong)) << bad;
  EXPECT_EQ(problem_messages("{arguments{intArg(value:\"x\")}}"),
            "Int takes whole numbers of 32 bits, not the text \"x\".");
}

TEST(ValidateValues, AreOfScalarsThatTheSchemaAdds) {
  EXPECT_EQ(given("dateArg", "\"2026-01-31\""), "valid");
  EXPECT_EQ(given("dateArg", "\"tomorrow\""), "values_of_correct_type 1:26");
  EXPECT_EQ(given("jsonArg", "{a: [1, X, {b: null}], c: 1.5}"), "valid");
  EXPECT_EQ(given("jsonArg", "{a: 1, a: 2}"), "input_object_field_uniqueness 1:27");
  EXPECT_EQ(broken_rules("query($v: Int) {arguments{jsonArg(value: {a: [$v]})}}"), "valid");
  EXPECT_EQ(broken_rules("query($v: Int) {arguments{jsonArg(value: {a: [$w]})}}"),
            "all_variable_uses_defined 1:47, all_variables_used 1:7");
}

TEST(ValidateValues, AreListsOrOneOfThem) {
  EXPECT_EQ(given("listArg", "[true, null]"), "valid");
  EXPECT_EQ(given("listArg", "true"), "valid");
  EXPECT_EQ(given("listArg", "[]"), "valid");
  EXPECT_EQ(given("listArg", "null"), "values_of_correct_type 1:26");
  EXPECT_EQ(given("listArg", "[true, 1]"), "values_of_correct_type 1:33");
  EXPECT_EQ(given("nonNullListArg", "null"), "valid");
  EXPECT_EQ(given("nonNullListArg", "[null]"), "values_of_correct_type 1:34");
  EXPECT_EQ(given("filterArg", "{limit: 1, grid: 1}"), "valid");
  EXPECT_EQ(given("filterArg", "{limit: 1, grid: [1, [2, null]]}"), "valid");
  EXPECT_THAT(given("filterArg", "{limit: 1, grid: [[[1]]]}"), HasSubstr(kWrong));
}

TEST(ValidateValues, AreObjectsWithTheirFields) {
  EXPECT_EQ(given("filterArg", "{limit: 1, command: HEEL, inner: {limit: 2}}"), "valid");
  EXPECT_EQ(given("filterArg", "1"), "values_of_correct_type 1:28");
  EXPECT_EQ(given("filterArg", "[{limit: 1}]"), "values_of_correct_type 1:28");
  EXPECT_EQ(given("filterArg", "{limit: 1, lmiit: 2}"), "input_object_field_names 1:39");
  EXPECT_EQ(given("filterArg", "{limit: 1, limit: 2}"), "input_object_field_uniqueness 1:29");
  EXPECT_EQ(given("filterArg", "{name: \"x\"}"), "input_object_required_fields 1:28");
  EXPECT_EQ(given("filterArg", "{limit: null}"), "values_of_correct_type 1:36");
  EXPECT_EQ(given("filterArg", "{limit: 1, exact: null}"), "values_of_correct_type 1:46");
  EXPECT_EQ(given("filterArg", "{limit: 1, inner: {limit: \"x\", ids: [1, X]}}"),
            "values_of_correct_type 1:54, values_of_correct_type 1:68");
}

TEST(ValidateValues, OfDefaultsToo) {
  EXPECT_EQ(broken_rules("query($a: Int = 1, $f: Filter = {limit: 1}) "
                         "{arguments{intArg(value: $a) filterArg(value: $f)}}"),
            "valid");
  EXPECT_EQ(broken_rules("query($a: Int = \"1\") {arguments{intArg(value: $a)}}"),
            "values_of_correct_type 1:17");
  EXPECT_EQ(broken_rules("query($a: Int! = null) {arguments{intArg(value: $a)}}"),
            "values_of_correct_type 1:18");
  EXPECT_EQ(broken_rules("query($f: Filter = {}) {arguments{filterArg(value: $f)}}"),
            "input_object_required_fields 1:20");
}

TEST(ValidateDirectives, AreThere) {
  EXPECT_EQ(broken_rules("query @cached { dog @cached(seconds: 2) { name @skip(if: true) } }"),
            "valid");
  EXPECT_EQ(broken_rules("{ dog @unknown(any: 1) { name } }"), "directives_are_defined 1:7");
}

TEST(ValidateDirectives, AreWhereTheyMayBe) {
  EXPECT_EQ(broken_rules("query @skip(if: true) { dog { name } }"),
            "directives_are_in_valid_locations 1:7");
  EXPECT_EQ(broken_rules("{ ... @cached { dog { name } } }"),
            "directives_are_in_valid_locations 1:7");
  EXPECT_EQ(
      broken_rules("query($a: Int @note(text: \"x\") @cached) {arguments{intArg(value: $a)}}"),
      "directives_are_in_valid_locations 1:32");
  EXPECT_EQ(broken_rules("{ dog @deprecated { ...F @note(text: \"x\") } } "
                         "fragment F on Dog @note(text: \"x\") @skip(if: true) { name }"),
            "directives_are_in_valid_locations 1:7, directives_are_in_valid_locations 1:82");
  EXPECT_EQ(broken_rules("mutation @note(text: \"x\") { rename(id: 1, name: \"x\") { id } }"),
            "directives_are_in_valid_locations 1:10");
}

TEST(ValidateDirectives, AreUniqueUnlessRepeatable) {
  EXPECT_EQ(broken_rules("{ dog @skip(if: true) @skip(if: false) { name } }"),
            "directives_are_unique_per_location 1:7");
  EXPECT_EQ(broken_rules("{ dog @note(text: \"a\") @note(text: \"b\") { name } }"), "valid");
  EXPECT_EQ(broken_rules("{ dog @skip(if: true) { name } cat @skip(if: false) { name } }"),
            "valid");
}

TEST(ValidateVariables, AreUniqueAndOfInputTypes) {
  EXPECT_EQ(broken_rules("query($a: Int, $a: Int) {arguments{intArg(value: $a)}}"),
            "variable_uniqueness 1:7");
  EXPECT_EQ(broken_rules("query A($a: Int) {arguments{intArg(value: $a)}} "
                         "query B($a: Int) {arguments{intArg(value: $a)}}"),
            "valid");
  EXPECT_EQ(broken_rules("query($a: Dog) {arguments{intArg(value: $a)}}"),
            "variables_are_input_types 1:11");
  EXPECT_EQ(broken_rules("query($a: [CatOrDog!]!) {arguments{intArg(value: $a)}}"),
            "variables_are_input_types 1:12");
  EXPECT_EQ(broken_rules("query($a: Nothing) {arguments{intArg(value: $a)}}"),
            "variables_are_input_types 1:11");
}

TEST(ValidateVariables, AreDefinedForEachOperation) {
  EXPECT_EQ(broken_rules("{arguments{intArg(value: $a)}}"), "all_variable_uses_defined 1:26");
  EXPECT_EQ(broken_rules("query A($a: Boolean) {dog{...F}} query B {dog{...F}} "
                         "fragment F on Dog {isTrained(atOther: $a)}"),
            "all_variable_uses_defined 1:92");
  EXPECT_THAT(problem_messages("query B {dog{name @skip(if: $a)}}"),
              HasSubstr("There is no variable '$a' in the operation 'B'."));
  EXPECT_EQ(broken_rules("query {dog{...F}} fragment F on Dog {...G} "
                         "fragment G on Dog {name @include(if: $a)}"),
            "all_variable_uses_defined 1:81");
  EXPECT_EQ(broken_rules("query @note(text: $a) {dog{name}}"), "all_variable_uses_defined 1:19");
}

TEST(ValidateVariables, AreUsed) {
  EXPECT_EQ(broken_rules("query($a: Int) {dog{name}}"), "all_variables_used 1:7");
  EXPECT_EQ(broken_rules("query($a: Int) {dog{name}} "
                         "query B($a: Boolean) {dog{isTrained(atOther: $a)}}"),
            "lone_anonymous_operation 1:1, all_variables_used 1:7");
  EXPECT_EQ(
      broken_rules("query($a: Boolean) {dog{...F}} fragment F on Dog {isTrained(atOther: $a)}"),
      "valid");
  EXPECT_EQ(broken_rules("query($a: Int!) {arguments{filterArg(value: {limit: $a})}}"), "valid");
}

std::string passed(const std::string& type, const std::string& field) {
  return broken_rules("query($a: " + type + ") {arguments{" + field + "(value: $a)}}");
}

TEST(ValidateVariables, FitWhereTheyStand) {
  constexpr const char* kMisfit = "all_variable_usages_are_allowed 1:7";
  EXPECT_EQ(passed("Int", "intArg"), "valid");
  EXPECT_EQ(passed("Int!", "intArg"), "valid");
  EXPECT_EQ(passed("Float", "intArg"), kMisfit);
  EXPECT_EQ(passed("Int", "floatArg"), kMisfit);
  EXPECT_EQ(passed("String", "idArg"), kMisfit);
  EXPECT_EQ(passed("Boolean", "nonNullBooleanArg"), kMisfit);
  EXPECT_EQ(passed("Boolean = true", "nonNullBooleanArg"), "valid");
  EXPECT_EQ(passed("Boolean = null", "nonNullBooleanArg"), kMisfit);
  EXPECT_EQ(passed("Boolean!", "nonNullBooleanArg"), "valid");
  EXPECT_EQ(passed("Boolean", "optionalNonNullBooleanArg"), "valid");
  EXPECT_EQ(passed("[Boolean]", "booleanArg"), kMisfit);
  EXPECT_EQ(passed("Boolean", "listArg"), kMisfit);
  EXPECT_EQ(passed("[Boolean]!", "listArg"), "valid");
  EXPECT_EQ(passed("[Boolean!]!", "listArg"), "valid");
  EXPECT_EQ(passed("[Boolean]", "nonNullListArg"), kMisfit);
  EXPECT_EQ(passed("[Boolean!]", "nonNullListArg"), "valid");
  EXPECT_EQ(problem_messages("query($a: [Boolean]) {arguments{nonNullListArg(value: $a)}}"),
            "The variable '$a' is of type '[Boolean]', and '[Boolean!]' is expected here.");
}

TEST(ValidateVariables, FitInsideListsAndObjects) {
  EXPECT_EQ(broken_rules("query($a: Boolean) {arguments{listArg(value: [$a, true])}}"), "valid");
  EXPECT_EQ(broken_rules("query($a: Boolean) {arguments{nonNullListArg(value: [$a])}}"),
            "all_variable_usages_are_allowed 1:7");
  EXPECT_EQ(broken_rules("query($a: Int) {arguments{filterArg(value: {limit: $a})}}"),
            "all_variable_usages_are_allowed 1:7");
  EXPECT_EQ(broken_rules("query($a: Boolean) {arguments{filterArg(value: {limit: 1, exact: $a})}}"),
            "valid");
  EXPECT_EQ(broken_rules("query($a: Int = 5) {arguments{filterArg(value: {limit: $a})}}"), "valid");
}

}  // namespace
}  // namespace sangam::graphql
