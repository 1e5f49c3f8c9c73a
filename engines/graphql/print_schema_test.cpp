#include "engines/graphql/print_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/graphql/federation.h"
#include "engines/graphql/schema_draft.h"

namespace sangam::graphql {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

SchemaDraft small() {
  SchemaDraft draft;
  auto& query = draft.object("Query");
  query.field("node", "Node", "By its \"\"\"id\"\"\".\n  Slowly.")
      .argument({.name = "id", .type = "ID!", .description = "Which."})
      .argument({.name = "at", .type = "Mode", .default_value = "FAST", .deprecated = "Not now."});
  query.field("list", "[Int!]")
      .argument({.name = "of", .type = "In", .default_value = Value::Object{{"modes", "SLOW"}}})
      .deprecate("No longer supported");
  draft.interface("Node", " begins with a space").field("id", "ID!");
  draft.object("Thing", "A thing.\n\nTwo paragraphs.").implements("Node").field("id", "ID!");
  draft.union_of("Any", {"Thing", "Query"});
  draft.enumeration("Mode").value("SLOW", "Not fast.").value("FAST");
  draft.input_object("In").input({.name = "modes", .type = "[Mode!]"});
  draft.scalar("Date").specified_by = "https://scalars.example/date";
  draft.declared_directives.push_back(
      {.name = "once", .locations = {DirectiveLocation::query, DirectiveLocation::object}});
  return draft;
}

TEST(PrintSchema, WritesEveryKindInTheOrderOfDeclaration) {
  const auto schema = Schema::build(small());
  ASSERT_TRUE(schema) << schema.error().front();
  EXPECT_EQ(print(*schema), R"(directive @once on QUERY | OBJECT

type Query {
  """
  By its \"""id\""".
    Slowly.
  """
  node(
    """
    Which.
    """
    id: ID!
    at: Mode = FAST @deprecated(reason: "Not now.")
  ): Node
  list(of: In = {modes: SLOW}): [Int!] @deprecated
}

" begins with a space"
interface Node {
  id: ID!
}

"""
A thing.

Two paragraphs.
"""
type Thing implements Node {
  id: ID!
}

union Any = Thing | Query

enum Mode {
  """
  Not fast.
  """
  SLOW
  FAST
}

input In {
  modes: [Mode!]
}

scalar Date @specifiedBy(url: "https://scalars.example/date")
)");
}

TEST(PrintSchema, SortsByName) {
  const auto schema = Schema::build(small());
  const auto text = print(*schema, SchemaOrder::sorted);
  const auto at = [&](const char* what) {
    EXPECT_THAT(text, HasSubstr(what));
    return text.find(what);
  };
  EXPECT_LT(at("union Any = Query | Thing"), at("scalar Date"));
  EXPECT_LT(at("scalar Date"), at("input In"));
  EXPECT_LT(at("  FAST\n"), at("  SLOW\n"));
  EXPECT_LT(at("  list("), at("  node("));
  EXPECT_LT(at("    at: Mode"), at("    id: ID!"));
}

TEST(PrintSchema, NamesRootsThatAreNotCalledAsUsual) {
  SchemaDraft draft;
  draft.query = "Root";
  draft.object("Root").field("a", "Int");
  draft.object("Query").field("a", "Int");
  EXPECT_THAT(print(*Schema::build(draft)), HasSubstr("schema {\n  query: Root\n}\n\ntype Root"));
  SchemaDraft described;
  described.description = "About.";
  described.object("Query").field("a", "Int");
  EXPECT_THAT(print(*Schema::build(described)),
              HasSubstr("\"\"\"\nAbout.\n\"\"\"\nschema {\n  query: Query\n}\n"));
  SchemaDraft hidden;
  hidden.mutation = "";
  hidden.object("Query").field("a", "Int");
  hidden.object("Mutation").field("a", "Int");
  EXPECT_THAT(print(*Schema::build(hidden)), HasSubstr("schema {\n  query: Query\n}\n"));
}

SchemaDraft subgraph() {
  SchemaDraft draft;
  draft.object("Query").field("account", "Account");
  auto& account = draft.object("Account");
  account.apply(federation_key("id"));
  account.field("id", "ID!");
  account.field("tag", "String").apply({.name = "shareable", .arguments = {}});
  draft.object("Stub").apply(federation_key("id", false)).field("id", "ID!");
  return draft;
}

TEST(Federation, AddsWhatASubgraphAnswers) {
  auto draft = subgraph();
  EXPECT_THAT(add_federation(draft), ElementsAre("Account"));
  const auto schema = Schema::build(draft);
  ASSERT_TRUE(schema) << schema.error().front();
  const auto& query = *schema->root(OperationKind::query);
  EXPECT_EQ(to_text(query.find_field("_service")->type), "_Service!");
  EXPECT_EQ(to_text(query.find_field("_entities")->type), "[_Entity]!");
  EXPECT_TRUE(schema->find_type("_Entity")->includes(*schema->find_type("Account")));
  EXPECT_FALSE(schema->find_type("_Entity")->includes(*schema->find_type("Stub")));
}

TEST(Federation, DescribesASubgraphWithoutItself) {
  auto draft = subgraph();
  add_federation(draft);
  const auto schema = Schema::build(draft);
  ASSERT_TRUE(schema);
  EXPECT_EQ(
      print(*schema, SchemaOrder::declared, SchemaPart::subgraph),
      R"(extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", )"
      R"("@requires", "@provides", "@external", "@shareable", "@inaccessible", "@tag", )"
      R"("@override", "@extends", "@interfaceObject", "@composeDirective"])

type Query {
  account: Account
}

type Account @key(fields: "id") {
  id: ID!
  tag: String @shareable
}

type Stub @key(fields: "id", resolvable: false) {
  id: ID!
}
)");
  EXPECT_THAT(print(*schema), HasSubstr("union _Entity = Account\n"));
  EXPECT_THAT(print(*schema), HasSubstr("scalar federation__FieldSet"));
}

TEST(Federation, WithoutEntitiesThereIsNothingToAskForThem) {
  SchemaDraft draft;
  draft.object("Query").field("a", "Int");
  EXPECT_TRUE(add_federation(draft).empty());
  const auto schema = Schema::build(draft);
  ASSERT_TRUE(schema) << schema.error().front();
  EXPECT_EQ(schema->find_type("_Entity"), nullptr);
  EXPECT_EQ(schema->root(OperationKind::query)->find_field("_entities"), nullptr);
  EXPECT_THAT(print(*schema, SchemaOrder::declared, SchemaPart::subgraph),
              Not(HasSubstr("_service")));
}

}  // namespace
}  // namespace sangam::graphql
