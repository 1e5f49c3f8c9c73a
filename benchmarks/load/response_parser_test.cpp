#include "benchmarks/load/response_parser.h"

#include <gtest/gtest.h>

namespace sangam::benchmarks::load {
namespace {

using Progress = ResponseParser::Progress;

constexpr std::string_view kFixed =
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Request-Id: a\r\n\r\nhello";
constexpr std::string_view kChunked =
    "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n1;note=x\r\n!\r\n0\r\nTrailer: t\r\n\r\n";

// Every response must be understood however the network cuts it.
void expect_complete_at_every_cut(std::string_view response, int status) {
  for (std::size_t cut = 0; cut <= response.size(); ++cut) {
    ResponseParser parser;
    const Progress first = parser.feed(response.substr(0, cut));
    if (cut < response.size()) {
      ASSERT_EQ(first, Progress::more) << cut;
      ASSERT_EQ(parser.feed(response.substr(cut)), Progress::complete) << cut;
    } else {
      ASSERT_EQ(first, Progress::complete);
    }
    EXPECT_EQ(parser.status(), status);
    EXPECT_TRUE(parser.keeps_connection());
  }
}

TEST(ResponseParser, ReadsFixedLength) { expect_complete_at_every_cut(kFixed, 200); }

TEST(ResponseParser, ReadsChunks) { expect_complete_at_every_cut(kChunked, 201); }

TEST(ResponseParser, ReadsByteByByte) {
  ResponseParser parser;
  for (std::size_t i = 0; i + 1 < kChunked.size(); ++i)
    ASSERT_EQ(parser.feed(kChunked.substr(i, 1)), Progress::more) << i;
  EXPECT_EQ(parser.feed(kChunked.substr(kChunked.size() - 1)), Progress::complete);
}

TEST(ResponseParser, ReadsOneAfterTheOther) {
  ResponseParser parser;
  for (const std::string_view response : {kFixed, kChunked, kFixed}) {
    EXPECT_EQ(parser.feed(response), Progress::complete);
    parser.reset();
  }
}

TEST(ResponseParser, KnowsStatusesWithoutBody) {
  ResponseParser parser;
  EXPECT_EQ(parser.feed("HTTP/1.1 204 No Content\r\n\r\n"), Progress::complete);
}

TEST(ResponseParser, ReadsUntilTheConnectionCloses) {
  ResponseParser parser;
  EXPECT_EQ(parser.feed("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nsome"), Progress::more);
  EXPECT_FALSE(parser.keeps_connection());
  EXPECT_EQ(parser.finish(), Progress::complete);
}

TEST(ResponseParser, NoticesAnEarlyEnd) {
  ResponseParser parser;
  EXPECT_EQ(parser.feed(kFixed.substr(0, kFixed.size() - 1)), Progress::more);
  EXPECT_EQ(parser.finish(), Progress::malformed);
}

TEST(ResponseParser, RefusesNonsense) {
  for (const std::string_view response :
       {"SSH-2.0-OpenSSH_9.2 welcome\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab"}) {
    ResponseParser parser;
    EXPECT_EQ(parser.feed(response), Progress::malformed) << response;
  }
}

}  // namespace
}  // namespace sangam::benchmarks::load
