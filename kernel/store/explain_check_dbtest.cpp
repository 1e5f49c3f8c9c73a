#include "kernel/store/explain_check.h"

#include <gtest/gtest.h>

#include "kernel/store/testing/database.h"
#include "kernel/store/testing/sample_schema.h"

namespace sangam::store {
namespace {

using testing::Database;
using testing::kShop;
using testing::soon;

std::vector<PlanProblem> check(const Statement& statement, const ExplainSettings& settings = {}) {
  Database database({kShop});
  database.execute("create index items_by_price on shop.items (price)");
  const Statement* statements[] = {&statement};
  return check_plans(database.endpoint(), statements, settings, soon());
}

TEST(ExplainCheck, AcceptsLookupsByKey) {
  for (const auto& statement :
       {testing::kFindItem, testing::kListItems, testing::kAddItem, testing::kRenameItem})
    for (const auto& problem : check(statement))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

TEST(ExplainCheck, FindsASequentialScan) {
  // A condition that no index begins with; row-level security adds the tenant, and the primary key
  // serves it, so the scan must come from a table without such a key.
  Database database({kShop});
  database.execute(
      "alter table shop.items drop constraint items_pkey;"
      "alter table shop.items drop constraint items_name_key");
  const Statement* statements[] = {&testing::kListItems};
  const auto problems = check_plans(database.endpoint(), statements, {}, soon());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].problem, "Seq Scan on shop.items");
  EXPECT_TRUE(check_plans(database.endpoint(), statements, {.small_tables = {"shop.items"}}, soon())
                  .empty());
}

TEST(ExplainCheck, FindsAnIndexWithoutTenant) {
  static constexpr Statement kByPrice{
      "items.by_price",
      "select id from shop.items where tenant_id = $1 and price = $2 order by price"};
  Database database({kShop});
  database.execute(
      "create index items_by_price on shop.items (price);"
      "alter table shop.items drop constraint items_pkey;"
      "alter table shop.items drop constraint items_name_key");
  const Statement* statements[] = {&kByPrice};
  const auto problems = check_plans(database.endpoint(), statements, {}, soon());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].problem.find("no tenant_id"), std::string::npos);
}

TEST(ExplainCheck, AStatementThatCannotBePreparedIsAProblem) {
  static constexpr Statement kWrong{"items.wrong", "select nothing from shop.items"};
  EXPECT_EQ(check(kWrong).size(), 1U);
  static constexpr Statement kForbidden{"items.forbidden",
                                        "select epoch from kernel.lanes where shard = $1"};
  EXPECT_EQ(check(kForbidden).size(), 1U);
}

}  // namespace
}  // namespace sangam::store
