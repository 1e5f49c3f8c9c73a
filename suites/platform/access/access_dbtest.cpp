#include "suites/platform/access/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "suites/platform/access/schema.h"
#include "suites/platform/access/statements.h"
#include "suites/platform/access/testing/access_fixture.h"

namespace sangam::suites::platform::access {
namespace {

using testing::AccessFixture;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class AccessTest : public AccessFixture {};

TEST_F(AccessTest, WhatWasWrittenIsAnsweredAtOnce) {
  set_model();
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::denied);
  const auto done = write({"folder:all#viewer@team:sales#member", "team:sales#member@user:ann",
                           "document:plan#parent@folder:all"});
  EXPECT_EQ(done.touched, 3);
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::allowed);
  EXPECT_EQ(may("document:plan", "viewer", "user:bob"), Outcome::denied);
  EXPECT_EQ(write({"document:plan#parent@folder:all"}).touched, 0);
  EXPECT_EQ(write({}, {"team:sales#member@user:ann", "team:sales#member@user:eve"}).removed, 1);
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::denied);
}

TEST_F(AccessTest, AnotherProcessSeesItWithinASecond) {
  set_model();
  write({"document:plan#viewer@user:ann"});
  AccessModule other(roles_);
  EXPECT_EQ(may("document:plan", "viewer", "user:bob", other), Outcome::denied);
  write({"document:plan#viewer@user:bob"});
  now_.nanoseconds += kNanosecondsPerSecond / 4;
  EXPECT_EQ(may("document:plan", "viewer", "user:bob", other), Outcome::denied);
  now_.nanoseconds += kNanosecondsPerSecond / 2;
  EXPECT_EQ(may("document:plan", "viewer", "user:bob", other), Outcome::allowed);
  write({}, {"document:plan#viewer@user:bob"});
  set_model("\ntype report relation reader: [user]");
  now_.nanoseconds += kNanosecondsPerSecond;
  EXPECT_EQ(may("document:plan", "viewer", "user:bob", other), Outcome::denied);
  write({"report:q1#reader@user:bob"});
  now_.nanoseconds += kNanosecondsPerSecond;
  EXPECT_EQ(may("report:q1", "reader", "user:bob", other), Outcome::allowed);
}

TEST_F(AccessTest, ManyRowsAreReadInChunksAndManyChangesInPages) {
  set_model();
  AccessModule other(roles_);
  EXPECT_EQ(may("document:d0", "viewer", "user:ann", other), Outcome::denied);
  for (int batch = 0; batch < 50; ++batch) {
    std::vector<std::string> tuples;
    for (int i = 0; i < 100; ++i)
      tuples.push_back("document:d" + std::to_string(batch * 100 + i) + "#viewer@user:ann");
    EXPECT_EQ(write(tuples).touched, 100);
  }
  now_.nanoseconds += kNanosecondsPerSecond;
  AccessModule third(roles_);
  for (auto* module : {&access_, &other, &third})
    for (const auto* document : {"document:d0", "document:d2500", "document:d4999"})
      EXPECT_EQ(may(document, "viewer", "user:ann", *module), Outcome::allowed) << document;
}

TEST_F(AccessTest, OneThatMissedTooMuchReadsAllAgain) {
  set_model();
  write({"document:plan#viewer@user:ann"});
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::allowed);
  database_.execute(
      "update access.models set version = version + 20000;"
      "delete from access.changes; delete from access.tuples");
  now_.nanoseconds += kNanosecondsPerSecond;
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::denied);
}

TEST_F(AccessTest, TenantsAreApartAndTheLeastAskedIsPutOut) {
  set_model();
  write({"document:plan#viewer@user:ann"});
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::allowed);
  Graphs small(2);
  for (const std::int32_t tenant : {5, 6, 7})
    run(graph_of(small, tenant));
  EXPECT_LE(small.tenants(), 2U);
  tenant_ = 6;
  EXPECT_THROW(may("document:plan", "viewer", "user:ann"), Error);  // the built-in model
  EXPECT_EQ(may("team:x", "member", "user:ann"), Outcome::denied);
}

TEST_F(AccessTest, RefusalsPointToTheTupleAndChangeNothing) {
  set_model();
  const auto fault = problem_of({"document:plan#viewer@user:ann", "document:plan#owner@user:ann",
                                 "document:plan#viewer@user:*"});
  EXPECT_THAT(fault, ElementsAre("/touch/1/relation unknown_relation",
                                 "/touch/2/subject subject_not_allowed"));
  EXPECT_THAT(problem_of({"document:plan#viewer@user:ann", "document:plan#viewer@user:ann"}),
              ElementsAre("/touch/1 duplicate"));
  EXPECT_THAT(problem_of({}), ElementsAre("/touch required"));
  EXPECT_THAT(problem_of(std::vector<std::string>(101, "document:plan#viewer@user:ann")),
              ElementsAre("/touch too_many"));
  EXPECT_EQ(database_.value("select count(*) from access.tuples"), "0");
}

