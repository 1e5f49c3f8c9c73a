#include "suites/platform/single_sign_on/domain_proof.h"

#include <gtest/gtest.h>

namespace sangam::suites::platform::single_sign_on {
namespace {

constexpr Timestamp kNow{1'800'000'000'000'000'000};

Timestamp before(std::chrono::nanoseconds duration) {
  return {kNow.nanoseconds - duration.count()};
}

TEST(DomainProof, HoldsWhileTheRecordIsThere) {
  DomainRow row;
  row.token = "secret";
  const std::vector<std::string> good{"v=spf1 -all", "sangam-domain-verification=secret"};
  const std::vector<std::string> other{"sangam-domain-verification=another"};
  EXPECT_EQ(judge(good, row, kNow), Standing::proven);
  EXPECT_EQ(judge(other, row, kNow), Standing::missing);
  EXPECT_EQ(judge(std::vector<std::string>(), row, kNow), Standing::missing);
  row.missing_since = before(kProofMissingMost - std::chrono::seconds(1));
  EXPECT_EQ(judge(other, row, kNow), Standing::missing);
  row.missing_since = before(kProofMissingMost);
  EXPECT_EQ(judge(other, row, kNow), Standing::lost);
  EXPECT_EQ(judge(good, row, kNow), Standing::proven);
  EXPECT_EQ(judge(std::unexpected(dns::LookupFault::no_answer), row, kNow), Standing::unknown);
}

}  // namespace
}  // namespace sangam::suites::platform::single_sign_on
