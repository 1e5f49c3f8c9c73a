#include "engines/graphql/coerce.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/parse.h"
#include "engines/graphql/print_value.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql {
namespace {

using ::testing::HasSubstr;
using testing::sample_schema;

Value object(std::vector<std::pair<std::string, Value>> members) {
  Value::Object made;
  for (auto& [name, value] : members)
    made.push_back({.name = std::move(name), .value = std::move(value)});
  return made;
}

// The type of the argument `value` of a field of Arguments.
const Type& type_of(const char* field) {
  return sample_schema().find_type("Arguments")->find_field(field)->find_argument("value")->type;
}

std::string shown(const std::expected<Value, Refusal>& coerced) {
  return coerced ? to_json(*coerced) : coerced.error().path + ": " + coerced.error().message;
}

std::string from_value(const char* field, Value given) {
  return shown(coerce_value(given, type_of(field)));
}

// The argument of `field(value: written)`, with variables of the operation and their values.
std::string from_text(const std::string& declared, const Value& given, const std::string& field,
                      const std::string& written) {
  const auto document =
      parse("query" + declared + "{arguments{" + field + "(value:" + written + ")}}");
  if (!document) return to_text(document.error());
  const auto& operation = document->operations()[0];
  const auto variables = coerce_variables(sample_schema(), *document, operation, given);
  if (!variables) return to_text(variables.error().front());
  const auto& selection = operation.selections[0].selections[0];
  const auto& definition = *sample_schema().find_type("Arguments")->find_field(field);
  const auto arguments =
      coerce_arguments(definition.arguments, selection.arguments, *variables, selection.position);
  if (!arguments) return arguments.error().path + ": " + arguments.error().message;
  return to_json(*arguments);
}
std::string from_text(const std::string& field, const std::string& written) {
  return from_text("", Value(), field, written);
}

TEST(CoerceValue, TakesWhatJsonHasForScalars) {
  EXPECT_EQ(from_value("intArg", 7), "7");
  EXPECT_EQ(from_value("intArg", 7.0), "7");
  EXPECT_EQ(from_value("intArg", Value()), "null");
  EXPECT_EQ(from_value("intArg", -2147483648), "-2147483648");
  EXPECT_THAT(from_value("intArg", 2147483648),
              HasSubstr("whole numbers of 32 bits, not 2147483648."));
  EXPECT_THAT(from_value("intArg", 7.5), HasSubstr("not 7.5."));
  EXPECT_THAT(from_value("intArg", "7"), HasSubstr("not the text \"7\"."));
  EXPECT_THAT(from_value("intArg", true), HasSubstr("not true."));
  EXPECT_EQ(from_value("floatArg", 7), "7.0");
  EXPECT_EQ(from_value("floatArg", 0.25), "0.25");
  EXPECT_THAT(from_value("floatArg", "0.25"), HasSubstr("Float takes finite numbers"));
  EXPECT_EQ(from_value("textArg", "x"), "\"x\"");
  EXPECT_THAT(from_value("textArg", 7), HasSubstr("String takes texts, not 7."));
  EXPECT_THAT(from_value("textArg", object({})), HasSubstr("not an object."));
  EXPECT_EQ(from_value("booleanArg", false), "false");
  EXPECT_THAT(from_value("booleanArg", 0), HasSubstr("Boolean takes true and false"));
  EXPECT_EQ(from_value("idArg", "x"), "\"x\"");
  EXPECT_EQ(from_value("idArg", 7), "\"7\"");
  EXPECT_THAT(from_value("idArg", 7.5), HasSubstr("ID takes texts and whole numbers"));
  EXPECT_EQ(from_value("enumArg", "SIT"), "\"SIT\"");
  EXPECT_THAT(from_value("enumArg", "FLY"), HasSubstr("The enum Command has no value"));
  EXPECT_THAT(from_value("enumArg", 1), HasSubstr("no value 1."));
  EXPECT_EQ(from_value("dateArg", "2026-01-31"), "\"2026-01-31\"");
  EXPECT_THAT(from_value("dateArg", "soon"), HasSubstr("A Date is a text like"));
  EXPECT_EQ(from_value("jsonArg", object({{"a", Value::List{1, "x"}}})), R"({"a":[1,"x"]})");
}

TEST(CoerceValue, MakesAListOfWhatIsNone) {
  EXPECT_EQ(from_value("listArg", Value::List{true, Value()}), "[true,null]");
  EXPECT_EQ(from_value("listArg", true), "[true]");
  EXPECT_EQ(from_value("listArg", Value::List{}), "[]");
  EXPECT_THAT(from_value("listArg", Value()), HasSubstr("[Boolean]! does not take null."));
  EXPECT_EQ(from_value("nonNullListArg", Value()), "null");
  EXPECT_EQ(from_value("nonNullListArg", Value::List{true, Value()}),
            "[1]: Boolean! does not take null.");
  EXPECT_EQ(from_value("filterArg", object({{"limit", 1}, {"grid", 2}})),
            R"({"limit":1,"grid":[[2]],"command":"SIT","exact":true})");
}

TEST(CoerceValue, FillsObjectsUp) {
  EXPECT_EQ(from_value("filterArg", object({{"name", "x"}, {"limit", 1}, {"exact", false}})),
            R"({"limit":1,"name":"x","command":"SIT","exact":false})");
  EXPECT_EQ(from_value("filterArg", object({{"limit", 1}, {"command", Value()}})),
            R"({"limit":1,"command":null,"exact":true})");
  EXPECT_THAT(from_value("filterArg", object({})),
              HasSubstr("The field 'limit' of Filter is required."));
  EXPECT_THAT(from_value("filterArg", object({{"limit", 1}, {"x", 2}})),
              HasSubstr("Filter has no field \"x\"."));
  EXPECT_THAT(from_value("filterArg", 7), HasSubstr("Filter takes an object, not 7."));
  EXPECT_EQ(
      from_value("filterArg",
                 object({{"limit", 1},
                         {"inner", object({{"limit", 1}, {"ids", Value::List{"a", true}}})}})),
      ".inner.ids[1]: ID takes texts and whole numbers, not true.");
}

TEST(CoerceLiteral, GivesTheSameValues) {
  EXPECT_EQ(from_text("intArg", "7"), R"({"value":7})");
  EXPECT_EQ(from_text("floatArg", "7"), R"({"value":7.0})");
  EXPECT_EQ(from_text("floatArg", "1.5e3"), R"({"value":1500.0})");
  EXPECT_EQ(from_text("floatArg", "1e-400"), R"({"value":0.0})");
  EXPECT_EQ(from_text("idArg", "007"),
            "line 1, column 30: A number does not begin with 0 and another digit.");
  EXPECT_EQ(from_text("idArg", "12345678901234567890"), R"({"value":"12345678901234567890"})");
  EXPECT_EQ(from_text("enumArg", "HEEL"), R"({"value":"HEEL"})");
  EXPECT_EQ(from_text("listArg", "true"), R"({"value":[true]})");
  EXPECT_EQ(from_text("filterArg", "{limit: 1, grid: [1, [2]], inner: {limit: 2}}"),
            R"({"value":{"limit":1,"grid":[[1],[2]],"command":"SIT","exact":true,)"
            R"("inner":{"limit":2,"command":"SIT","exact":true}}})");
  EXPECT_EQ(from_text("jsonArg", "{a: [1, 2.5, X, \"y\", null, true], b: {}}"),
            R"({"value":{"a":[1,2.5,"X","y",null,true],"b":{}}})");
  EXPECT_EQ(from_text("intArg", "null"), R"({"value":null})");
}

TEST(CoerceLiteral, RefusesWhatValidationWould) {
  EXPECT_THAT(from_text("intArg", "\"7\""), HasSubstr("Int takes whole numbers"));
  EXPECT_THAT(from_text("nonNullBooleanArg", "null"), HasSubstr("does not take null"));
  EXPECT_EQ(from_text("filterArg", "{limit: 1, ids: [1, X]}"),
            ".ids[1]: The argument 'value' has no valid value: ID takes texts and whole numbers, "
            "not X.");
  EXPECT_THAT(from_text("filterArg", "{limit: 1, x: 1}"), HasSubstr("Filter has no field 'x'."));
  EXPECT_THAT(from_text("filterArg", "{}"), HasSubstr("'limit' of Filter is required"));
}

TEST(CoerceVariables, AreGivenOrHaveDefaults) {
  EXPECT_EQ(from_text("($a: Int)", object({{"a", 7}}), "intArg", "$a"), R"({"value":7})");
  EXPECT_EQ(from_text("($a: Int = 5)", object({}), "intArg", "$a"), R"({"value":5})");
  EXPECT_EQ(from_text("($a: Int = 5)", object({{"a", Value()}}), "intArg", "$a"),
            R"({"value":null})");
  EXPECT_EQ(from_text("($a: Int)", Value(), "intArg", "$a"), "{}");
  EXPECT_EQ(from_text("($a: Boolean)", Value(), "optionalNonNullBooleanArg", "$a"),
            R"({"value":false})");
  EXPECT_EQ(from_text("($a: Filter = {limit: 3})", Value(), "filterArg", "$a"),
            R"({"value":{"limit":3,"command":"SIT","exact":true}})");
  EXPECT_EQ(from_text("($a: [Boolean])", object({{"a", true}, {"other", 1}}), "listArg", "$a"),
            R"({"value":[true]})");
}

TEST(CoerceVariables, AreRefusedWithTheirPlace) {
  EXPECT_EQ(from_text("($a: Int!)", Value(), "intArg", "$a"),
            "line 1, column 7: The variable '$a' of type Int! is required and was not given.");
  EXPECT_EQ(from_text("($a: Int!)", object({{"a", Value()}}), "intArg", "$a"),
            "line 1, column 7: The variable '$a' has no valid value: Int! does not take null.");
  EXPECT_EQ(from_text("($f: Filter)", object({{"f", object({{"limit", "x"}})}}), "filterArg", "$f"),
            "line 1, column 7: The variable '$f' has no valid value at '.limit': Int takes whole "
            "numbers of 32 bits, not the text \"x\".");
  const auto document = parse("query($a: Int!, $b: Int!) {dog{name}}");
  const auto refused =
      coerce_variables(sample_schema(), *document, document->operations()[0], Value());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().size(), 2U);
}

