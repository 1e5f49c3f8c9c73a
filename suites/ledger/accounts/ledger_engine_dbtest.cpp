// The ledger's engine as a lane uses it: translating requests, discarding, chains of hashes, plans.

#include "suites/ledger/accounts/ledger_engine.h"

#include <gtest/gtest.h>

#include "kernel/store/explain_check.h"
#include "suites/ledger/accounts/statements.h"
#include "suites/ledger/accounts/testing/ledger_driver.h"
#include "suites/ledger/accounts/verify.h"

namespace sangam::suites::ledger {
namespace {

using engine::TransferStatus;
using store::testing::soon;
using testing::amount;
using testing::item;
using testing::kTenant;
using testing::LedgerDriver;
using testing::resolution;
namespace transfer_flag = engine::transfer_flag;

class LedgerEngineTest : public ::testing::Test {
 protected:
  LedgerEngineTest() : ledger_(driver_.open_ledger(grams())) {
    mine_ = driver_.open_account(ledger_);
    vault_ = driver_.open_account(ledger_);
  }

  // An asset of a tenant's own: a written "4 GOLD" has another scale than the ledger.
  static Asset grams() {
    Asset gold{.scale = 3, .kind = AssetKind::commodity};
    EXPECT_FALSE(AssetCode::parse("GOLD", gold.code));
    return gold;
  }

