#include "kernel/http/chunk_decoder.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace sangam::http {
namespace {

struct Decoded {
  ChunkStatus status = ChunkStatus::need_more;
  std::string body;
  std::size_t consumed = 0;
};

// Feeds `text` in pieces of at most `piece` bytes.
Decoded decode(std::string_view text, std::size_t piece = 1000) {
  ChunkDecoder decoder;
  Decoded decoded;
  while (decoded.consumed < text.size()) {
    const std::string_view input = text.substr(decoded.consumed, piece);
    const ChunkStep step = decoder.next(input);
    decoded.consumed += step.consumed;
    decoded.body += step.data;
    decoded.status = step.status;
    if (step.status == ChunkStatus::finished || step.status == ChunkStatus::malformed) break;
  }
  return decoded;
}

TEST(ChunkDecoder, StopsAtTheEnd) {
  const auto decoded = decode("3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1");
  EXPECT_EQ(decoded.status, ChunkStatus::finished);
  EXPECT_EQ(decoded.body, "abc");
  EXPECT_EQ(decoded.consumed, 13);
}

TEST(ChunkDecoder, LimitsExtensions) {
  const std::string allowed(ChunkDecoder::kExtensionLimit, 'x');
  EXPECT_EQ(decode("1;" + allowed + "\r\na\r\n0\r\n\r\n", 5000).status, ChunkStatus::finished);
  EXPECT_EQ(decode("1;" + allowed + "x\r\na\r\n0\r\n\r\n", 5000).status, ChunkStatus::malformed);
  EXPECT_EQ(decode("1;" + allowed + "\r\na\r\n1;x\r\na\r\n0\r\n\r\n", 5000).status,
            ChunkStatus::malformed)
      << "the limit is on all extensions together";
}

TEST(ChunkDecoder, AnnouncesTheSizeOfAChunk) {
  ChunkDecoder decoder;
  EXPECT_EQ(decoder.next("fffffff\r\n").status, ChunkStatus::need_more);
  EXPECT_EQ(decoder.announced(), 0xfffffff);
}

RC_GTEST_PROP(ChunkDecoder, ReturnsWhatWasEncoded,
              (const std::vector<std::string>& pieces, std::size_t cut)) {
  std::string text;
  std::string body;
  for (const std::string& piece : pieces) {
    if (piece.empty()) continue;
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    text += size + piece + "\r\n";
    body += piece;
  }
  text += "0\r\n\r\n";
  const auto decoded = decode(text, cut % 7 + 1);
  RC_ASSERT(decoded.status == ChunkStatus::finished);
  RC_ASSERT(decoded.body == body);
  RC_ASSERT(decoded.consumed == text.size());
}

RC_GTEST_PROP(ChunkDecoder, VerdictIsTheSameForAnyCuts, (std::size_t cut)) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123f;\r\n\r\n\r\n x")));
  const auto whole = decode(text);
  const auto parts = decode(text, cut % 3 + 1);
  RC_ASSERT((whole.status == ChunkStatus::finished) == (parts.status == ChunkStatus::finished));
  RC_ASSERT((whole.status == ChunkStatus::malformed) == (parts.status == ChunkStatus::malformed));
  RC_ASSERT(whole.body == parts.body);
}

}  // namespace
}  // namespace sangam::http
