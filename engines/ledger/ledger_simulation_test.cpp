// A long seeded life of a shard: traffic, batches refused by the database, crashes, flushes, clocks
// that jump. After each such event the state must be the one it has to be, to the last bit.
//
// SANGAM_LEDGER_OPERATIONS sets how many commands (3 million, 10 million with SANGAM_TEST_LONG; a
// tenth under a sanitizer), SANGAM_LEDGER_SEED the first seed. A failure names the seed of its
// episode, which repeats it.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "engines/ledger/chain.h"
#include "engines/ledger/memory_lane.h"
#include "engines/ledger/simulation_traffic.h"

namespace sangam::engines::ledger {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANGAM_SANITIZED 1
#endif
#endif
#ifdef SANGAM_SANITIZED
constexpr std::uint64_t kSlowness = 10;
#else
constexpr std::uint64_t kSlowness = 1;
#endif
constexpr std::uint64_t kOperationsAnEpisode = 200'000;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t usual_operations() {
  const char* text = std::getenv("SANGAM_TEST_LONG");
  return (text && *text ? 10'000'000 : 3'000'000) / kSlowness;
}

struct Tally {
  std::uint64_t operations = 0;
  std::uint64_t created = 0;
  std::uint64_t discards = 0;
  std::uint64_t crashes = 0;
  std::uint64_t expiries = 0;
};

using Requests = std::vector<std::vector<TransferCommand>>;

class Episode {
 public:
  Episode(std::uint64_t seed, Tally& tally)
      : traffic_(seed), tally_(tally), lane_(kRememberedIds[seed % kRememberedIds.size()]) {
    set_up();
  }

  void run(std::uint64_t operations) {
    const std::uint64_t until = tally_.operations + operations;
    while (tally_.operations < until && !testing::Test::HasFailure()) {
      traffic_.step_clock();
      batch(make_requests());
      if (numbers().one_in(20)) lane_.flush();
      if (numbers().one_in(200)) crash();
      if (numbers().one_in(200)) check_books();
    }
    check_books();
    check_chains();
  }

 private:
  // Few, so that floors rise and rows are fetched; and many, so that absence is proven by memory.
  static constexpr std::array<std::size_t, 3> kRememberedIds{2, 3'000, kRecentIdsDefault};

  SeededNumbers& numbers() { return traffic_.numbers(); }
  Shard& shard() { return lane_.shard(); }

  void set_up() {
    for (TenantNumber tenant = 1; tenant <= SimulationTraffic::kTenants; ++tenant) {
      lane_.run(OpenLedger{tenant, traffic_.new_id()}, traffic_.now());
      lane_.run(OpenLedger{tenant, traffic_.new_id()}, traffic_.now());
      std::vector<CreateAccount> accounts;
      for (AccountNumber number = 1; number <= SimulationTraffic::kAccounts; ++number) {
        accounts.push_back(traffic_.account(tenant, number));
      }
      for (const AccountResult& result : lane_.run(accounts, traffic_.now())) {
        ASSERT_EQ(result.status, AccountStatus::created);
      }
    }
  }

  Requests make_requests() {
    constexpr std::array<std::size_t, 5> kLengths{1, 3, 10, 40, 300};
    Requests requests(1 + numbers().below(3));
    for (auto& request : requests) {
      const auto tenant =
          static_cast<TenantNumber>(1 + numbers().below(SimulationTraffic::kTenants));
      request = traffic_.request(tenant, kLengths[numbers().below(kLengths.size())]);
      tally_.operations += request.size();
    }
    return requests;
  }

  std::vector<TransferResult> apply(const Requests& requests) {
    for (const auto& request : requests)
      lane_.fetch(request);
    shard().open(traffic_.now());
    tally_.expiries += shard().expire(expire_limit_);
    std::vector<TransferResult> results;
    for (const auto& request : requests)
      shard().apply(request, results);
    return results;
  }

  // Most batches go through. Some are refused and tried again, some die with the process; then the
  // same commands must get the same answers.
  void batch(const Requests& requests) {
    expire_limit_ = numbers().one_in(10) ? numbers().below(3) : 1'000;
    const bool is_refused = numbers().one_in(25);
    if (!is_refused) {
      count(apply(requests));
      return lane_.commit();
    }
    const Hash before = shard().digest();
    const std::vector<TransferResult> first = apply(requests);
    const Hash after = shard().digest();
    const std::vector<TransferRecord> rows = shard().rows().transfers;
    if (numbers().one_in(3)) shard().take_flush();
    lose_batch();
    EXPECT_EQ(shard().digest(), before);
    const std::vector<TransferResult> second = apply(requests);
    EXPECT_EQ(shard().digest(), after);
    EXPECT_EQ(shard().rows().transfers, rows);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(name(first[i].status), name(second[i].status));
      EXPECT_EQ(first[i].timestamp, second[i].timestamp);
    }
    count(second);
    lane_.commit();
  }

