// Rebuilding: after any crash, memory built from the rows equals the memory that was lost.

#include <gtest/gtest.h>

#include <random>

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
namespace account_flag = engine::account_flag;

class Rebuild : public ::testing::Test {
 protected:
  Rebuild()
      : ledger_(driver_.open_ledger(*iso_currency("INR"))),
        cash_(driver_.open_account(ledger_)),
        wallet_(driver_.open_account(ledger_, account_flag::kDebitsMustNotExceedCredits)) {}

  // Writes behind or not, then crashes; memory must come back as it was.
  void expect_same_after_crash() {
    for (const bool flush : {false, true}) {
      if (flush) driver_.tick(true);
      const auto before = driver_.digest();
      EXPECT_EQ(driver_.rebuilt_digest(), before) << (flush ? "after" : "before") << " a flush";
      driver_.restart();
      EXPECT_EQ(driver_.digest(), before);
      EXPECT_EQ(driver_.view_differences(), "");
    }
  }
  TransferItem hold(const Uuid& id, const char* text, std::uint32_t seconds = 0,
                    std::uint16_t flags = 0) {
    auto hold = item(id, cash_, wallet_, amount(text), transfer_flag::kPending | flags);
    hold.timeout_seconds = seconds;
    return hold;
  }

  LedgerDriver driver_;
  Uuid ledger_;
  Uuid cash_;
  Uuid wallet_;
};

TEST_F(Rebuild, OfLedgersAndAccountsAlone) { expect_same_after_crash(); }

TEST_F(Rebuild, OfAnEmptyShard) {
  LedgerDriver driver;
  EXPECT_EQ(driver.rebuilt_digest(), driver.digest());
}

TEST_F(Rebuild, OfTransfersThatAreNotWrittenBehind) {
  for (int i = 0; i < 5; ++i)
    driver_.transfer({item(driver_.new_id(), cash_, wallet_, amount("10.00 INR"))}, i == 2);
  expect_same_after_crash();
}

TEST_F(Rebuild, OfOpenHoldsAndTheirExpiry) {
  const auto lasting = driver_.new_id();
  const auto short_lived = driver_.new_id();
  driver_.transfer({hold(lasting, "5.00 INR"), hold(short_lived, "7.00 INR", 60)});
  expect_same_after_crash();
  driver_.advance_seconds(61);
  driver_.tick();
  EXPECT_EQ(driver_.database().value("select count(*) from ledger.transfers where kind = 4"), "1");
  EXPECT_EQ(driver_.database().value("select count(*) from ledger.open_holds"), "1");
  EXPECT_EQ(driver_.engine().shard().open_hold_count(), 1U);
  expect_same_after_crash();
  const auto post = driver_.transfer(
      {resolution(driver_.new_id(), short_lived, transfer_flag::kPostPendingTransfer),
       resolution(driver_.new_id(), lasting, transfer_flag::kPostPendingTransfer)});
  EXPECT_EQ(post[0].result.status, TransferStatus::pending_transfer_expired);
  EXPECT_EQ(post[1].result.status, TransferStatus::created);
  expect_same_after_crash();
}

TEST_F(Rebuild, OfClosedAndReopenedAccounts) {
  const auto closing = driver_.new_id();
  const auto closed = driver_.status(hold(closing, "0.00 INR", 0, transfer_flag::kClosingCredit));
  ASSERT_EQ(closed, TransferStatus::created);
  EXPECT_EQ(driver_.view_differences(), "");
  EXPECT_EQ(driver_.status(item(driver_.new_id(), cash_, wallet_, amount("1.00 INR"))),
            TransferStatus::credit_account_already_closed);
  expect_same_after_crash();
  ASSERT_EQ(
      driver_.status(resolution(driver_.new_id(), closing, transfer_flag::kVoidPendingTransfer)),
      TransferStatus::created);
  EXPECT_EQ(driver_.view_differences(), "") << "an account that is open again";
  expect_same_after_crash();
  EXPECT_EQ(driver_.status(item(driver_.new_id(), cash_, wallet_, amount("1.00 INR"))),
            TransferStatus::created);
}

TEST_F(Rebuild, OfAnAccountThatTimeOpensAgain) {
  ASSERT_EQ(driver_.status(hold(driver_.new_id(), "0.00 INR", 10, transfer_flag::kClosingCredit)),
            TransferStatus::created);
  driver_.advance_seconds(11);
  driver_.tick();
  EXPECT_EQ(driver_.view_differences(), "");
  expect_same_after_crash();
}

TEST_F(Rebuild, KeepsAFailedIdUnusable) {
  const auto poisoned = item(driver_.new_id(), wallet_, cash_, amount("100.00 INR"));
  EXPECT_EQ(driver_.status(poisoned), TransferStatus::exceeds_credits);
  ASSERT_EQ(driver_.status(item(driver_.new_id(), cash_, wallet_, amount("500.00 INR"))),
            TransferStatus::created);
  for (int round = 0; round < 2; ++round) {
    const auto again = driver_.transfer({poisoned}).front().result;
    EXPECT_EQ(again.status, TransferStatus::id_already_failed);
    EXPECT_EQ(again.original_status, TransferStatus::exceeds_credits);
    driver_.restart();
  }
  expect_same_after_crash();
}

