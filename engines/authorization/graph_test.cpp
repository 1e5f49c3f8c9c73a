#include "engines/authorization/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangam::authorization {
namespace {

using ::testing::ElementsAre;

constexpr HashSeed kSeed{1, 2, 3};

constexpr std::string_view kModel = R"(
context amount: int
type user
type team
  relation lead: [user]
  relation member: [user, team#member] or lead
type folder
  relation parent: [folder]
  relation viewer: [user, user:*, team#member] or parent->viewer
type document
  relation parent: [folder]
  relation blocked: [user, team#member]
  relation approver: [user]
  relation viewer: ([user] or parent->viewer) but not blocked
  relation signer: viewer and approver
)";

class GraphTest : public ::testing::Test {
 protected:
  void write(std::string_view text, std::string condition = {}) {
    auto tuple = parse_tuple(text);
    ASSERT_TRUE(tuple) << text;
    tuple->condition = std::move(condition);
    const auto done = graph_.touch(*tuple);
    ASSERT_TRUE(done) << text << ": " << done.error().detail;
  }
  void remove(std::string_view text) { EXPECT_TRUE(graph_.remove(parse_tuple(text).value())); }
  Outcome check(std::string_view question) {
    const auto tuple = parse_tuple(question).value();
    const auto outcome = graph_.check({tuple.object, tuple.relation, tuple.subject}, context_);
    EXPECT_TRUE(outcome) << outcome.error().detail;
    return outcome.value_or(Outcome::denied);
  }
  bool may(std::string_view question) { return check(question) == Outcome::allowed; }
  std::string explain(std::string_view question) {
    const auto tuple = parse_tuple(question).value();
    const auto explained = graph_.explain({tuple.object, tuple.relation, tuple.subject}, context_);
    EXPECT_TRUE(explained) << explained.error().detail;
    EXPECT_EQ(explained->outcome, check(question));
    std::string text;
    for (const auto& step : explained->steps)
      text += std::string(static_cast<std::size_t>(step.depth) * 2, ' ') +
              std::string(name(step.kind)) + " " + std::string(name(step.outcome)) + " " +
              step.what + "\n";
    return text;
  }

  std::shared_ptr<const Schema> schema_ = Schema::parse(kModel).value();
  Graph graph_{schema_, kSeed};
  Context context_{*schema_};
};

TEST_F(GraphTest, DirectTuples) {
  write("document:plan#viewer@user:ann");
  EXPECT_TRUE(may("document:plan#viewer@user:ann"));
  EXPECT_FALSE(may("document:plan#viewer@user:bob"));
  EXPECT_FALSE(may("document:other#viewer@user:ann"));
  remove("document:plan#viewer@user:ann");
  EXPECT_FALSE(may("document:plan#viewer@user:ann"));
  EXPECT_FALSE(graph_.remove({"document:plan", "viewer", "user:ann", ""}));
  EXPECT_EQ(graph_.size(), 0U);
}

TEST_F(GraphTest, GroupsWithinGroups) {
  write("folder:all#viewer@team:company#member");
  write("team:company#member@team:sales#member");
  write("team:sales#lead@user:ann");
  write("document:plan#parent@folder:all");
  EXPECT_TRUE(may("document:plan#viewer@user:ann"));
  EXPECT_TRUE(may("folder:all#viewer@team:sales#member"));
  EXPECT_FALSE(may("folder:all#viewer@team:other#member"));
  EXPECT_TRUE(may("team:sales#member@team:sales#member"));
  EXPECT_TRUE(may("team:unknown#member@team:unknown#member"));
}

TEST_F(GraphTest, CyclesEndAndGiveNothing) {
  write("team:a#member@team:b#member");
  write("team:b#member@team:c#member");
  write("team:c#member@team:a#member");
  write("folder:x#parent@folder:y");
  write("folder:y#parent@folder:x");
  write("folder:y#viewer@team:a#member");
  EXPECT_FALSE(may("folder:x#viewer@user:ann"));
  write("team:c#member@user:ann");
  EXPECT_TRUE(may("folder:x#viewer@user:ann"));
  EXPECT_TRUE(may("team:a#member@user:ann"));
  EXPECT_NE(explain("folder:x#viewer@user:bob"), "");
}

TEST_F(GraphTest, EverybodyButThoseBlocked) {
  write("folder:open#viewer@user:*");
  write("document:plan#parent@folder:open");
  write("document:plan#blocked@team:guests#member");
  write("team:guests#member@user:gus");
  EXPECT_TRUE(may("document:plan#viewer@user:nobody_knows"));
  EXPECT_TRUE(may("document:plan#viewer@user:*"));
  EXPECT_FALSE(may("document:plan#viewer@user:gus"));
  EXPECT_FALSE(may("document:plan#viewer@team:guests#member"));
}

TEST_F(GraphTest, IntersectionsNeedAll) {
  write("document:plan#viewer@user:ann");
  EXPECT_FALSE(may("document:plan#signer@user:ann"));
  write("document:plan#approver@user:ann");
  EXPECT_TRUE(may("document:plan#signer@user:ann"));
  write("document:plan#blocked@user:ann");
  EXPECT_FALSE(may("document:plan#signer@user:ann"));
}

TEST_F(GraphTest, ConditionsDecideOrAreUndecided) {
  write("document:plan#viewer@user:ann", "amount < 1000 && step_up_age < duration('5m')");
  write("document:plan#viewer@user:bob");
  write("document:plan#blocked@user:bob", "amount > 10");
  EXPECT_EQ(check("document:plan#viewer@user:ann"), Outcome::undecided);
  EXPECT_EQ(check("document:plan#viewer@user:bob"), Outcome::undecided);
  EXPECT_EQ(check("document:plan#viewer@user:eve"), Outcome::denied);
  ASSERT_TRUE(context_.set_text("amount", "500"));
  EXPECT_EQ(check("document:plan#viewer@user:ann"), Outcome::undecided);
  EXPECT_EQ(check("document:plan#viewer@user:bob"), Outcome::denied);
  ASSERT_TRUE(context_.set_text("step_up_age", "1m"));
  EXPECT_EQ(check("document:plan#viewer@user:ann"), Outcome::allowed);
  ASSERT_TRUE(context_.set_text("amount", "5"));
  EXPECT_EQ(check("document:plan#viewer@user:bob"), Outcome::allowed);
  EXPECT_FALSE(context_.set_text("amount", "five"));
  EXPECT_FALSE(context_.set_text("amuont", "5"));
}

TEST_F(GraphTest, ATupleWrittenAgainTakesTheNewCondition) {
  write("document:plan#viewer@user:ann", "amount < 1");
  write("document:plan#viewer@user:ann");
  EXPECT_EQ(graph_.size(), 1U);
  EXPECT_TRUE(may("document:plan#viewer@user:ann"));
}

TEST_F(GraphTest, ExplainsAYesByItsProof) {
  write("folder:all#viewer@user:zoe");
  write("folder:all#viewer@team:company#member");
  write("team:company#member@team:sales#member");
  write("team:sales#lead@user:ann");
  write("document:plan#parent@folder:all");
  EXPECT_EQ(explain("document:plan#viewer@user:ann"),
            "relation allowed document:plan#viewer\n"
            "  exclusion allowed document:plan#viewer\n"
            "    tuple allowed document:plan#parent@folder:all\n"
            "      relation allowed folder:all#viewer\n"
            "        tuple allowed folder:all#viewer@team:company#member\n"
            "          relation allowed team:company#member\n"
            "            tuple allowed team:company#member@team:sales#member\n"
            "              relation allowed team:sales#member\n"
            "                relation allowed team:sales#lead\n"
            "                  tuple allowed team:sales#lead@user:ann\n"
            "    relation denied document:plan#blocked\n"
            "      no_tuple denied document:plan#blocked\n");
}

TEST_F(GraphTest, ExplainsANoByWhatWasTried) {
  write("document:plan#viewer@user:ann", "amount < 1000");
  write("document:plan#blocked@team:guests#member");
  write("team:guests#member@user:gus");
  ASSERT_TRUE(context_.set_text("amount", "5000"));
  EXPECT_EQ(explain("document:plan#viewer@user:ann"),
            "relation denied document:plan#viewer\n"
            "  exclusion denied document:plan#viewer\n"
            "    tuple denied document:plan#viewer@user:ann\n"
            "    no_tuple denied document:plan#parent\n");
  write("document:plan#viewer@user:gus");
  EXPECT_EQ(explain("document:plan#viewer@user:gus"),
            "relation denied document:plan#viewer\n"
            "  exclusion denied document:plan#viewer\n"
            "    tuple allowed document:plan#viewer@user:gus\n"
            "    relation allowed document:plan#blocked\n"
            "      tuple allowed document:plan#blocked@team:guests#member\n"
            "        relation allowed team:guests#member\n"
            "          tuple allowed team:guests#member@user:gus\n");
}

TEST_F(GraphTest, ExplanationsOfHugeGroupsStayShort) {
  for (int i = 0; i < 500; ++i)
    write("folder:all#viewer@team:t" + std::to_string(i) + "#member");
  const auto explained = graph_.explain({"folder:all", "viewer", "user:ann"}, context_);
  ASSERT_TRUE(explained);
  EXPECT_LE(explained->steps.size(), Explanation::kStepsMost);
  EXPECT_EQ(explained->steps.back().kind, StepKind::no_tuple);
}

TEST_F(GraphTest, Lists) {
  write("folder:all#viewer@team:sales#member");
  write("team:sales#member@user:ann");
  write("team:sales#lead@user:bob");
  for (const auto* one : {"document:a", "document:b", "document:c"})
    write(std::string(one) + "#parent@folder:all");
  write("document:b#blocked@user:ann");
  const auto objects = graph_.list_objects("document", "viewer", "user:ann", context_, 10);
  ASSERT_TRUE(objects);
  EXPECT_THAT(objects->names, ElementsAre("a", "c"));
  const auto one = graph_.list_objects("document", "viewer", "user:ann", context_, 1);
  EXPECT_THAT(one->names, ElementsAre("a"));
  EXPECT_FALSE(one->complete);
  const auto subjects = graph_.list_subjects("document:b", "viewer", context_, 10);
  ASSERT_TRUE(subjects);
  EXPECT_THAT(subjects->names, ElementsAre("user:bob"));
  EXPECT_THAT(graph_.list_subjects("document:a", "viewer", context_, 10)->names,
              ElementsAre("user:ann", "user:bob"));
}

TEST_F(GraphTest, RefusesWhatTheModelDoesNotAllow) {
  const auto kind = [&](const Tuple& tuple) {
    const auto fault = Graph::validate(*schema_, tuple);
    return fault ? std::string(name(fault->kind)) + " " + fault->field : "";
  };
  EXPECT_EQ(kind({"document:plan", "viewer", "user:ann", "amount > 1"}), "");
  EXPECT_EQ(kind({"document", "viewer", "user:ann", ""}), "malformed object");
  EXPECT_EQ(kind({"document:plan", "viewer", "user:", ""}), "malformed subject");
  EXPECT_EQ(kind({"doc:plan", "viewer", "user:ann", ""}), "unknown_type object");
  EXPECT_EQ(kind({"document:plan", "reader", "user:ann", ""}), "unknown_relation relation");
  EXPECT_EQ(kind({"document:plan", "viewer", "group:x", ""}), "unknown_type subject");
  EXPECT_EQ(kind({"document:plan", "viewer", "team:x#owner", ""}), "unknown_relation subject");
  EXPECT_EQ(kind({"document:plan", "viewer", "user:*", ""}), "subject_not_allowed subject");
  EXPECT_EQ(kind({"document:plan", "signer", "user:ann", ""}), "subject_not_allowed subject");
  EXPECT_EQ(kind({"document:plan", "viewer", "user:ann", "amount"}), "condition_invalid condition");
  EXPECT_EQ(kind({"document:plan", "viewer", "user:ann", "salary > 1"}),
            "condition_invalid condition");
}

TEST_F(GraphTest, TooDeepIsSaid) {
  const auto schema = Schema::parse(R"(
type user
type folder
  relation parent: [folder]
  relation blocked: [user]
  relation viewer: ([user] or parent->viewer) but not blocked)")
                          .value();
  Graph graph(schema, kSeed);
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(graph.touch(
        {"folder:f" + std::to_string(i), "parent", "folder:f" + std::to_string(i + 1), ""}));
    // So that the other side is no way round.
    for (int j = 0; j < 100; ++j)
      ASSERT_TRUE(
          graph.touch({"folder:g" + std::to_string(i * 100 + j), "viewer", "user:ann", ""}));
  }
  const auto check = [&](const char* object) {
    return graph.check({object, "viewer", "user:ann"}, Context(*schema));
  };
  EXPECT_EQ(check("folder:f50").value(), Outcome::denied);
  ASSERT_FALSE(check("folder:f0"));
  EXPECT_EQ(check("folder:f0").error().kind, FaultKind::too_deep);
}

TEST_F(GraphTest, AChainOfUnionsMayBeAsLongAsItLikes) {
  for (int i = 0; i < 10'000; ++i)
    write("folder:f" + std::to_string(i) + "#parent@folder:f" + std::to_string(i + 1));
  write("folder:f10000#viewer@user:ann");
  EXPECT_TRUE(may("folder:f0#viewer@user:ann"));
  EXPECT_FALSE(may("folder:f0#viewer@user:bob"));
}

TEST_F(GraphTest, TheCheaperSideIsSearched) {
  // Neither a team of all nor a document of all teams is looked at as a whole.
  for (int i = 0; i < 20'000; ++i) {
    write("team:huge#member@user:u" + std::to_string(i));
    write("folder:busy#viewer@team:t" + std::to_string(i) + "#member");
    write("team:b" + std::to_string(i) + "#member@user:busy");
  }
  write("folder:busy#viewer@team:huge#member");
  write("folder:quiet#viewer@team:huge#member");
  constexpr Limits kFew{.depth = 4, .steps = 100};
  const auto few = [&](std::string_view object, std::string_view subject) {
    return graph_.check({object, "viewer", subject}, context_, kFew).value();
  };
  EXPECT_EQ(few("folder:busy", "user:u7"), Outcome::allowed);
  EXPECT_EQ(few("folder:busy", "user:nobody"), Outcome::denied);
  EXPECT_EQ(few("folder:quiet", "user:busy"), Outcome::denied);
  EXPECT_EQ(few("folder:quiet", "user:u19999"), Outcome::allowed);
  // Both sides are large: the limit says so.
  const auto both = graph_.check({"folder:busy", "viewer", "user:busy"}, context_, kFew);
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().kind, FaultKind::too_many_steps);
  EXPECT_EQ(check("folder:busy#viewer@user:busy"), Outcome::denied);
}

}  // namespace
}  // namespace sangam::authorization
