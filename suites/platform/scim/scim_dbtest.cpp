// Statements of this module, and conditions made of filters, as PostgreSQL plans them.

#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/scim/filter_sql.h"
#include "suites/platform/scim/schema.h"
#include "suites/platform/scim/statements.h"
#include "suites/platform/teams/schema.h"

namespace sangam::suites::platform::scim {
namespace {

class ScimTest : public ::testing::Test {
 protected:
  std::string condition(const ResourceKind& kind, std::string_view text) {
    store::Parameters parameters;
    parameters.add(std::int32_t{5});
    std::string sql;
    FilterSql(kind, parameters, sql, FilterSql::Unknown::refused).write(parse_filter(text).value());
    return sql;
  }
  void expect_indexed(const store::Statement& statement) {
    const store::Statement* const one[] = {&statement};
    for (const auto& problem : store::check_plans(
             database_.endpoint(), one, {.role = store::Role::auth}, store::testing::soon()))
      ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
  }

  store::testing::Database database_{{identity::schema(), teams::schema(), schema()}};
};

TEST_F(ScimTest, StatementsUseTheirIndexes) {
  for (const auto* statement : kScimStatements)
    expect_indexed(*statement);
}

// What directories ask before each write must not read the whole tenant.
TEST_F(ScimTest, WhatDirectoriesAskIsLookedUp) {
  for (const auto* filter : {R"(userName eq "a")", R"(id eq "usr_00000000000000000000000000")"}) {
    const auto sql = "select r.id from " SANGAM_SCIM_USERS " where " + condition(kUserKind, filter);
    expect_indexed({"scim.users.filtered", sql});
  }
  for (const auto* filter :
       {R"(displayName eq "a")", R"(members.value eq "usr_00000000000000000000000000")"}) {
    const auto sql =
        "select r.id from " SANGAM_SCIM_GROUPS " where " + condition(kGroupKind, filter);
    expect_indexed({"scim.groups.filtered", sql});
  }
}

}  // namespace
}  // namespace sangam::suites::platform::scim
