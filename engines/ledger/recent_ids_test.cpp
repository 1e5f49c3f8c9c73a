#include "engines/ledger/recent_ids.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "engines/ledger/simulation_traffic.h"

namespace sangam::engines::ledger {
namespace {

Uuid id_at(std::int64_t milliseconds, std::uint8_t last = 0) {
  return make_uuid_v7(milliseconds, {0, 0, 0, 0, 0, 0, 0, 0, 0, last});
}

TEST(RecentIds, KnowsWhatIsNew) {
  RecentIds recent;
  EXPECT_FALSE(recent.may_exist(1, id_at(1'000)));
  recent.remember(1, id_at(1'000));
  EXPECT_TRUE(recent.may_exist(1, id_at(1'000)));
  EXPECT_FALSE(recent.may_exist(1, id_at(999)));
  EXPECT_FALSE(recent.may_exist(1, id_at(1'000, 1)));
  EXPECT_FALSE(recent.may_exist(2, id_at(1'000)));
}

TEST(RecentIds, NothingIsKnownAtOrBelowTheFloor) {
  RecentIds recent;
  recent.raise_floor(1, id_at(5'000));
  EXPECT_TRUE(recent.may_exist(1, id_at(5'000)));
  EXPECT_TRUE(recent.may_exist(1, id_at(1)));
  EXPECT_FALSE(recent.may_exist(1, id_at(5'001)));
  EXPECT_FALSE(recent.may_exist(2, id_at(1)));
  recent.raise_floor(1, id_at(4'000));
  EXPECT_TRUE(recent.may_exist(1, id_at(4'500)));
}

TEST(RecentIds, IdsWithoutATimeMayAlwaysExist) {
  RecentIds recent;
  Uuid random = id_at(1'000);
  random.bytes[6] = 0x4a;
  EXPECT_TRUE(recent.may_exist(1, random));
  random.bytes[0] = 0xff;
  recent.remember(1, random);
  EXPECT_FALSE(recent.may_exist(1, id_at(1'000)));
}

// Sound at any capacity: what was remembered may always exist. Useful: the newest are told apart.
TEST(RecentIds, NeverDeniesWhatItWasTold) {
  for (const std::size_t capacity : {2U, 10U, 1'000U, 100'000U}) {
    RecentIds recent(capacity);
    SimulationTraffic traffic(capacity);
    std::vector<std::pair<TenantNumber, Uuid>> told;
    for (int i = 0; i < 20'000; ++i) {
      traffic.step_clock();
      told.emplace_back(static_cast<TenantNumber>(traffic.numbers().below(5)), traffic.new_id());
      recent.remember(told.back().first, told.back().second);
    }
    for (const auto& [tenant, id] : told)
      ASSERT_TRUE(recent.may_exist(tenant, id));
    EXPECT_LE(recent.size(), capacity);
  }
}

}  // namespace
}  // namespace sangam::engines::ledger
