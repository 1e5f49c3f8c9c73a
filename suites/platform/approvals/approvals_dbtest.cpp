// Statements of this module, and what the database itself refuses.

#include <gtest/gtest.h>

#include "kernel/store/database_error.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/approvals/schema.h"
#include "suites/platform/approvals/statements.h"

namespace sangam::suites::platform::approvals {
namespace {

using store::testing::Database;
using store::testing::soon;

std::string approval(std::string_view status, std::string_view decided_by) {
  return "insert into approvals.approvals (tenant_id, id, operation, permission, maker_kind, maker,"
         " maker_person, maker_name, request, request_key, status, created_at, expires_at,"
         " decided_by) values (1, gen_random_uuid(), 'a.b', 'a:write', 'user',"
         " '018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000001', 'Ann',"
         " '\\x00', gen_random_uuid(), '" +
         std::string(status) + "', 0, 1, " + std::string(decided_by) + ")";
}

TEST(Approvals, TheDatabaseRefusesThatSomebodyApprovesTheirOwn) {
  Database database{{approvals::schema()}};
  database.execute(approval("pending", "null"));
  database.execute(approval("approved", "'018f0000-0000-7000-8000-000000000002'"));
  EXPECT_THROW(database.execute(approval("approved", "'018f0000-0000-7000-8000-000000000001'")),
               store::DatabaseError);
  EXPECT_THROW(database.execute(approval("approved", "null")), store::DatabaseError);
}

TEST(Approvals, StatementsUseIndexes) {
  Database database{{approvals::schema()}};
  const auto check = [&](std::span<const store::Statement* const> statements, store::Role role) {
    for (const auto& problem :
         store::check_plans(database.endpoint(), statements, {.role = role}, soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  };
  check(kStatements, store::Role::app);
  check(kRuleStatements, store::Role::auth);
}

}  // namespace
}  // namespace sangam::suites::platform::approvals
