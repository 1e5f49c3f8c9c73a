#include "suites/platform/sagas/sagas.h"

#include <gtest/gtest.h>

#include "kernel/saga/schema.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/sagas/statements.h"

namespace sangam::suites::platform {
namespace {

using store::testing::Database;

TEST(SagaOperations, UseIndexes) {
  Database database({saga::schema()});
  for (const auto& problem : store::check_plans(database.endpoint(), kSagaOperationStatements, {},
                                                store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform
