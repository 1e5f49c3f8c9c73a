#include "apps/sangam/client/event_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangam::apps::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<StreamEvent> read(std::string_view text, std::size_t piece) {
  EventStreamParser parser;
  std::vector<StreamEvent> all;
  for (std::size_t at = 0; at < text.size(); at += piece)
    for (auto& event : parser.take(text.substr(at, piece)).value())
      all.push_back(std::move(event));
  return all;
}

TEST(EventStream, ReadsTheSameHoweverItIsCut) {
  constexpr std::string_view kText =
      "\xEF\xBB\xBF: a heartbeat\n\nid: 7\ndata: {\"a\":1}\n\nid: 8\r\ndata: "
      "one\r\ndata:two\r\n\r\n"
      "event: problem\rdata: {}\r\r";
  for (const std::size_t piece : {1U, 2U, 3U, 1'000U})
    EXPECT_THAT(read(kText, piece),
                ElementsAre(StreamEvent{"", "7", R"({"a":1})"}, StreamEvent{"", "8", "one\ntwo"},
                            StreamEvent{"problem", "8", "{}"}))
        << piece;
}

TEST(EventStream, AnEventWithoutDataIsNone) {
  EXPECT_THAT(read("id: 9\n\n", 100), IsEmpty());
  EXPECT_THAT(read("id: 9\n\ndata: x\n\n", 100), ElementsAre(StreamEvent{"", "9", "x"}))
      << "its id counts all the same";
  EXPECT_THAT(read("data: unfinished\n", 100), IsEmpty());
}

TEST(EventStream, UnknownFieldsAndOddSpacesPass) {
  EXPECT_THAT(read("retry: 5\nfoo\ndata:  two\n\n", 100), ElementsAre(StreamEvent{"", "", " two"}));
  EXPECT_THAT(read("data\n\n", 100), ElementsAre(StreamEvent{"", "", ""}));
}

TEST(EventStream, AnEventHasABound) {
  EventStreamParser parser;
  const std::string piece(EventStreamParser::kEventMost / 4, 'x');
  EXPECT_TRUE(parser.take("data: "));
  EXPECT_TRUE(parser.take(piece));
  EXPECT_TRUE(parser.take(piece));
  EXPECT_TRUE(parser.take("\ndata: " + piece));
  EXPECT_FALSE(parser.take(piece));
}

}  // namespace
}  // namespace sangam::apps::client
