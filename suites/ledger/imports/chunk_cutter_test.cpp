#include "suites/ledger/imports/chunk_cutter.h"

#include <gtest/gtest.h>

namespace sangam::suites::ledger::imports {
namespace {

std::string lines(std::int64_t count, std::string_view line) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i)
    text.append(line).append("\n");
  return text;
}

TEST(ChunkCutter, KeepsWhatIsNotFullUntilTheEnd) {
  ChunkCutter cutter;
  cutter.feed("{}\n{}");
  EXPECT_FALSE(cutter.take(false));
  const auto last = cutter.take(true);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->text, "{}\n{}\n");
  EXPECT_EQ(last->lines, 2);
  EXPECT_EQ(last->first_line, 1);
  EXPECT_FALSE(cutter.take(true));
}

TEST(ChunkCutter, NumbersLinesOverChunks) {
  ChunkCutter cutter;
  cutter.feed(lines(2 * ChunkCutter::kLines + 1, "{}"));
  EXPECT_EQ(cutter.take(false)->first_line, 1);
  EXPECT_EQ(cutter.take(false)->first_line, ChunkCutter::kLines + 1);
  EXPECT_FALSE(cutter.take(false));
  EXPECT_EQ(cutter.take(true)->first_line, 2 * ChunkCutter::kLines + 1);
}

TEST(ChunkCutter, DoesNotCutAChain) {
  ChunkCutter cutter;
  const std::string linked = R"({"flags":["linked"]})";
  cutter.feed(lines(ChunkCutter::kLines + 5, linked) + lines(3, "{}"));
  const auto chunk = cutter.take(true);
  ASSERT_TRUE(chunk);
  EXPECT_EQ(chunk->lines, ChunkCutter::kLines + 6);
  EXPECT_EQ(cutter.take(true)->lines, 2);
}

TEST(ChunkCutter, CutsALineThatNeverEnds) {
  ChunkCutter cutter;
  cutter.feed(std::string(ChunkCutter::kMaxBytes + 10, 'x'));
  const auto chunk = cutter.take(false);
  ASSERT_TRUE(chunk);
  EXPECT_EQ(chunk->text.size(), ChunkCutter::kMaxBytes);
  EXPECT_EQ(chunk->lines, 1);
}

// However the stream is cut into pieces, the chunks hold the same lines in the same order.
TEST(ChunkCutter, PiecesDoNotMatter) {
  std::string text;
  for (int i = 0; i < 5'000; ++i)
    text += i % 7 == 0 ? "{\"flags\":[\"linked\"]}\n" : "{\"n\":" + std::to_string(i) + "}\n";
  for (const std::size_t size : {1UL, 17UL, 4096UL, text.size()}) {
    ChunkCutter cutter;
    std::string joined;
    std::int64_t next_line = 1;
    const auto collect = [&](bool end) {
      while (const auto chunk = cutter.take(end)) {
        EXPECT_EQ(chunk->first_line, next_line);
        next_line += chunk->lines;
        joined += chunk->text;
      }
    };
    for (std::size_t at = 0; at < text.size(); at += size) {
      cutter.feed(std::string_view(text).substr(at, size));
      collect(false);
    }
    collect(true);
    EXPECT_EQ(joined, text) << size;
    EXPECT_EQ(next_line, 5'001) << size;
  }
}

}  // namespace
}  // namespace sangam::suites::ledger::imports
