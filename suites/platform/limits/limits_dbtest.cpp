// The book as it is read from the database.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/store/database_error.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/limits/book_reader.h"
#include "suites/platform/limits/schema.h"
#include "suites/platform/limits/statements.h"

namespace sangam::suites::platform::limits {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

constexpr Uuid kKey{{7}};

class BookTest : public ::testing::Test {
 protected:
  std::shared_ptr<const LimitPages> read() {
    auto work = database_.work(store::kNoTenant, store::Mode::read_only, store::Role::auth);
    return run_until_done(database_.loop(), read_pages(work));
  }
  void plan(const std::string& name, const std::string& settings) {
    database_.execute("insert into limits.plans values ('" + name + "', '" + settings + "', 0)");
  }

  Database database_{{identity::schema(), limits::schema()}};
};

TEST_F(BookTest, SaysNothingAtFirst) {
  const auto pages = read();
  EXPECT_FALSE(pages->says_anything);
  EXPECT_FALSE(pages->address.limits());
  EXPECT_FALSE(pages->of(2).rate(LimitKind::tenant).limits());
}

TEST_F(BookTest, WhatATenantHasStandsInPlaceOfItsPlan) {
  plan("default", R"({"tenant":{"quota":100,"window_seconds":10},
                      "address":{"quota":5,"window_seconds":1}})");
  plan("large", R"({"tenant":{"quota":1000,"window_seconds":10},"at_work":4,
                    "key":{"quota":50,"window_seconds":1}})");
  database_.execute(
      R"(insert into limits.tenants values
         (2, 'large', '{"tenant":{"quota":7,"window_seconds":1}}', 0),
         (3, null, '{"calls_a_month":12}', 0))");
  const auto pages = read();
  EXPECT_TRUE(pages->says_anything);
  EXPECT_EQ(pages->address, (gates::Rate{5, 1}));
  EXPECT_EQ(pages->of(9).rate(LimitKind::tenant), (gates::Rate{100, 10}));
  EXPECT_EQ(pages->of(9).plan, "default");
  EXPECT_EQ(pages->of(2).rate(LimitKind::tenant), (gates::Rate{7, 1}));
  EXPECT_EQ(pages->of(2).rate(LimitKind::key), (gates::Rate{50, 1}));
  EXPECT_EQ(pages->of(2).at_work, 4U);
  EXPECT_EQ(pages->of(2).plan, "large");
  EXPECT_EQ(pages->of(3).rate(LimitKind::tenant), (gates::Rate{100, 10}));
  EXPECT_EQ(pages->of(3).calls_a_month, 12);
}

TEST_F(BookTest, AKeyHasTheLesserOfItsOwnAndItsPlans) {
  plan("default", R"({"key":{"quota":10,"window_seconds":1}})");
  const auto say = [&](int quota) {
    database_.execute("delete from limits.keys; insert into limits.keys values (2, '" +
                      to_hex(kKey) + "', " + std::to_string(quota) + ", 1, 0)");
    const auto pages = read();
    return pages->of_key(pages->of(2), kKey);
  };
  EXPECT_EQ(say(3), (gates::Rate{3, 1}));
  EXPECT_EQ(say(30), (gates::Rate{10, 1}));
  const auto pages = read();
  EXPECT_EQ(pages->of_key(pages->of(2), Uuid{{8}}), (gates::Rate{10, 1}));
}

TEST_F(BookTest, APlanThatTenantsHaveStays) {
  plan("small", "{}");
  database_.execute("insert into limits.tenants values (2, 'small', '{}', 0)");
  auto work = database_.work(store::kNoTenant, store::Mode::read_write, store::Role::auth);
  EXPECT_EQ(run_until_done(database_.loop(), work.run_and_commit(kRemovePlan, std::string("small")))
                .affected(),
            0);
  EXPECT_THROW(database_.execute("delete from limits.plans where name = 'small'"),
               store::DatabaseError);
}

TEST_F(BookTest, WhatIsKeptInAnotherFormIsNotTakenForNothing) {
  plan("default", R"({"tennant":{"quota":100,"window_seconds":10}})");
  EXPECT_THROW(read(), Error);
}

TEST(LimitSettings, AreKeptAsTheyWere) {
  LimitSettings settings;
  settings.tenant = RateSetting{{100}, {10}};
  settings.calls_a_month.emplace().value = 5;
  const auto text = write_settings(settings);
  EXPECT_EQ(text, R"({"tenant":{"quota":100,"window_seconds":10},"calls_a_month":5})");
  const auto read = read_settings(text);
  EXPECT_EQ(write_settings(read), text);
}

TEST(LimitBook, ShowsEachThreadTheSamePages) {
  LimitBook book;
  EXPECT_FALSE(book.pages().says_anything);
  auto pages = std::make_shared<LimitPages>();
  pages->says_anything = true;
  book.replace(pages);
  EXPECT_TRUE(book.pages().says_anything);
  EXPECT_EQ(&book.pages(), pages.get());
  LimitBook other;
  EXPECT_FALSE(other.pages().says_anything);
  EXPECT_TRUE(book.pages().says_anything);
}

TEST(LimitStatements, UseIndexes) {
  Database database{{identity::schema(), limits::schema()}};
  const auto check = [&](std::span<const store::Statement* const> statements,
                         std::vector<std::string> small) {
    for (const auto& problem : store::check_plans(database.endpoint(), statements,
                                                  {.small_tables = std::move(small),
                                                   .role = store::Role::auth,
                                                   .scope = store::Scope::platform},
                                                  soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements, {});
  check(kWholeStatements, {"limits.version", "limits.plans", "limits.tenants", "limits.keys"});
}

}  // namespace
}  // namespace sangam::suites::platform::limits