TEST(CoerceVariables, InsideValuesTheyMayBeAbsent) {
  EXPECT_EQ(from_text("($a: Boolean)", Value(), "listArg", "[$a, true]"),
            R"({"value":[null,true]})");
  EXPECT_EQ(
      from_text("($a: String, $l: Int!)", object({{"l", 4}}), "filterArg", "{limit: $l, name: $a}"),
      R"({"value":{"limit":4,"command":"SIT","exact":true}})");
  EXPECT_EQ(from_text("($a: Boolean)", Value(), "filterArg", "{limit: 1, exact: $a}"),
            R"({"value":{"limit":1,"command":"SIT","exact":true}})");
  EXPECT_EQ(
      from_text("($a: Boolean)", object({{"a", Value()}}), "filterArg", "{limit: 1, exact: $a}"),
      ".exact: The argument 'value' has no valid value: Boolean! does not take null, which the "
      "variable '$a' is.");
  EXPECT_EQ(from_text("($a: Int)", object({{"a", 5}}), "jsonArg", "{x: [$a, $a]}"),
            R"({"value":{"x":[5,5]}})");
}

TEST(CoerceArguments, TakeDefaultsOfTheirDefinition) {
  const auto& field = *sample_schema().find_type("Arguments")->find_field("filterArg");
  const auto made = coerce_arguments(field.arguments, {}, {}, 0);
  ASSERT_TRUE(made);
  EXPECT_EQ(to_json(*made), R"({"value":{"limit":5,"command":"HEEL","exact":true}})");
  const auto& strict = *sample_schema().find_type("Arguments")->find_field("nonNullBooleanArg");
  EXPECT_EQ(coerce_arguments(strict.arguments, {}, {}, 4).error().position, 4U);
}

TEST(PrintValue, FollowsItsType) {
  EXPECT_EQ(
      print(object({{"limit", 1}, {"command", "SIT"}, {"name", "S\"T"}}), type_of("filterArg")),
      R"({limit: 1, command: SIT, name: "S\"T"})");
  EXPECT_EQ(print(Value::List{1, 2.5, "x", Value()}, type_of("jsonArg")), R"([1, 2.5, "x", null])");
}

}  // namespace
}  // namespace sangam::graphql
