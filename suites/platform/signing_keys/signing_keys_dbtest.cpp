// Statements of this module as PostgreSQL plans them, and that a nonce is good once.

#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/identity/token_bytes.h"
#include "suites/platform/signing_keys/schema.h"
#include "suites/platform/signing_keys/statements.h"

namespace sangam::suites::platform::signing_keys {
namespace {

using store::testing::run_until_done;

Task<bool> use(store::testing::Database& database, std::string nonce, Timestamp end,
               Timestamp now) {
  auto work = database.work(store::kNoTenant, store::Mode::read_write, store::Role::auth);
  work.later(kSweepNonces, now);
  const auto used = co_await work.run_and_commit(kUseNonce, hash_bytes(nonce), end);
  co_return used.rows() == 1;
}

class SigningKeysTest : public ::testing::Test {
 protected:
  store::testing::Database database_{{identity::schema(), schema()}};
};

TEST_F(SigningKeysTest, StatementsUseTheirIndexes) {
  for (const auto& problem : store::check_plans(
           database_.endpoint(), kSigningKeyStatements,
           {.role = store::Role::auth, .scope = store::Scope::platform}, store::testing::soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

TEST_F(SigningKeysTest, ANonceIsGoodOnceAndForgottenWhenItIsOver) {
  const auto used = [&](const std::string& nonce, std::int64_t end, std::int64_t now) {
    return run_until_done(database_.loop(), use(database_, nonce, {end}, {now}));
  };
  EXPECT_TRUE(used("one", 100, 50));
  EXPECT_FALSE(used("one", 100, 60));
  EXPECT_TRUE(used("two", 200, 70));
  EXPECT_EQ(database_.value("select count(*) from signing.nonces"), "2");
  EXPECT_TRUE(used("three", 300, 150));
  EXPECT_EQ(database_.value("select count(*) from signing.nonces"), "2");
  EXPECT_TRUE(used("one", 300, 160));
}

}  // namespace
}  // namespace sangam::suites::platform::signing_keys
