#include "engines/graphql/introspection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/parse.h"
#include "engines/graphql/testing/sample_schema.h"
#include "engines/graphql/validate.h"

namespace sangam::graphql {
namespace {

using ::testing::HasSubstr;
using testing::sample_schema;

// The answer to the only field of the root.
std::string asked(std::string text, const IntrospectionLimits& limits = {},
                  const Value::Object& given = {}) {
  const auto document = parse(std::move(text));
  if (!document) return to_text(document.error());
  for (const auto& problem : validate(sample_schema(), *document))
    return to_text(problem);
  const auto& operation = document->operations()[0];
  const auto variables = coerce_variables(sample_schema(), *document, operation, given);
  if (!variables) return to_text(variables.error().front());
  const Scope scope{sample_schema(), *document, *variables};
  const auto roots =
      collect_fields(scope, *sample_schema().root(OperationKind::query), operation.selections);
  const auto answer = introspect(scope, roots->front(), limits);
  return answer ? to_json(*answer) : to_text(answer.error());
}

std::string of_type(const std::string& name, const std::string& selections) {
  return asked("{__type(name: \"" + name + "\"){" + selections + "}}");
}

TEST(Introspection, ShowsTheRoots) {
  EXPECT_EQ(
      asked("{__schema{description queryType{name} m: mutationType{name kind} "
            "subscriptionType{__typename}}}"),
      R"({"description":null,"queryType":{"name":"Query"},)"
      R"("m":{"name":"Mutation","kind":"OBJECT"},"subscriptionType":{"__typename":"__Type"}})");
}

TEST(Introspection, ShowsOneTypeByItsName) {
  EXPECT_EQ(
      of_type("Node", "kind name description fields{name type{kind name ofType{name}}}"),
      R"({"kind":"INTERFACE","name":"Node","description":"Has an identity.",)"
      R"("fields":[{"name":"id","type":{"kind":"NON_NULL","name":null,"ofType":{"name":"ID"}}}]})");
  EXPECT_EQ(of_type("Nothing", "name"), "null");
  EXPECT_EQ(
      asked("query($n: String!){__type(name: $n){kind}}", {}, {{.name = "n", .value = "Date"}}),
      R"({"kind":"SCALAR"})");
}

TEST(Introspection, ShowsEachKind) {
  EXPECT_EQ(of_type("Date",
                    "kind specifiedByURL fields{name} enumValues{name} inputFields{name} "
                    "interfaces{name} possibleTypes{name} ofType{name}"),
            R"({"kind":"SCALAR","specifiedByURL":"https://scalars.example/date","fields":null,)"
            R"("enumValues":null,"inputFields":null,"interfaces":null,"possibleTypes":null,)"
            R"("ofType":null})");
  EXPECT_EQ(of_type("Person", "interfaces{name} possibleTypes{name}"),
            R"({"interfaces":[{"name":"Node"},{"name":"Party"}],"possibleTypes":null})");
  EXPECT_EQ(
      of_type("Party", "interfaces{name} possibleTypes{name}"),
      R"({"interfaces":[{"name":"Node"}],"possibleTypes":[{"name":"Person"},{"name":"Company"}]})");
  EXPECT_EQ(of_type("CatOrDog", "fields{name} interfaces{name} possibleTypes{name}"),
            R"({"fields":null,"interfaces":null,"possibleTypes":[{"name":"Cat"},{"name":"Dog"}]})");
  EXPECT_EQ(of_type("CatCommand", "enumValues{name description}"),
            R"({"enumValues":[{"name":"JUMP","description":null}]})");
}

TEST(Introspection, HidesWhatIsDeprecatedUnlessAsked) {
  EXPECT_EQ(of_type("Command",
                    "enumValues{name} all: enumValues(includeDeprecated: true)"
                    "{name isDeprecated deprecationReason}"),
            R"({"enumValues":[{"name":"SIT"},{"name":"HEEL"}],"all":[)"
            R"({"name":"SIT","isDeprecated":false,"deprecationReason":null},)"
            R"({"name":"HEEL","isDeprecated":false,"deprecationReason":null},)"
            R"({"name":"DOWN","isDeprecated":true,"deprecationReason":"Say SIT."}]})");
  EXPECT_THAT(of_type("Person", "fields{name}"), ::testing::Not(HasSubstr("\"age\"")));
  EXPECT_THAT(of_type("Person", "fields(includeDeprecated: true){name}"), HasSubstr("\"age\""));
  EXPECT_THAT(of_type("Filter", "inputFields{name}"), ::testing::Not(HasSubstr("\"old\"")));
  EXPECT_THAT(of_type("Person", "fields{args(includeDeprecated: true){name}}"),
              HasSubstr("\"after\""));
}

TEST(Introspection, ShowsDefaultsAsADocumentHasThem) {
  EXPECT_THAT(of_type("Arguments", "fields{args{defaultValue}}"),
              HasSubstr(R"({"defaultValue":"{limit: 5, command: HEEL}"})"));
  EXPECT_THAT(of_type("Filter", "inputFields{name defaultValue}"),
              HasSubstr(R"({"name":"command","defaultValue":"SIT"})"));
  EXPECT_THAT(of_type("Filter", "inputFields{name defaultValue}"),
              HasSubstr(R"({"name":"limit","defaultValue":null})"));
}

TEST(Introspection, ShowsDirectives) {
  const auto all = asked("{__schema{directives{name isRepeatable locations args{name}}}}");
  EXPECT_THAT(all, HasSubstr(R"({"name":"skip","isRepeatable":false,"locations":["FIELD",)"
                             R"("FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if"}]})"));
  EXPECT_THAT(all, HasSubstr(R"({"name":"note","isRepeatable":true)"));
  EXPECT_THAT(all, HasSubstr("specifiedBy"));
  EXPECT_THAT(all, HasSubstr("deprecated"));
}

TEST(Introspection, ShowsItself) {
  EXPECT_THAT(asked("{__schema{types{name}}}"), HasSubstr(R"({"name":"__InputValue"})"));
  EXPECT_THAT(of_type("__TypeKind", "enumValues{name}"), HasSubstr(R"({"name":"NON_NULL"})"));
  EXPECT_EQ(of_type("__Type", "kind"), R"({"kind":"OBJECT"})");
}

TEST(Introspection, OpensFragmentsAndDirectives) {
  EXPECT_EQ(
      asked("query($no: Boolean = false){__type(name: \"Node\"){...F kind @include(if: $no)}} "
            "fragment F on __Type{name ...{x: name @skip(if: true)}}"),
      R"({"name":"Node"})");
}

TEST(Introspection, IsNoLargerThanAllowed) {
  EXPECT_EQ(asked("{__schema{types{name}}}", {.values = 10}),
            "line 1, column 11: The answer to this introspection is larger than is allowed.");
  std::string deep = "name";
  for (int n = 0; n < 25; ++n)
    deep = "interfaces{possibleTypes{" + deep + "}}";
  EXPECT_THAT(of_type("Person", deep), HasSubstr("larger than is allowed"));
  EXPECT_EQ(asked("{__type(name: \"Node\"){fields{type{name}}}}", {.depth = 2}),
            "line 1, column 30: This introspection goes deeper than is allowed.");
  // A chain of fragments nests deeper than a document may.
  std::string text = "{__type(name: \"Person\"){...F0}}";
  for (int n = 0; n < 400; ++n)
    text += " fragment F" + std::to_string(n) + " on __Type{interfaces{possibleTypes{...F" +
            std::to_string(n + 1) + "}}}";
  EXPECT_THAT(asked(text + " fragment F400 on __Type{name}"), HasSubstr("than is allowed"));
}

}  // namespace
}  // namespace sangam::graphql
