#include "engines/ledger/chain.h"

#include <gtest/gtest.h>

#include <functional>

#include "engines/ledger/memory_lane.h"
#include "engines/ledger/simulation_traffic.h"

namespace sangam::engines::ledger {
namespace {

Uuid id_of(std::uint8_t number) { return make_uuid_v7(1'700'000'000'000 + number, {number}); }

// A ledger of one tenant with a few rows of every kind.
class ChainTest : public testing::Test {
 protected:
  void SetUp() override {
    lane_.run(OpenLedger{7, id_of(1)}, Timestamp{1});
    const std::vector<CreateAccount> accounts{
        {.tenant = 7, .code = 1, .ledger = 1, .id = id_of(2)},
        {.tenant = 7, .code = 1, .ledger = 1, .id = id_of(3)}};
    lane_.run(accounts, Timestamp{2});
    std::vector<TransferCommand> transfers;
    for (std::uint8_t i = 0; i < 10; ++i) {
      transfers.push_back({.tenant = 7,
                           .code = 1,
                           .id = id_of(static_cast<std::uint8_t>(10 + i)),
                           .debit_account = 1,
                           .credit_account = 2,
                           .amount = 100 + i,
                           .reference = i % 2 == 0 ? "rent" : ""});
    }
    transfers[3].flags = transfer_flag::kPending;
    lane_.run(transfers, Timestamp{3});
    rows_.assign(lane_.transfers().begin(), lane_.transfers().end());
  }

  std::expected<void, ChainBreak> verify() const {
    ChainVerifier verifier(Ledger{.tenant = 7, .number = 1});
    for (const TransferRecord& row : rows_) {
      if (auto step = verifier.next(row); !step) return step;
    }
    return verifier.finish(*lane_.shard().ledger(7, 1));
  }

  void expect_break(ChainBreak::Reason reason, std::int64_t row) const {
    const auto outcome = verify();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(name(outcome.error().reason), name(reason));
    EXPECT_EQ(outcome.error().row, row);
  }

  MemoryLane lane_;
  std::vector<TransferRecord> rows_;
};

TEST_F(ChainTest, AnUntouchedChainHolds) { EXPECT_TRUE(verify().has_value()); }

TEST_F(ChainTest, EveryFieldIsCovered) {
  const std::vector<std::function<void(TransferRecord&)>> changes{
      [](auto& row) { row.kind = Kind::expiry; },
      [](auto& row) { row.code ^= 1; },
      [](auto& row) { row.flags ^= 1; },
      [](auto& row) { row.id.bytes[15] ^= 1; },
      [](auto& row) { row.debit_account ^= 1; },
      [](auto& row) { row.credit_account ^= 1; },
      [](auto& row) { row.amount ^= 1; },
      [](auto& row) { row.pending_id.bytes[0] ^= 1; },
      [](auto& row) { row.timeout ^= 1; },
      [](auto& row) { row.user_data_32 ^= 1; },
      [](auto& row) { row.user_data_64 ^= 1; },
      [](auto& row) { row.user_data_128.bytes[7] ^= 1; },
      [](auto& row) { row.debit_balances.debits_pending ^= 1; },
      [](auto& row) { row.debit_balances.debits_posted ^= 1; },
      [](auto& row) { row.debit_balances.credits_pending ^= 1; },
      [](auto& row) { row.debit_balances.credits_posted ^= 1; },
      [](auto& row) { row.credit_balances.debits_pending ^= 1; },
      [](auto& row) { row.credit_balances.debits_posted ^= 1; },
      [](auto& row) { row.credit_balances.credits_pending ^= 1; },
      [](auto& row) { row.credit_balances.credits_posted ^= 1; },
      [](auto& row) { row.reference[1] ^= 1; },
      [](auto& row) { row.reference += ' '; },
      [](auto& row) { row.hash[31] ^= 1; },
      [](auto& row) { row.reference.assign(kReferenceMax + 1, 'x'); },
  };
  for (const auto& change : changes) {
    const TransferRecord original = rows_[4];
    change(rows_[4]);
    expect_break(ChainBreak::Reason::wrong_hash, 5);
    rows_[4] = original;
  }
  EXPECT_TRUE(verify().has_value());
}

TEST_F(ChainTest, AMissingRowIsFound) {
  rows_.erase(rows_.begin() + 5);
  expect_break(ChainBreak::Reason::wrong_hash, 6);
}

TEST_F(ChainTest, RowsMissingAtTheEndAreFound) {
  rows_.pop_back();
  expect_break(ChainBreak::Reason::missing_rows, 10);
}

TEST_F(ChainTest, ReorderedRowsAreFound) {
  std::swap(rows_[5], rows_[6]);
  expect_break(ChainBreak::Reason::wrong_hash, 6);
}

TEST_F(ChainTest, ARepeatedRowIsFound) {
  rows_.insert(rows_.begin() + 5, rows_[4]);
  expect_break(ChainBreak::Reason::timestamp_order, 6);
}

TEST_F(ChainTest, ARowOfAnotherLedgerOrTenantIsFound) {
  rows_[0].ledger = 2;
  expect_break(ChainBreak::Reason::wrong_ledger, 1);
  rows_[0].ledger = 1;
  rows_[0].tenant = 8;
  expect_break(ChainBreak::Reason::wrong_ledger, 1);
}

TEST_F(ChainTest, ACheckpointGoesOn) {
  ChainVerifier first(Ledger{.tenant = 7, .number = 1});
  for (std::size_t i = 0; i < 4; ++i)
    ASSERT_TRUE(first.next(rows_[i]).has_value());
  ChainVerifier second(first.state());
  for (std::size_t i = 4; i < rows_.size(); ++i)
    ASSERT_TRUE(second.next(rows_[i]).has_value());
  EXPECT_TRUE(second.finish(*lane_.shard().ledger(7, 1)).has_value());
}

}  // namespace
}  // namespace sangam::engines::ledger
