// Drafts that break a rule of §3 which takes a whole schema.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/schema_draft.h"

namespace sangam::graphql {
namespace {

using ::testing::HasSubstr;

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

TEST(CheckSchema, IsRefusedForTypesThatAreEmptyOrInTheWrongPlace) {
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

TEST(CheckSchema, IsRefusedForImplementationsThatLack) {
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

TEST(CheckSchema, IsRefusedForInputsWithoutEnd) {
  auto draft = plain();
  draft.input_object("A").input({.name = "b", .type = "B!"});
  draft.input_object("B").input({.name = "a", .type = "A!"});
  EXPECT_THAT(refusal(draft), HasSubstr("B.a needs a value of its own type"));
  draft = plain();
  draft.input_object("A").input({.name = "a", .type = "[A!]!"}).input({.name = "b", .type = "A"});
  EXPECT_EQ(refusal(draft), "built");
}

TEST(CheckSchema, IsRefusedForDefaultsThatAreNotOfTheirType) {
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

TEST(CheckSchema, IsRefusedForDirectivesThatDoNotFit) {
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
