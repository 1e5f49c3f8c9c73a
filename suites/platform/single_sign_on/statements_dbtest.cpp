#include "suites/platform/single_sign_on/statements.h"

#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/single_sign_on/schema.h"

namespace sangam::suites::platform::single_sign_on {
namespace {

using store::testing::Database;
using store::testing::soon;

TEST(Statements, UseIndexes) {
  Database database({identity::schema(), schema()});
  for (const auto& problem :
       store::check_plans(database.endpoint(), kStatements,
                          {.small_tables = {}, .role = store::Role::auth}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform::single_sign_on
