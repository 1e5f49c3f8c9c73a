#include "kernel/http/field_values.h"

#include <gtest/gtest.h>

namespace sangam::http {
namespace {

TEST(EntityTags, AreFoundInLists) {
  EXPECT_TRUE(lists_entity_tag("\"a\"", "\"a\""));
  EXPECT_TRUE(lists_entity_tag("\"b\", W/\"a\"", "\"a\""));
  EXPECT_TRUE(lists_entity_tag(" * ", "\"a\""));
  EXPECT_FALSE(lists_entity_tag("\"ab\"", "\"a\""));
  EXPECT_FALSE(lists_entity_tag("", "\"a\""));
}

TEST(AcceptEncoding, HonoursQuality) {
  EXPECT_TRUE(accepts_coding("gzip, deflate, br", "br"));
  EXPECT_TRUE(accepts_coding("BR;q=0.1", "br"));
  EXPECT_FALSE(accepts_coding("br;q=0, gzip", "br"));
  EXPECT_FALSE(accepts_coding("br;q=0.000", "br"));
  EXPECT_FALSE(accepts_coding("brotli", "br"));
  EXPECT_FALSE(accepts_coding("", "br"));
}

void expect_range(std::string_view value, std::uint64_t first, std::uint64_t last) {
  const RangeRequest request = parse_range(value, 1000);
  ASSERT_TRUE(request.satisfiable && request.range) << value;
  EXPECT_EQ(request.range->first, first) << value;
  EXPECT_EQ(request.range->last, last) << value;
}

TEST(Range, IsRead) {
  expect_range("bytes=0-0", 0, 0);
  expect_range("bytes=0-99", 0, 99);
  expect_range("Bytes=100-", 100, 999);
  expect_range("bytes=-100", 900, 999);
  expect_range("bytes=-5000", 0, 999);
  expect_range("bytes=990-5000", 990, 999);
}

TEST(Range, UnsatisfiableAndIgnored) {
  EXPECT_FALSE(parse_range("bytes=1000-", 1000).satisfiable);
  EXPECT_FALSE(parse_range("bytes=-0", 1000).satisfiable);
  EXPECT_FALSE(parse_range("bytes=0-", 0).satisfiable);
  for (const auto* value : {"bytes=5-2", "bytes=0-1,5-6", "bytes=", "bytes=-", "lines=0-1",
                            "bytes=a-b", "bytes=0x1-2", "bytes=99999999999999999999-"}) {
    const RangeRequest request = parse_range(value, 1000);
    EXPECT_TRUE(request.satisfiable && !request.range) << value;
  }
}

TEST(ContentType, GoesByExtension) {
  EXPECT_EQ(content_type_of("a/b.JS"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("font.woff2"), "font/woff2");
  EXPECT_EQ(content_type_of("Makefile"), "application/octet-stream");
}

}  // namespace
}  // namespace sangam::http
