#include "kernel/telemetry/trace_context.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sangam::telemetry {
namespace {

constexpr std::string_view kGood = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(TraceParent, IsReadAndWrittenBack) {
  const auto parent = parse_traceparent(kGood);
  ASSERT_TRUE(parent);
  EXPECT_EQ(to_hex(parent->trace), "0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(span_to_hex(parent->span), "b7ad6b7169203331");
  EXPECT_TRUE(parent->sampled);
  std::string out;
  append_traceparent(*parent, out);
  EXPECT_EQ(out, kGood);
}

TEST(TraceParent, OfALaterVersionIsReadAsFarAsKnown) {
  const std::string later = "cc" + std::string(kGood.substr(2));
  EXPECT_TRUE(parse_traceparent(later));
  EXPECT_TRUE(parse_traceparent(later + "-what-the-future-will-be-like"));
  EXPECT_FALSE(parse_traceparent(later + ".what-the-future-will-be-like"));
}

// Cases of the W3C test suite (trace-context/test/test.py).
TEST(TraceParent, ThatIsMalformedIsNone) {
  for (const std::string_view bad :
       {"", "00", "00-", "00-12345678901234567890123456789012-1234567890123456",
        "00-12345678901234567890123456789012-1234567890123456-1",
        "00-12345678901234567890123456789012-1234567890123456-01-",
        "00-12345678901234567890123456789012-1234567890123456-01.",
        "ff-12345678901234567890123456789012-1234567890123456-01",
        ".0-12345678901234567890123456789012-1234567890123456-01",
        "00-00000000000000000000000000000000-1234567890123456-01",
        "00-12345678901234567890123456789012-0000000000000000-01",
        "00-ABCDEF78901234567890123456789012-1234567890123456-01",
        "00-.2345678901234567890123456789012-1234567890123456-01",
        "00-12345678901234567890123456789012-.234567890123456-01",
        "00-12345678901234567890123456789012-1234567890123456-.0",
        "00_12345678901234567890123456789012-1234567890123456-01"})
    EXPECT_FALSE(parse_traceparent(bad)) << bad;
}

TEST(TraceState, IsKeptWhenWellFormed) {
  EXPECT_EQ(clean_tracestate("foo=1,bar=2"), "foo=1,bar=2");
  EXPECT_EQ(clean_tracestate(" foo=1 \t,\t , bar=2"), "foo=1,bar=2");
  EXPECT_EQ(clean_tracestate("fw529a3039@dt=FfAAA:x;y"), "fw529a3039@dt=FfAAA:x;y");
}

TEST(TraceState, IsDroppedWholeWhenAnyOfItIsNot) {
  std::string many;
  for (int i = 0; i < 33; ++i)
    many += "k" + std::to_string(i) + "=1,";
  for (const std::string& bad :
       {std::string("foo"), std::string("=1"), std::string("Foo=1"), std::string("foo="),
        std::string("foo=1,foo=2"), std::string("foo=a=b"), std::string("foo@=1"),
        std::string("foo@bar@baz=1"), std::string("foo=\x01"), std::string(257, 'z') + "=1", many,
        "foo=" + std::string(600, 'x')})
    EXPECT_EQ(clean_tracestate(bad), "") << bad;
}

RC_GTEST_PROP(TraceState, CleaningTwiceIsCleaningOnce, (const std::string& text)) {
  const auto once = clean_tracestate(text);
  RC_ASSERT(clean_tracestate(once) == once);
  RC_ASSERT(once.find_first_of("\r\n") == std::string::npos);
}

}  // namespace
}  // namespace sangam::telemetry