TEST_F(AccessTest, PermissionsAreExplainedByTheirRole) {
  const auto explain = [&](ExplainAccess request) {
    return call("access.explain", access_.checks, &Checks::explain, std::move(request));
  };
  ExplainAccess request;
  request.permission = Text<1, 100>::of("notes:write");
  const auto mine = explain(request);
  EXPECT_EQ(mine.outcome, Outcome::allowed);
  ASSERT_EQ(mine.steps.size(), 2U);
  EXPECT_EQ(mine.steps[0].reason, "usr_ann may do it.");
  EXPECT_EQ(mine.steps[1].kind, authorization::StepKind::role);
  principal_ = "usr_bob";
  EXPECT_EQ(explain(request).outcome, Outcome::denied);
  request.subject = SubjectText::of("team:x#member");
  EXPECT_THROW(explain(request), Error);
  EXPECT_THROW(explain({}), Error);
}

TEST_F(AccessTest, DifferentConditionsAreFew) {
  set_model();
  database_.execute(
      "insert into access.tuples select 5, 'document:d' || n || '#viewer@user:ann',"
      " 'document:d' || n, 'viewer', 'user:ann', 'amount < ' || n % 1000, 0"
      " from generate_series(1, 5000) n");
  write_if("document:plan#viewer@user:ann", "amount < 7");
  try {
    write_if("document:plan#viewer@user:bob", "amount < 1234");
    ADD_FAILURE() << "one more was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::refused);
  }
  write({"document:plan#viewer@user:bob"});
}

TEST_F(AccessTest, AModelThatTuplesDoNotFitIsRefused) {
  set_model();
  write({"document:plan#viewer@user:ann", "document:memo#viewer@user:ann"});
  write_if("document:plan#approver@user:ann", "amount < 5");
  EXPECT_THAT(model_problems("type user type team relation member: [user] type document"
                             " relation approver: [user]"),
              ElementsAre(HasSubstr("2 tuples impossible, like document:memo#viewer@user:ann"),
                          HasSubstr("line 1, column 1: There is no 'amount'.")));
  EXPECT_THAT(model_problems("type user"), ElementsAre(HasSubstr("must have a type user, and")));
  EXPECT_THAT(model_problems("type user\nrelation"), ElementsAre(HasSubstr("line 2, column 9")));
  EXPECT_EQ(may("document:plan", "viewer", "user:ann"), Outcome::allowed);
}

TEST_F(AccessTest, ListsByObjectRelationAndSubject) {
  set_model();
  write({"document:plan#viewer@user:ann", "document:plan#viewer@user:bob",
         "document:plans#viewer@user:ann", "document:plan#approver@user:ann"});
  EXPECT_EQ(list({}).size(), 4U);
  EXPECT_EQ(list({.object = ObjectText::of("document:plan")}).size(), 3U);
  EXPECT_EQ(
      list({.object = ObjectText::of("document:plan"), .relation = RelationText::of("viewer")})
          .size(),
      2U);
  EXPECT_EQ(list({.subject = SubjectText::of("user:ann")}).size(), 3U);
}

Task<bool> passes(api::Call::Parts parts, Checks& checks, std::vector<ContextValue> context) {
  api::Call call(std::move(parts));
  try {
    co_await checks.require(call, "document:plan", "approver", std::move(context));
    co_return true;
  } catch (const Error& error) {
    EXPECT_EQ(error.code, Code::forbidden) << error.detail;
    co_return false;
  }
}

TEST_F(AccessTest, OtherModulesAskWithTheCallerAndWhatTheyKnow) {
  set_model();
  write_if("document:plan#approver@user:usr_ann",
           "amount < 1000 && ip == '10.0.0.1' && step_up_age < duration('10m')");
  const auto may_approve = [&](std::string_view amount) {
    return run(passes(parts("access.check", tenant_), access_.checks,
                      {{Text<1, 50>::of("amount"), Text<0, 1000>::of(amount)}}));
  };
  EXPECT_TRUE(may_approve("999"));
  EXPECT_FALSE(may_approve("1000"));
  now_.nanoseconds += 601 * kNanosecondsPerSecond;
  EXPECT_FALSE(may_approve("999"));
  proven_at_ = now_;
  EXPECT_TRUE(may_approve("999"));
  principal_ = "usr_bob";
  EXPECT_FALSE(may_approve("999"));
}

TEST_F(AccessTest, StatementsUseTheirIndexes) {
  for (const auto& problem :
       store::check_plans(database_.endpoint(), kAccessStatements, {}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform::access
