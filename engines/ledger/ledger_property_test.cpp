// What must hold for any traffic: RapidCheck makes it up and shrinks what fails.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "engines/ledger/memory_lane.h"

namespace sangam::engines::ledger {
namespace {

constexpr TenantNumber kTenant = 1;
constexpr AccountNumber kAccounts = 4;
constexpr Timestamp kNow{1'700'000'000 * kNanosecondsPerSecond};

Uuid numbered_id(std::uint8_t kind, std::uint16_t number) {
  return make_uuid_v7(1'700'000'000'000, {0, 0, kind, static_cast<std::uint8_t>(number >> 8),
                                          static_cast<std::uint8_t>(number)});
}

// One ledger; account 1 free, 2 and 3 limited, 4 with an overdraft.
void open_books(MemoryLane& lane) {
  using namespace account_flag;
  lane.run(OpenLedger{kTenant, numbered_id(1, 1)}, kNow);
  std::vector<CreateAccount> accounts;
  for (const std::uint16_t flags : {std::uint16_t{0}, kDebitsMustNotExceedCredits,
                                    kCreditsMustNotExceedDebits, kDebitsMustNotExceedCredits}) {
    const auto number = static_cast<std::uint16_t>(accounts.size() + 1);
    accounts.push_back({.tenant = kTenant,
                        .code = 1,
                        .flags = flags,
                        .ledger = 1,
                        .id = numbered_id(2, number),
                        .overdraft_limit = number == 4 ? 100 : 0});
  }
  for (const AccountResult& result : lane.run(accounts, kNow)) {
    RC_ASSERT(result.status == AccountStatus::created);
  }
}

rc::Gen<TransferCommand> any_transfer() {
  using namespace transfer_flag;
  return rc::gen::exec([] {
    const auto account = rc::gen::inRange<AccountNumber>(1, kAccounts + 1);
    const auto id = rc::gen::inRange<std::uint16_t>(1, 60);
    TransferCommand made{.tenant = kTenant};
    made.flags = *rc::gen::weightedElement<std::uint16_t>({{6, 0},
                                                           {3, kPending},
                                                           {3, kPostPendingTransfer},
                                                           {2, kVoidPendingTransfer},
                                                           {1, kLinked},
                                                           {1, kBalancingDebit},
                                                           {1, kPending | kBalancingCredit},
                                                           {1, kLinked | kPending}});
    made.id = numbered_id(3, *id);
    if ((made.flags & kVoidPendingTransfer) == 0)
      made.amount = *rc::gen::inRange<std::int64_t>(0, 300);
    if ((made.flags & kPending) != 0) made.timeout = *rc::gen::inRange<std::uint32_t>(0, 3);
    if ((made.flags & kResolves) != 0) {
      made.pending_id = numbered_id(3, *id);
      return made;
    }
    made.code = 1;
    made.debit_account = *account;
    made.credit_account = *account;
    return made;
  });
}

using Requests = std::vector<std::vector<TransferCommand>>;

rc::Gen<Requests> any_requests() {
  return rc::gen::container<Requests>(
      rc::gen::container<std::vector<TransferCommand>>(any_transfer()));
}

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
  for (const auto& request : *any_requests()) {
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
  const Requests requests = *any_requests();
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
  for (const auto& request : *any_requests()) {
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
  lane.run(*rc::gen::container<std::vector<TransferCommand>>(any_transfer()), kNow);
  const Hash before = lane.shard().digest();
  const auto request = *rc::gen::container<std::vector<TransferCommand>>(any_transfer());
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
  const auto request = *rc::gen::container<std::vector<TransferCommand>>(any_transfer());
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