TEST_F(Rebuild, KnowsEveryIdAgain) {
  std::vector<TransferItem> items;
  for (int i = 0; i < 50; ++i) {
    auto id = driver_.new_id();
    if (i % 5 == 0) id.bytes[6] = 0x4f;  // one without a time in it
    items.push_back(item(id, cash_, wallet_, amount("1.00 INR")));
  }
  driver_.transfer(items);
  driver_.restart();
  std::ranges::reverse(items);
  for (const auto& outcome : driver_.transfer(items))
    EXPECT_EQ(outcome.result.status, TransferStatus::exists);
  EXPECT_EQ(driver_.database().value("select count(*) from ledger.transfers"), "50");
}

TEST_F(Rebuild, OfSeveralTenantsOnOneShard) {
  const auto ledger = driver_.open_ledger(*iso_currency("JPY"), 8);
  const auto a = driver_.open_account(ledger, 0, 8);
  const auto b = driver_.open_account(ledger, 0, 8);
  const auto id = driver_.new_id();
  driver_.transfer({item(id, cash_, wallet_, amount("1.00 INR"))});
  // The same id is another transfer of another tenant.
  EXPECT_EQ(driver_.transfer({item(id, a, b, amount("5 JPY"))}, true, 8).front().result.status,
            TransferStatus::created);
  expect_same_after_crash();
}

// Seeded traffic with everything in it; crashes at random, with and without a flush before.
class RebuildAfterTraffic : public Rebuild, public ::testing::WithParamInterface<unsigned> {
 protected:
  Uuid any(const std::vector<Uuid>& from) { return from[draw(from.size())]; }
  std::size_t draw(std::size_t limit) { return static_cast<std::size_t>(numbers_() % limit); }

  TransferItem next_item() {
    const Amount some{static_cast<std::int64_t>(draw(5'000)), *iso_currency("INR")};
    const auto id = !used_.empty() && draw(12) == 0 ? any(used_) : driver_.new_id();
    used_.push_back(id);
    const auto kind = draw(10);
    if (kind < 3 && !holds_.empty())
      return resolution(
          id, any(holds_),
          kind == 0 ? transfer_flag::kVoidPendingTransfer : transfer_flag::kPostPendingTransfer,
          kind == 2 ? std::optional(some) : std::nullopt);
    auto next = item(id, any(accounts_), any(accounts_), some);
    if (kind < 6) {
      next.flags = transfer_flag::kPending;
      if (draw(3) == 0) next.timeout_seconds = static_cast<std::uint32_t>(1 + draw(20));
      if (draw(8) == 0) next.flags |= transfer_flag::kClosingDebit;
      holds_.push_back(id);
    } else if (kind == 6) {
      next.flags = transfer_flag::kBalancingDebit;
    }
    next.reference = draw(4) == 0 ? "reference " + std::to_string(draw(9)) : "";
    return next;
  }
  std::vector<TransferItem> next_request() {
    std::vector<TransferItem> items;
    const auto length = 1 + draw(draw(8) == 0 ? 1'500 : 30);
    for (std::size_t i = 0; i < length; ++i) {
      items.push_back(next_item());
      if (i + 1 < length && draw(6) == 0) items.back().flags |= transfer_flag::kLinked;
    }
    return items;
  }

  std::mt19937_64 numbers_{GetParam()};
  std::vector<Uuid> accounts_;
  std::vector<Uuid> holds_;
  std::vector<Uuid> used_;
};

TEST_P(RebuildAfterTraffic, IsExact) {
  for (int i = 0; i < 12; ++i)
    accounts_.push_back(driver_.open_account(
        ledger_, i % 3 == 0 ? account_flag::kDebitsMustNotExceedCredits : std::uint16_t{0}));
  for (int round = 0; round < 60; ++round) {
    driver_.advance_seconds(static_cast<std::int64_t>(draw(4)));
    if (draw(6) == 0) {
      TransferRequest refused(driver_.database().loop(), kTenant);
      refused.items = next_request();
      driver_.run_and_discard(refused);
    }
    driver_.transfer(next_request(), draw(4) == 0);
    ASSERT_EQ(driver_.view_differences(), "") << "round " << round;
    if (draw(4) != 0) continue;
    // Refusals alone take timestamps in memory that no row knows: one effective row ends them.
    ASSERT_EQ(driver_.status(item(driver_.new_id(), cash_, wallet_, amount("1.00 INR"))),
              TransferStatus::created);
    ASSERT_EQ(driver_.rebuilt_digest(), driver_.digest()) << "round " << round;
    if (draw(2) == 0) driver_.restart();
  }
  const auto verified = verify_ledgers(driver_.connection(), soon());
  ASSERT_EQ(verified.size(), 1U);
  EXPECT_FALSE(verified[0].broken.has_value());
  EXPECT_EQ(std::to_string(verified[0].rows),
            driver_.database().value("select count(*) from ledger.transfers"));
  EXPECT_GT(verified[0].rows, 300);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RebuildAfterTraffic, ::testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace sangam::suites::ledger
