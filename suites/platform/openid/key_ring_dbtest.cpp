#include "suites/platform/openid/key_ring.h"

#include <gtest/gtest.h>

#include "kernel/clock/clock.h"
#include "kernel/store/explain_check.h"
#include "kernel/store/testing/database.h"
#include "kernel/store/testing/run_until_done.h"
#include "kernel/vault/schema.h"
#include "suites/platform/identity/schema.h"
#include "suites/platform/openid/proof_judge.h"
#include "suites/platform/openid/schema.h"
#include "suites/platform/openid/statements.h"

namespace sangam::suites::platform::openid {
namespace {

using store::testing::Database;
using store::testing::run_until_done;
using store::testing::soon;

class KeyRingTest : public ::testing::Test {
 protected:
  KeyRingTest()
      : database_({vault::schema(), identity::schema(), schema()}),
        vault_(vault::MasterKey(vault::Key(std::array<std::uint8_t, vault::Key::kSize>{1, 2}))) {
    database_.execute("insert into kernel.master_key (id) values ('" + vault_.master_key_id() +
                      "')");
  }
  store::Pool& auth() { return database_.pool(store::Role::auth); }
  KeysPointer keys(KeyRing& ring) {
    return run_until_done(database_.loop(), ring.keys(auth(), soon()));
  }
  std::int64_t rotate(KeyRing& ring, bool at_once) {
    return run_until_done(database_.loop(), ring.rotate(auth(), at_once, soon()));
  }
  std::string value(const std::string& sql) { return database_.value(sql); }

  Database database_;
  vault::Vault vault_;
};

TEST_F(KeyRingTest, MakesTheFirstKeyAndKeepsIt) {
  KeyRing ring(&vault_);
  const auto first = keys(ring);
  EXPECT_FALSE(first->empty());
  EXPECT_EQ(keys(ring), first);
  KeyRing another(&vault_);
  EXPECT_EQ(keys(another)->signing().id(), first->signing().id());
  EXPECT_EQ(value("select count(*) from openid.signing_keys"), "1");
}

TEST_F(KeyRingTest, PublishesTheNextBeforeItSigns) {
  KeyRing ring(&vault_);
  const auto first = keys(ring);
  EXPECT_EQ(rotate(ring, false), 2);
  const auto both = keys(ring);
  EXPECT_EQ(both->signing().id(), first->signing().id());
  EXPECT_EQ(both->verifying().keys().size(), 4U);
}

TEST_F(KeyRingTest, DropsWhatLeaked) {
  KeyRing ring(&vault_);
  const auto first = keys(ring);
  EXPECT_EQ(rotate(ring, true), 2);
  EXPECT_NE(keys(ring)->signing().id(), first->signing().id());
  EXPECT_EQ(value("select string_agg(generation::text, ',') from openid.signing_keys"), "2");
}

TEST_F(KeyRingTest, TurnsByItselfAfterAMonth) {
  KeyRing ring(&vault_);
  keys(ring);
  database_.execute(
      "update openid.signing_keys set signs_from = signs_from - 31 * 86400 *"
      " 1000000000::int8");
  KeyRing later(&vault_);
  EXPECT_EQ(keys(later)->newest(), 2);
}

TEST_F(KeyRingTest, KeepsNoSeedInClear) {
  KeyRing ring(&vault_);
  keys(ring);
  // Format, version, nonce, 32 bytes, tag.
  EXPECT_EQ(value("select length(seed) from openid.signing_keys"), "65");
}

TEST_F(KeyRingTest, ProofsAreGoodOnce) {
  const auto end = after(clock::system_now(), std::chrono::seconds(60));
  const auto use = [&](std::string_view whose, std::string_view id) {
    return run_until_done(database_.loop(), use_once(auth(), whose, id, end, soon()));
  };
  EXPECT_TRUE(use("one", "id"));
  EXPECT_FALSE(use("one", "id"));
  EXPECT_TRUE(use("other", "id"));
  EXPECT_TRUE(use("onei", "d"));
}

TEST_F(KeyRingTest, StatementsUseIndexes) {
  for (const auto& problem :
       store::check_plans(database_.endpoint(), kStatements,
                          {.small_tables = {}, .role = store::Role::auth}, soon()))
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::platform::openid