  void lose_batch() {
    if (numbers().one_in(2)) {
      lane_.discard();
      ++tally_.discards;
    } else {
      lane_.restart();
      ++tally_.crashes;
    }
  }

  void crash() {
    const Hash before = shard().digest();
    lane_.restart();
    ++tally_.crashes;
    EXPECT_EQ(shard().digest(), before);
  }

  void count(const std::vector<TransferResult>& results) {
    for (const TransferResult& result : results) {
      tally_.created += result.status == TransferStatus::created ? 1 : 0;
    }
  }

  // Debits equal credits on every ledger, pending amounts are those of the open holds, and limits
  // hold: accounts only ever got here by rules.
  void check_books() {
    for (TenantNumber tenant = 1; tenant <= SimulationTraffic::kTenants; ++tenant) {
      std::map<LedgerNumber, Balances> sums;
      for (AccountNumber number = 1; number <= SimulationTraffic::kAccounts; ++number) {
        const Account& account = *shard().account(tenant, number);
        Balances& sum = sums[account.ledger];
        sum.debits_pending += account.balances.debits_pending;
        sum.debits_posted += account.balances.debits_posted;
        sum.credits_pending += account.balances.credits_pending;
        sum.credits_posted += account.balances.credits_posted;
        check_limits(account);
      }
      for (const auto& [ledger, sum] : sums) {
        EXPECT_EQ(sum.debits_pending, sum.credits_pending);
        EXPECT_EQ(sum.debits_posted, sum.credits_posted);
      }
    }
  }

  static void check_limits(const Account& account) {
    const Balances& b = account.balances;
    if ((account.flags & account_flag::kDebitsMustNotExceedCredits) != 0) {
      EXPECT_LE(b.debits_pending + b.debits_posted - b.credits_posted, account.overdraft_limit);
    }
    if ((account.flags & account_flag::kCreditsMustNotExceedDebits) != 0) {
      EXPECT_LE(b.credits_pending + b.credits_posted, b.debits_posted);
    }
  }

  // Every row is in its ledger's chain, and the sum of all rows is what the accounts say.
  void check_chains() {
    std::map<std::pair<TenantNumber, LedgerNumber>, ChainVerifier> verifiers;
    for (const TransferRecord& row : lane_.transfers()) {
      const Ledger start{.tenant = row.tenant, .number = row.ledger};
      const auto at = verifiers.try_emplace({row.tenant, row.ledger}, start).first;
      ASSERT_TRUE(at->second.next(row).has_value());
    }
    for (const auto& [key, verifier] : verifiers) {
      EXPECT_TRUE(verifier.finish(*shard().ledger(key.first, key.second)).has_value());
    }
  }

  SimulationTraffic traffic_;
  Tally& tally_;
  MemoryLane lane_;
  std::size_t expire_limit_ = 0;
};

TEST(LedgerSimulation, StateSurvivesRefusalsAndCrashes) {
  const std::uint64_t operations = setting("SANGAM_LEDGER_OPERATIONS", usual_operations());
  std::uint64_t seed = setting("SANGAM_LEDGER_SEED", 1);
  Tally tally;
  for (; tally.operations < operations && !HasFailure(); ++seed) {
    SCOPED_TRACE("SANGAM_LEDGER_SEED=" + std::to_string(seed));
    Episode(seed, tally).run(std::min(kOperationsAnEpisode, operations - tally.operations));
  }
  std::printf("%llu operations, %llu created, %llu refused batches, %llu crashes, %llu expiries\n",
              static_cast<unsigned long long>(tally.operations),
              static_cast<unsigned long long>(tally.created),
              static_cast<unsigned long long>(tally.discards),
              static_cast<unsigned long long>(tally.crashes),
              static_cast<unsigned long long>(tally.expiries));
  EXPECT_GT(tally.created, tally.operations / 5);
}

}  // namespace
}  // namespace sangam::engines::ledger
