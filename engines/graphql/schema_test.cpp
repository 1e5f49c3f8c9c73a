#include "engines/graphql/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/schema_draft.h"
#include "engines/graphql/testing/sample_schema.h"

namespace sangam::graphql {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::sample_schema;

// A draft that is valid, to be spoiled.
SchemaDraft plain() {
  SchemaDraft draft;
  draft.object("Query").field("a", "Int");
  return draft;
}

std::string refusal(const SchemaDraft& draft) {
  const auto built = Schema::build(draft);
  if (built) return "built";
  std::string all;
  for (const auto& problem : built.error())
    (all += all.empty() ? "" : " ") += problem;
  return all;
}

TEST(Schema, FindsItsParts) {
  const auto& schema = sample_schema();
  ASSERT_NE(schema.find_type("Person"), nullptr);
  EXPECT_EQ(schema.find_type("Persona"), nullptr);
  EXPECT_EQ(schema.find_type("__Meta"), nullptr);
  const auto* friends = schema.find_type("Person")->find_field("friends");
  ASSERT_NE(friends, nullptr);
  EXPECT_EQ(to_text(friends->type), "[Person!]!");
  EXPECT_EQ(to_text(friends->type.nullable().inside()), "Person!");
  EXPECT_EQ(friends->find_argument("first")->coerced_default, Value(10));
  EXPECT_EQ(friends->find_argument("last"), nullptr);
  EXPECT_EQ(schema.find_type("Person")->find_field("fiends"), nullptr);
  EXPECT_NE(schema.find_type("Command")->find_value("SIT"), nullptr);
  EXPECT_EQ(schema.find_type("Command")->find_value("FLY"), nullptr);
  EXPECT_NE(schema.find_type("Filter")->find_input_field("limit"), nullptr);
  EXPECT_EQ(schema.find_type("Filter")->find_field("limit"), nullptr);
  EXPECT_NE(schema.find_directive("skip"), nullptr);
  EXPECT_EQ(schema.root(OperationKind::query), schema.find_type("Query"));
  EXPECT_EQ(schema.root(OperationKind::mutation), schema.find_type("Mutation"));
}

TEST(Schema, HasTheFieldsOfIntrospectionWhereTheyBelong) {
  const auto& schema = sample_schema();
  const auto& query = *schema.root(OperationKind::query);
  EXPECT_EQ(to_text(schema.find_field(query, "__schema")->type), "__Schema!");
  EXPECT_EQ(to_text(schema.find_field(query, "__type")->type), "__Type");
  EXPECT_EQ(schema.find_field(query, "__other"), nullptr);
  const auto& pet = *schema.find_type("Pet");
  EXPECT_EQ(to_text(schema.find_field(pet, "__typename")->type), "String!");
  EXPECT_EQ(schema.find_field(pet, "__schema"), nullptr);
}

TEST(Schema, KnowsWhichObjectsArePossible) {
  const auto type = [](const char* name) -> const NamedType& {
    return *sample_schema().find_type(name);
  };
  EXPECT_TRUE(type("Pet").includes(type("Dog")));
  EXPECT_FALSE(type("Pet").includes(type("Person")));
  EXPECT_TRUE(type("Node").includes(type("Company")));
  EXPECT_TRUE(type("Dog").includes(type("Dog")));
  EXPECT_TRUE(type("CatOrDog").overlaps(type("DogOrPerson")));
  EXPECT_TRUE(type("CatOrDog").overlaps(type("Pet")));
  EXPECT_FALSE(type("CatOrDog").overlaps(type("Party")));
  EXPECT_TRUE(type("Party").overlaps(type("DogOrPerson")));
}

TEST(Schema, FillsDefaultsIn) {
  const auto* filter = sample_schema().find_type("Arguments")->find_field("filterArg");
  ASSERT_NE(filter, nullptr);
  EXPECT_EQ(to_json(*filter->find_argument("value")->coerced_default),
            R"({"limit":5,"command":"HEEL","exact":true})");
}

TEST(Schema, IsRefusedWithoutARoot) {
  SchemaDraft draft;
  draft.object("Other").field("a", "Int");
  EXPECT_EQ(refusal(draft), "There is no type 'Query', the root.");
  draft = plain();
  draft.mutation = "Query";
  EXPECT_EQ(refusal(draft), "Query is the root of two kinds.");
  draft = plain();
  draft.enumeration("Mutation").value("A");
  EXPECT_EQ(refusal(draft), "Mutation is no object.");
}

TEST(Schema, IsRefusedForNames) {
  auto draft = plain();
  draft.object("Query").field("b", "Int");
  EXPECT_THAT(refusal(draft), HasSubstr("The type 'Query' is there twice."));
  draft = plain();
  draft.scalar("Int");
  EXPECT_THAT(refusal(draft), HasSubstr("The type 'Int' is there twice."));
  draft = plain();
  draft.find("Query")->field("a", "String");
  EXPECT_EQ(refusal(draft), "Query.a is there twice.");
  draft = plain();
  draft.find("Query")->field("b-c", "String");
  EXPECT_EQ(refusal(draft), "Query.b-c: 'b-c' is no name.");
  draft = plain();
  draft.find("Query")->field("__b", "String");
  EXPECT_EQ(refusal(draft), "Query.__b: names that begin with __ belong to introspection.");
  draft = plain();
  draft.find("Query")->field("b", "Sting");
  EXPECT_EQ(refusal(draft), "Query.b: there is no type 'Sting'.");
  for (const auto* wrong :
       {"", "!", "[Int", "Int]", "Int!!", "[]", "[[[[[[[[[[[[[Int]]]]]]]]]]]]]"}) {
    draft = plain();
    draft.find("Query")->field("b", wrong);
    EXPECT_THAT(refusal(draft), HasSubstr("is no type.")) << wrong;
  }
  draft = plain();
  draft.enumeration("E").value("true");
  EXPECT_EQ(refusal(draft), "E: a value of an enum cannot be named 'true'.");
  draft = plain();
  draft.find("Query")->field("b", "Int").sized_by("first", 1);
  EXPECT_EQ(refusal(draft), "Query.b is sized by 'first', which is none of its arguments.");
}

}  // namespace
}  // namespace sangam::graphql
