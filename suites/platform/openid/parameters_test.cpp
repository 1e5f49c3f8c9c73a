#include "suites/platform/openid/parameters.h"

#include <gtest/gtest.h>

#include "base/query.h"

namespace sangam::suites::platform::openid {
namespace {

TEST(Parameters, AreDecoded) {
  const auto read = Parameters::parse("a=1+2&b=%E0%A4%85&c=&&d");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->get("a"), "1 2");
  EXPECT_EQ(read->get("b"), "अ");
  EXPECT_FALSE(read->has("c"));
  EXPECT_FALSE(read->has("d"));
  EXPECT_EQ(read->encoded(), "a=1%202&b=%E0%A4%85");
  EXPECT_EQ(Parameters::parse(read->encoded())->get("b"), "अ");
}

TEST(Parameters, ComeOnce) {
  EXPECT_FALSE(Parameters::parse("a=1&a=1"));
  EXPECT_FALSE(Parameters::parse("scope=x&%73cope=y"));
  EXPECT_FALSE(Parameters::parse("a=&a=1"));
}

TEST(Parameters, AreCleanTextWithinLimits) {
  for (const auto* text : {"a=%", "a=%0", "a=%zz", "a=%00", "a=x%0d%0ay", "a=%ff", "%0a=1"})
    EXPECT_FALSE(Parameters::parse(text)) << text;
  std::string many;
  for (int i = 0; i <= 64; ++i)
    append_parameter("p" + std::to_string(i), "v", many);
  EXPECT_FALSE(Parameters::parse(many));
  EXPECT_FALSE(Parameters::parse("a=" + std::string(Parameters::kBytesMost, 'x')));
}

}  // namespace
}  // namespace sangam::suites::platform::openid