  LedgerDriver driver_;
  Uuid ledger_;
  Uuid mine_;
  Uuid vault_;
};

TEST_F(LedgerEngineTest, CountsAWrittenAmountInTheLedgersUnits) {
  const auto outcome =
      driver_.transfer({item(driver_.new_id(), mine_, vault_, amount("4.5 GOLD"))}).front();
  EXPECT_EQ(outcome.result.status, TransferStatus::created);
  EXPECT_EQ(outcome.result.amount, 4'500);
  EXPECT_EQ(outcome.ledger, ledger_);
  EXPECT_EQ(outcome.debit_account, mine_);
  EXPECT_EQ(outcome.asset, grams());
}

TEST_F(LedgerEngineTest, CountsThePartialPostOfAHoldOfTheSameRequestInTheLedgersUnits) {
  const auto hold = driver_.new_id();
  const auto outcomes = driver_.transfer(
      {item(hold, mine_, vault_, amount("10 GOLD"), transfer_flag::kPending),
       resolution(driver_.new_id(), hold, transfer_flag::kPostPendingTransfer, amount("4 GOLD"))});
  EXPECT_EQ(outcomes[1].result.status, TransferStatus::created);
  EXPECT_EQ(outcomes[1].result.amount, 4'000);
}

TEST_F(LedgerEngineTest, APartialPostSentAgainExists) {
  const auto hold = driver_.new_id();
  const auto post =
      resolution(driver_.new_id(), hold, transfer_flag::kPostPendingTransfer, amount("4 GOLD"));
  driver_.transfer({item(hold, mine_, vault_, amount("10 GOLD"), transfer_flag::kPending)});
  EXPECT_EQ(driver_.status(post), TransferStatus::created);
  EXPECT_EQ(driver_.status(post), TransferStatus::exists);
  driver_.restart();
  EXPECT_EQ(driver_.status(post), TransferStatus::exists);
}

TEST_F(LedgerEngineTest, RefusesAPostInAnotherAssetThanItsHold) {
  const auto hold = driver_.new_id();
  const auto wrong =
      resolution(driver_.new_id(), hold, transfer_flag::kPostPendingTransfer, amount("4 INR"));
  const auto outcomes = driver_.transfer(
      {item(hold, mine_, vault_, amount("10 GOLD"), transfer_flag::kPending), wrong});
  ASSERT_TRUE(outcomes[1].fault.has_value());
  EXPECT_EQ(outcomes[1].fault->code, "wrong_asset");
  EXPECT_EQ(driver_.transfer({wrong}).front().fault->code, "wrong_asset");
  EXPECT_EQ(driver_.engine().shard().open_hold_count(), 1U);
}

TEST_F(LedgerEngineTest, RefusesDecimalsThatTheAssetDoesNotHave) {
  const auto outcome =
      driver_.transfer({item(driver_.new_id(), mine_, vault_, amount("0.0001 GOLD"))}).front();
  ASSERT_TRUE(outcome.fault.has_value());
  EXPECT_EQ(outcome.fault->code, "wrong_scale");
  EXPECT_EQ(driver_.database().value("select count(*) from ledger.transfers"), "0");
}

TEST_F(LedgerEngineTest, AChainThatIsTooLongIsRefusedWhole) {
  std::vector<TransferItem> chain;
  for (std::size_t i = 0; i < 1'100; ++i)
    chain.push_back(
        item(driver_.new_id(), mine_, vault_, amount("1 GOLD"), transfer_flag::kLinked));
  chain.back().flags = 0;
  const auto outcomes = driver_.transfer(chain);
  EXPECT_EQ(outcomes.front().result.status, TransferStatus::linked_chain_too_long);
  for (const auto& outcome : outcomes)
    EXPECT_NE(outcome.result.status, TransferStatus::created);
  EXPECT_EQ(driver_.database().value("select count(*) from ledger.transfers"), "0");
}

TEST_F(LedgerEngineTest, ADiscardedBatchLeavesNoTrace) {
  driver_.transfer({item(driver_.new_id(), mine_, vault_, amount("5 GOLD"))});
  const auto before = driver_.digest();
  const auto hold = driver_.new_id();
  TransferRequest request(driver_.database().loop(), kTenant);
  request.items = {item(driver_.new_id(), mine_, vault_, amount("1 GOLD")),
                   item(hold, mine_, vault_, amount("2 GOLD"), transfer_flag::kPending)};
  driver_.run_and_discard(request);
  EXPECT_EQ(driver_.digest(), before);
  EXPECT_TRUE(request.outcomes.empty());
  driver_.run(request);
  EXPECT_EQ(request.outcomes[1].result.status, TransferStatus::created);
  EXPECT_EQ(driver_.rebuilt_digest(), driver_.digest());
}

// The session was lost while the batch fetched: it was gathered and never opened.
TEST_F(LedgerEngineTest, ABatchThatNeverOpenedCanBeDiscarded) {
  driver_.transfer({item(driver_.new_id(), mine_, vault_, amount("5 GOLD"))});
  const auto before = driver_.digest();
  TransferRequest request(driver_.database().loop(), kTenant);
  request.items = {
      resolution(driver_.new_id(), driver_.new_id(), transfer_flag::kVoidPendingTransfer)};
  driver_.engine().gather(request);
  driver_.engine().discard();
  EXPECT_EQ(driver_.digest(), before);
  driver_.run(request);
  EXPECT_EQ(request.outcomes[0].result.status, TransferStatus::pending_transfer_not_found);
}

// What a batch that was discarded made it believe must not stay in the request.
TEST_F(LedgerEngineTest, ARequestForgetsWhatADiscardedBatchToldIt) {
  OpenAccountRequest first(driver_.database().loop(), kTenant);
  OpenAccountRequest second(driver_.database().loop(), kTenant);
  for (auto* request : {&first, &second}) {
    request->id = driver_.new_id();
    request->ledger = ledger_;
    request->name = "Same reference";
    request->reference = "R-1";
  }
  auto& engine = driver_.engine();
  engine.gather(first);
  engine.gather(second);
  engine.fetch(driver_.connection(), soon());
  engine.open(driver_.now());
  engine.apply(first, 1);
  engine.apply(second, 1);
  EXPECT_TRUE(second.reference_taken);
  engine.discard();
  first.rewind();
  second.rewind();
  driver_.run(second);
  EXPECT_FALSE(second.reference_taken);
  EXPECT_EQ(second.result.status, engine::AccountStatus::created);
  driver_.run(first);
  EXPECT_TRUE(first.reference_taken);
}

class ChainOfHashes : public LedgerEngineTest {
 protected:
  ChainOfHashes() {
    for (int i = 0; i < 20; ++i)
      driver_.transfer({item(driver_.new_id(), mine_, vault_, amount("1 GOLD"))});
    driver_.tick(true);
  }
  std::string broken() {
    const auto verified = verify_ledgers(driver_.connection(), soon());
    EXPECT_EQ(verified.size(), 1U);
    if (!verified[0].broken) return std::to_string(verified[0].rows) + " rows";
    return std::string(engine::name(verified[0].broken->reason)) + " at " +
           std::to_string(verified[0].broken->row);
  }
  // SQL about the n-th row of the ledger.
  void tamper(const std::string& change, int row) {
    driver_.database().execute(change +
                               " where id = (select id from ledger.transfers order by"
                               " \"timestamp\" offset " +
                               std::to_string(row - 1) + " limit 1)");
  }
};

TEST_F(ChainOfHashes, HoldsFromTheRowsAlone) { EXPECT_EQ(broken(), "20 rows"); }

TEST_F(ChainOfHashes, TellsTheRowThatWasChanged) {
  tamper("update ledger.transfers set amount = amount + 1", 5);
  EXPECT_EQ(broken(), "wrong_hash at 5");
}

TEST_F(ChainOfHashes, TellsThatABalanceWasChanged) {
  tamper("update ledger.transfers set credit_credits_posted = credit_credits_posted - 1", 20);
  EXPECT_EQ(broken(), "wrong_hash at 20");
}

TEST_F(ChainOfHashes, TellsThatARowIsGone) {
  tamper("delete from ledger.transfers", 7);
  EXPECT_EQ(broken(), "wrong_hash at 7");
}

TEST_F(ChainOfHashes, TellsThatTheNewestRowsAreGone) {
  tamper("delete from ledger.transfers", 20);
  EXPECT_EQ(broken().substr(0, 12), "missing_rows");
}

TEST(LedgerStatements, UseTheirIndexes) {
  LedgerDriver driver;
  const auto problems = store::check_plans(driver.database().endpoint(), kStatements, {}, soon());
  for (const auto& problem : problems)
    ADD_FAILURE() << problem.statement << ": " << problem.problem << "\n" << problem.plan;
}

}  // namespace
}  // namespace sangam::suites::ledger
