#include "engines/expression/moment.h"

#include <gtest/gtest.h>

#include <random>

namespace sangam::expression {
namespace {

std::string moment(std::string_view text) {
  const auto parsed = parse_moment(text);
  return parsed ? format(*parsed) : "none";
}

std::string duration(std::string_view text) {
  const auto parsed = parse_duration(text);
  return parsed ? format(*parsed) : "none";
}

TEST(Moment, IsReadAndWritten) {
  EXPECT_EQ(moment("1970-01-01T00:00:00Z"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(moment("2024-02-29T23:59:59.5+05:30"), "2024-02-29T18:29:59.5Z");
  EXPECT_EQ(moment("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(moment("9999-12-31T23:59:59.999999999Z"), "9999-12-31T23:59:59.999999999Z");
  for (const auto* wrong :
       {"", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-02-29", "2024-02-29T24:00:00Z",
        "2024-02-29T00:00:00", "2024-02-29T00:00:00.Z", "2024-02-29T00:00:00.1234567890Z",
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01", "2024-02-29T00:00:00Z "})
    EXPECT_EQ(moment(wrong), "none") << wrong;
}

TEST(Duration, IsReadAndWritten) {
  EXPECT_EQ(duration("1h30m"), "5400s");
  EXPECT_EQ(duration("-1.5s"), "-1.5s");
  EXPECT_EQ(duration("1.5h"), "5400s");
  EXPECT_EQ(duration("3us"), "0.000003s");
  EXPECT_EQ(duration("0"), "0s");
  for (const auto* wrong : {"", "1", "s", "1x", "--1s", "1s 2s", ".s", "99999999999h"})
    EXPECT_EQ(duration(wrong), "none") << wrong;
}

TEST(Duration, AddsAndSubtractsBack) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const Moment start{static_cast<std::int64_t>(random() % 100'000'000'000),
                       static_cast<std::int32_t>(random() % 1'000'000'000)};
    const Duration length{static_cast<std::int64_t>(random() % 20'000'000'000) - 10'000'000'000,
                          static_cast<std::int32_t>(random() % 1'000'000'000)};
    const auto end = add(start, length);
    ASSERT_TRUE(end.has_value());
    EXPECT_EQ(subtract(*end, length), start);
    EXPECT_EQ(subtract(*end, start), length);
    EXPECT_EQ(parse_moment(format(*end)), *end);
    EXPECT_EQ(parse_duration(format(length)), length);
  }
}

}  // namespace
}  // namespace sangam::expression
