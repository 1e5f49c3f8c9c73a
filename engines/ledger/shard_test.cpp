// What the lane relies on beside the answers: needs, flushes, expiry times, reading, pieces.

#include "engines/ledger/shard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {
namespace {

constexpr Timestamp kNow{1'700'000'000 * kNanosecondsPerSecond};

Uuid id_of(std::int64_t number) { return make_uuid_v7(1'700'000'000'000 + number, {1}); }

TransferCommand transfer(std::int64_t id, std::int64_t amount, std::uint16_t flags = 0) {
  return {.tenant = 1,
          .code = 1,
          .flags = flags,
          .id = id_of(id),
          .debit_account = 1,
          .credit_account = 2,
          .amount = amount};
}

TransferCommand post(std::int64_t id, std::int64_t hold) {
  return {.tenant = 1,
          .flags = transfer_flag::kPostPendingTransfer,
          .id = id_of(id),
          .amount = kAmountMax,
          .pending_id = id_of(hold)};
}

class ShardTest : public testing::Test {
 protected:
  void SetUp() override {
    lane_.run(OpenLedger{1, id_of(1)}, kNow);
    const std::vector<CreateAccount> accounts{
        {.tenant = 1, .code = 1, .ledger = 1, .id = id_of(2)},
        {.tenant = 1, .code = 1, .ledger = 1, .id = id_of(3)}};
    lane_.run(accounts, kNow);
  }

  std::vector<TransferResult> run(const TransferCommand& command) {
    return lane_.run(std::span(&command, 1), kNow);
  }

  Needs needs(const TransferCommand& command) {
    Needs needs;
    shard().needs({&command, 1}, needs);
    return needs;
  }

  Shard& shard() { return lane_.shard(); }

  MemoryLane lane_;
};

TEST_F(ShardTest, NewIdsNeedNothing) {
  run(transfer(10, 5));
  EXPECT_THAT(needs(transfer(11, 5)).ids, testing::IsEmpty());
  EXPECT_THAT(needs(transfer(9, 5)).ids, testing::IsEmpty());
  EXPECT_THAT(needs(transfer(10, 5)).ids, testing::ElementsAre(TransferKey{1, id_of(10)}));
}

TEST_F(ShardTest, AfterARebuildOlderIdsAreFetched) {
  run(transfer(10, 5));
  lane_.restart();
  EXPECT_THAT(needs(transfer(11, 5)).ids, testing::IsEmpty());
  EXPECT_THAT(needs(transfer(9, 5)).ids, testing::SizeIs(1));
}

TEST_F(ShardTest, OpenHoldsNeedNothingAndResolvedOnesTheirHistory) {
  run(transfer(10, 5, transfer_flag::kPending));
  EXPECT_THAT(needs(post(11, 10)).pending_ids, testing::IsEmpty());
  run(post(11, 10));
  EXPECT_THAT(needs(post(12, 10)).pending_ids, testing::ElementsAre(TransferKey{1, id_of(10)}));
  EXPECT_THAT(needs(post(12, 13)).pending_ids, testing::IsEmpty());
}

TEST_F(ShardTest, FlushHasWhatChangedOnce) {
  shard().take_flush();
  run(transfer(10, 5));
  run(transfer(11, 6));
  const Flush flush = shard().take_flush();
  EXPECT_EQ(flush.as_of, shard().last_timestamp());
  ASSERT_EQ(flush.accounts.size(), 2U);
  EXPECT_EQ(flush.accounts[0].balances.debits_posted, 11);
  ASSERT_EQ(flush.ledgers.size(), 1U);
  EXPECT_EQ(flush.ledgers[0].rows, 2);
  EXPECT_TRUE(shard().take_flush().accounts.empty());
  shard().flush_failed(flush);
  EXPECT_EQ(shard().take_flush().accounts, flush.accounts);
}

TEST_F(ShardTest, AFlushInADiscardedBatchIsDueAgain) {
  shard().take_flush();
  run(transfer(10, 5));
  const TransferCommand more = transfer(11, 6);
  std::vector<TransferResult> results;
  shard().open(kNow);
  shard().apply(std::span(&more, 1), results);
  EXPECT_EQ(shard().take_flush().accounts.at(0).balances.debits_posted, 11);
  lane_.discard();
  const Flush flush = shard().take_flush();
  ASSERT_EQ(flush.accounts.size(), 2U);
  EXPECT_EQ(flush.accounts[0].balances.debits_posted, 5);
  EXPECT_EQ(flush.ledgers.at(0).rows, 1);
}

TEST_F(ShardTest, AFlushForgetsAccountsThatWereDiscarded) {
  const CreateAccount account{.tenant = 1, .code = 1, .ledger = 1, .id = id_of(4)};
  TransferCommand command = transfer(10, 5);
  command.credit_account = 3;
  std::vector<AccountResult> account_results;
  std::vector<TransferResult> results;
  shard().take_flush();
  shard().open(kNow);
  shard().apply(std::span(&account, 1), account_results);
  shard().apply(std::span(&command, 1), results);
  ASSERT_EQ(results.at(0).status, TransferStatus::created);
  lane_.discard();
  for (const Account& flushed : shard().take_flush().accounts)
    EXPECT_LE(flushed.number, 2);
  EXPECT_EQ(shard().account_count(1), 2U);

  // The number is given out again; its entry must not come twice.
  account_results.clear();
  shard().open(kNow);
  shard().apply(std::span(&account, 1), account_results);
  shard().apply(std::span(&command, 1), results);
  lane_.discard();
  lane_.run(std::span(&account, 1), kNow);
  run(command);
  EXPECT_THAT(shard().take_flush().accounts,
              testing::ElementsAre(testing::Field(&Account::number, 1),
                                   testing::Field(&Account::number, 3)));
}

TEST_F(ShardTest, NextExpiryIsTheEarliest) {
  EXPECT_EQ(shard().next_expiry(), std::nullopt);
  TransferCommand late = transfer(10, 5, transfer_flag::kPending);
  late.timeout = 9;
  TransferCommand early = transfer(11, 5, transfer_flag::kPending);
  early.timeout = 3;
  const Timestamp first = run(late).at(0).timestamp;
  EXPECT_EQ(shard().next_expiry(), (Timestamp{first.nanoseconds + 9 * kNanosecondsPerSecond}));
  const Timestamp second = run(early).at(0).timestamp;
  EXPECT_EQ(shard().next_expiry(), (Timestamp{second.nanoseconds + 3 * kNanosecondsPerSecond}));
  run(post(12, 11));
  EXPECT_EQ(shard().next_expiry(), (Timestamp{first.nanoseconds + 9 * kNanosecondsPerSecond}));
}

TEST_F(ShardTest, TimestampsRiseThoughTheClockDoesNot) {
  const Timestamp first = run(transfer(10, 5)).at(0).timestamp;
  const TransferCommand command = transfer(11, 5);
  const auto results = lane_.run(std::span(&command, 1), Timestamp{5});
  EXPECT_EQ(results.at(0).timestamp.nanoseconds, first.nanoseconds + 1);
}

TEST_F(ShardTest, IdsResolveToNumbers) {
  EXPECT_EQ(shard().resolve_account(1, id_of(3)), 2);
  EXPECT_EQ(shard().resolve_account(1, id_of(9)), kAccountUnknown);
  EXPECT_EQ(shard().resolve_account(2, id_of(3)), kAccountUnknown);
  EXPECT_EQ(shard().resolve_account(1, Uuid{}), kAccountNone);
  EXPECT_EQ(shard().resolve_ledger(1, id_of(1)), 1);
  EXPECT_EQ(shard().resolve_ledger(1, id_of(2)), kLedgerNone);
  EXPECT_EQ(shard().account(1, 3), nullptr);
  EXPECT_EQ(shard().ledger(2, 1), nullptr);
}

TEST_F(ShardTest, ResultsDescribeTheRow) {
  const TransferResult created = run(transfer(10, 5)).at(0);
  EXPECT_EQ(created.amount, 5);
  EXPECT_EQ(created.ledger, 1);
  EXPECT_EQ(created.debit_balances.debits_posted, 5);
  EXPECT_EQ(created.credit_balances.credits_posted, 5);
  run(transfer(11, 7));
  const TransferResult again = run(transfer(10, 5)).at(0);
  EXPECT_EQ(again.status, TransferStatus::exists);
  EXPECT_EQ(again.timestamp, created.timestamp);
  EXPECT_EQ(again.debit_balances, created.debit_balances);
}

TEST(PieceLength, CutsBetweenChains) {
  std::vector<TransferCommand> request(10);
  EXPECT_EQ(piece_length(request, 4), 4U);
  EXPECT_EQ(piece_length(request, 100), 10U);
  for (std::size_t i = 2; i < 6; ++i)
    request[i].flags = transfer_flag::kLinked;  // 2 to 6
  EXPECT_EQ(piece_length(request, 6), 2U);
  EXPECT_EQ(piece_length(request, 7), 7U);
  EXPECT_EQ(piece_length(std::span<const TransferCommand>(request).subspan(2), 4), 0U);
  EXPECT_EQ(piece_length({}, 4), 0U);
}

TEST(PieceLength, AnEndlessChainGoesWhole) {
  std::vector<TransferCommand> request(kChainMax + 5);
  for (TransferCommand& command : request)
    command.flags = transfer_flag::kLinked;
  EXPECT_EQ(piece_length(request, 1), request.size());
}

TEST(Statuses, HaveTheStandardsNumbers) {
  EXPECT_EQ(static_cast<std::uint32_t>(TransferStatus::created), 4294967295U);
  EXPECT_EQ(name(TransferStatus::exceeds_credits), "exceeds_credits");
  EXPECT_EQ(static_cast<std::uint32_t>(TransferStatus::exceeds_credits), 54U);
  EXPECT_EQ(name(AccountStatus::exists), "exists");
  EXPECT_EQ(name(static_cast<TransferStatus>(999)), "");
}

}  // namespace
}  // namespace sangam::engines::ledger
