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

TEST(Schema, IsRefusedForTypesThatAreEmptyOrInTheWrongPlace) {
  auto draft = plain();
  draft.object("O");
  draft.enumeration("E");
  draft.input_object("I");
  draft.union_of("U", {});
  EXPECT_EQ(refusal(draft), "O has no fields. E has no values. I has no fields. U has no members.");
  draft = plain();
  draft.input_object("I").input({.name = "a", .type = "Query"});
  draft.find("Query")->field("b", "I").argument({.name = "c", .type = "Query"});
  EXPECT_EQ(refusal(draft),
            "Query.b: this is no type of outputs. Query.b.c: this is no type of inputs. "
            "I.a: this is no type of inputs.");
  draft = plain();
  draft.union_of("U", {"Int", "Query", "Query"});
  EXPECT_EQ(refusal(draft), "U: Int is no object. U has Query twice.");
  draft = plain();
  draft.find("Query")->field("b", "Int").argument({.name = "c", .type = "Int!", .deprecated = "x"});
  EXPECT_EQ(refusal(draft), "Query.b.c is required, so it cannot be deprecated.");
}

TEST(Schema, IsRefusedForImplementationsThatLack) {
  const auto with = [](auto spoil) {
    auto draft = plain();
    auto& interface = draft.interface("I");
    interface.field("x", "Node").argument({.name = "n", .type = "Int"});
    draft.interface("Node").field("id", "ID!");
    auto& object = draft.object("O").implements("I");
    object.field("x", "Node").argument({.name = "n", .type = "Int"});
    spoil(draft, *draft.find("O"));
    return refusal(draft);
  };
  EXPECT_EQ(with([](auto&, auto&) {}), "built");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].type = "Node!"; }), "built");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].argument({.name = "m", .type = "Int"}); }),
            "built");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].name = "y"; }), "O lacks the field 'x' of I.");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].type = "[Node]"; }),
            "O.x is [Node], which is no Node as in I.");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].arguments[0].type = "Int!"; }),
            "O.x.n is Int!, but Int in I.");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].arguments.clear(); }),
            "O.x lacks the argument 'n' of I.");
  EXPECT_EQ(with([](auto&, auto& o) { o.fields[0].argument({.name = "m", .type = "Int!"}); }),
            "O.x.m is required, but unknown to I.");
  EXPECT_EQ(with([](auto&, auto& o) { o.implements("I"); }), "O implements I twice.");
  EXPECT_EQ(with([](auto&, auto& o) { o.implements("Query"); }),
            "O implements Query, which is no interface.");
  EXPECT_EQ(with([](auto& draft, auto&) { draft.find("I")->implements("I"); }),
            "I implements itself.");
  EXPECT_EQ(
      with([](auto& draft, auto&) { draft.find("I")->implements("Node").field("id", "ID!"); }),
      "O implements I, so also Node: it must say so. O lacks the field 'id' of I.");
}

TEST(Schema, IsRefusedForInputsWithoutEnd) {
  auto draft = plain();
  draft.input_object("A").input({.name = "b", .type = "B!"});
  draft.input_object("B").input({.name = "a", .type = "A!"});
  EXPECT_THAT(refusal(draft), HasSubstr("B.a needs a value of its own type"));
  draft = plain();
  draft.input_object("A").input({.name = "a", .type = "[A!]!"}).input({.name = "b", .type = "A"});
  EXPECT_EQ(refusal(draft), "built");
}

TEST(Schema, IsRefusedForDefaultsThatAreNotOfTheirType) {
  auto draft = plain();
  draft.find("Query")
      ->field("b", "Int")
      .argument({.name = "c", .type = "[Int]", .default_value = Value::List{1, "x"}});
  EXPECT_EQ(refusal(draft),
            "Query.b.c[1]: its default is not valid. Int takes whole numbers of 32 "
            "bits, not the text \"x\".");
  draft = plain();
  draft.input_object("A").input({.name = "a", .type = "A", .default_value = Value::Object{}});
  EXPECT_EQ(refusal(draft), "A.a: its default needs itself.");
  draft = plain();
  draft.input_object("A").input({.name = "a", .type = "[A]", .default_value = Value::List{}});
  EXPECT_EQ(refusal(draft), "built");
  draft = plain();
  draft.enumeration("E").value("X");
  draft.find("Query")->field("b", "Int").argument({.name = "c", .type = "E", .default_value = "Y"});
  EXPECT_THAT(refusal(draft), HasSubstr("The enum E has no value the text \"Y\"."));
}

TEST(Schema, IsRefusedForDirectivesThatDoNotFit) {
  const auto with = [](AppliedDirective applied) {
    auto draft = plain();
    draft.declared_directives.push_back({.name = "on",
                                         .arguments = {{.name = "n", .type = "Int!"}},
                                         .locations = {DirectiveLocation::object}});
    draft.find("Query")->apply(std::move(applied));
    return refusal(draft);
  };
  EXPECT_EQ(with({.name = "on", .arguments = {{.name = "n", .value = 1}}}), "built");
  EXPECT_EQ(with({.name = "of", .arguments = {}}), "Query @of: there is no such directive.");
  EXPECT_EQ(with({.name = "on", .arguments = {}}), "Query @on needs the argument 'n'.");
  EXPECT_THAT(with({.name = "on", .arguments = {{.name = "n", .value = "x"}}}),
              HasSubstr("Query @on.n: Int takes whole numbers"));
  EXPECT_THAT(with({.name = "skip", .arguments = {{.name = "if", .value = true}}}),
              HasSubstr("Query @skip may not stand on OBJECT."));
  auto draft = plain();
  draft.declared_directives.push_back({.name = "nowhere"});
  EXPECT_EQ(refusal(draft), "@nowhere may stand nowhere.");
}

}  // namespace
}  // namespace sangam::graphql
