#include "kernel/http/head_scanner.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace sangam::http {
namespace {

ScanStatus scan(std::string_view text, std::size_t bytes = 1000, std::size_t lines = 10) {
  HeadScanner scanner(bytes, lines);
  return scanner.scan(text);
}

TEST(HeadScanner, FindsTheEnd) {
  HeadScanner scanner(1000, 10);
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_EQ(scanner.scan(head + "more\n"), ScanStatus::complete);
  EXPECT_EQ(scanner.length(), head.size());
}

TEST(HeadScanner, AppliesLimits) {
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n\r\n", 10), ScanStatus::line_too_long);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n\r\n", 20), ScanStatus::head_too_large);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n\r\n", 24), ScanStatus::complete);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\nA: b\r\n\r\n", 100, 1), ScanStatus::too_many_lines);
}

TEST(HeadScanner, RefusesForbiddenBytesAtOnce) {
  EXPECT_EQ(scan("G\x01"), ScanStatus::malformed);
  EXPECT_EQ(scan("GET /\n"), ScanStatus::malformed);
  EXPECT_EQ(scan("GET /\rX"), ScanStatus::malformed);
  EXPECT_EQ(scan("GET /\r"), ScanStatus::incomplete);
  EXPECT_EQ(scan("GET /\r\n "), ScanStatus::malformed);
  EXPECT_EQ(scan("\r\n"), ScanStatus::malformed);
}

// How the bytes are cut up must not change the verdict.
RC_GTEST_PROP(HeadScanner, VerdictIsTheSameForAnyCuts, ()) {
  const auto letters = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("Ga: \r\n\r\n\r\n\t\x01\xc3")));
  HeadScanner whole(40, 4);
  const ScanStatus expected = whole.scan(letters);
  HeadScanner cut(40, 4);
  ScanStatus status = ScanStatus::incomplete;
  for (std::size_t size = 1; size <= letters.size() && status == ScanStatus::incomplete; ++size) {
    status = cut.scan(std::string_view(letters).substr(0, size));
  }
  RC_ASSERT(status == expected || letters.empty());
  if (status == ScanStatus::complete) RC_ASSERT(cut.length() == whole.length());
}

}  // namespace
}  // namespace sangam::http
