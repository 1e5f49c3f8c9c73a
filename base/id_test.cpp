#include "base/id.h"

#include <gtest/gtest.h>

namespace sangam {
namespace {

struct Boat {
  static constexpr std::string_view kIdPrefix = "boat";
};
using BoatId = Id<Boat>;

constexpr std::string_view kText = "boat_01fwhe4yde0000000000000000";

TEST(Id, ReadsBackWhatItFormats) {
  BoatId id;
  ASSERT_FALSE(BoatId::parse(kText, id));
  EXPECT_EQ(id.str(), kText);
}

TEST(Id, HasAnotherTextInSql) {
  BoatId id;
  ASSERT_FALSE(BoatId::parse(kText, id));
  std::string sql;
  id.format_sql(sql);
  EXPECT_EQ(sql, to_hex(id.value));
  BoatId again;
  ASSERT_FALSE(BoatId::parse_sql(sql, again));
  EXPECT_EQ(again, id);
  EXPECT_EQ(BoatId::parse_sql(kText, again)->code, "not_a_uuid");
}

TEST(Id, RefusesOtherPrefixesAndShapes) {
  const std::string tail(kText.substr(5));
  for (const auto& text :
       {"ship_" + tail, tail, "boat" + tail, "boat__" + tail, "Boat_" + tail, "boat_" + tail + "0",
        std::string("boat_"), std::string("boat"), std::string()}) {
    BoatId id;
    const auto fault = BoatId::parse(text, id);
    ASSERT_TRUE(fault) << text;
    EXPECT_EQ(fault->code, "not_an_id");
    EXPECT_EQ(fault->detail, "must be boat_ and 26 characters");
  }
}

TEST(Id, ItsPatternNamesItsPrefix) {
  EXPECT_EQ(BoatId::kFacts.pattern, "^boat_[0-7][0-9a-hjkmnp-tv-z]{25}$");
  EXPECT_EQ(TenantId::kFacts.pattern, "^tnt_[0-7][0-9a-hjkmnp-tv-z]{25}$");
}

}  // namespace
}  // namespace sangam
