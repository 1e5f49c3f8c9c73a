// What must hold for any traffic: RapidCheck makes it up and shrinks what fails.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engines/ledger/testing/any_traffic.h"

namespace sangam::engines::ledger {
namespace {

Balances total(const Shard& shard) {
  Balances sum;
  for (AccountNumber number = 1; number <= kAccounts; ++number) {
    const Balances& balances = shard.account(kTenant, number)->balances;
    sum.debits_pending += balances.debits_pending;
    sum.debits_posted += balances.debits_posted;
    sum.credits_pending += balances.credits_pending;
    sum.credits_posted += balances.credits_posted;
  }
  return sum;
}

Timestamp after(std::size_t seconds) {
  return {kNow.nanoseconds + static_cast<std::int64_t>(seconds) * kNanosecondsPerSecond};
}

RC_GTEST_PROP(LedgerProperty, MoneyOnlyMoves, ()) {
  MemoryLane lane;
  open_books(lane);
  std::size_t second = 0;
  for (const auto& request : any_requests()) {
    lane.run(request, after(second++));
    const Balances sum = total(lane.shard());
    RC_ASSERT(sum.debits_pending == sum.credits_pending);
    RC_ASSERT(sum.debits_posted == sum.credits_posted);
    const Balances& wallet = lane.shard().account(kTenant, 2)->balances;
    RC_ASSERT(wallet.debits_pending + wallet.debits_posted <= wallet.credits_posted);
    const Balances& overdrawn = lane.shard().account(kTenant, 4)->balances;
    RC_ASSERT(overdrawn.debits_pending + overdrawn.debits_posted <= overdrawn.credits_posted + 100);
  }
}

RC_GTEST_PROP(LedgerProperty, WhatHappenedHappensOnlyOnce, ()) {
  MemoryLane lane;
  open_books(lane);
  const Requests requests = any_requests();
  std::vector<std::vector<TransferResult>> first;
  for (const auto& request : requests)
    first.push_back(lane.run(request, kNow));
  for (std::size_t r = 0; r < requests.size(); ++r) {
    const auto again = lane.run(requests[r], kNow);
    for (std::size_t i = 0; i < again.size(); ++i) {
      // What was created may not be created again; what was spent stays spent.
      if (first[r][i].status == TransferStatus::created) {
        RC_ASSERT(again[i].status != TransferStatus::created);
      }
      if (is_transient(first[r][i].status)) {
        RC_ASSERT(again[i].status == TransferStatus::id_already_failed ||
                  again[i].status == TransferStatus::linked_event_failed ||
                  again[i].status == TransferStatus::linked_event_chain_open);
      }
    }
  }
}

RC_GTEST_PROP(LedgerProperty, ARebuiltShardIsTheSame, (bool flushes)) {
  MemoryLane lane(2);
  open_books(lane);
  std::size_t second = 0;
  for (const auto& request : any_requests()) {
    lane.run(request, after(second++));
    if (flushes && second % 2 == 0) lane.flush();
    const Hash before = lane.shard().digest();
    lane.restart();
    RC_ASSERT(lane.shard().digest() == before);
  }
}

RC_GTEST_PROP(LedgerProperty, DiscardLeavesNoTrace, ()) {
  MemoryLane lane;
  open_books(lane);
  lane.run(any_request(), kNow);
  const Hash before = lane.shard().digest();
  const auto request = any_request();
  lane.fetch(request);
  lane.shard().open(after(2));
  lane.shard().expire(100);
  std::vector<TransferResult> results;
  lane.shard().apply(request, results);
  lane.discard();
  RC_ASSERT(lane.shard().digest() == before);
}

// A request cut where piece_length says gets the answers that it gets whole.
RC_GTEST_PROP(LedgerProperty, PiecesAnswerLikeTheWhole, ()) {
  const auto request = any_request();
  const std::size_t room = *rc::gen::inRange<std::size_t>(1, 20);
  MemoryLane whole;
  MemoryLane cut;
  open_books(whole);
  open_books(cut);
  const auto expected = whole.run(request, kNow);
  std::vector<TransferResult> got;
  std::span<const TransferCommand> rest = request;
  while (!rest.empty()) {
    // A chain longer than this room would wait for a batch of its own.
    const std::size_t fits = piece_length(rest, room);
    const std::size_t length = fits > 0 ? fits : piece_length(rest, kBatchMax);
    RC_ASSERT(length > 0 && length <= rest.size());
    const auto results = cut.run(rest.first(length), kNow);
    got.insert(got.end(), results.begin(), results.end());
    rest = rest.subspan(length);
  }
  RC_ASSERT(got.size() == expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    RC_ASSERT(got[i].status == expected[i].status);
    RC_ASSERT(got[i].debit_balances == expected[i].debit_balances);
  }
  RC_ASSERT(whole.shard().digest() == cut.shard().digest());
}

RC_GTEST_PROP(LedgerProperty, ExpiryIdsAreReservedAndDiffer, ()) {
  const auto hold = [] {
    return TransferRecord{
        .kind = Kind::hold,
        .timeout = *rc::gen::inRange<std::uint32_t>(1, 100'000'000),
        .timestamp = {*rc::gen::inRange<std::int64_t>(1, 4'000'000'000'000'000'000)}};
  };
  const TransferRecord one = hold();
  const TransferRecord other = hold();
  RC_ASSERT(is_reserved_id(expiry_id(one)));
  RC_ASSERT(uuid_time_ms(expiry_id(one)) == expiry_time(one) / kNanosecondsPerMillisecond);
  if (one.timestamp != other.timestamp) RC_ASSERT(expiry_id(one) != expiry_id(other));
}

}  // namespace
}  // namespace sangam::engines::ledger
