#include "kernel/custody/tar_gz.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace sangam::custody {
namespace {

constexpr Timestamp kMade{1'800'000'000 * kNanosecondsPerSecond};

std::string unpacked(const std::string& archive) {
  std::string text(16 * 1024 * 1024, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(archive.data()));
  stream.avail_in = static_cast<uInt>(archive.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

std::string noise(std::size_t size) {
  std::mt19937 source(7);
  std::string text(size, '\0');
  for (auto& byte : text)
    byte = static_cast<char>(source());
  return text;
}

TEST(TarGz, LaysFilesOutInBlocks) {
  std::string archive;
  TarGz tar([&](std::string piece) { archive += piece; }, kMade);
  tar.add("first.jsonl", "{}\n");
  tar.add("second.jsonl", std::string(512, 'x'));
  tar.finish();
  EXPECT_EQ(tar.bytes(), static_cast<std::int64_t>(archive.size()));
  const auto text = unpacked(archive);
  ASSERT_EQ(text.size(), (2U + 2U + 2U) * 512U);
  EXPECT_EQ(text.substr(0, 12), std::string("first.jsonl\0", 12));
  EXPECT_EQ(text.substr(124, 11), "00000000003");
  EXPECT_EQ(text.substr(257, 5), "ustar");
  EXPECT_EQ(text.substr(512, 3), "{}\n");
  EXPECT_EQ(text.substr(1024, 6), "second");
  EXPECT_EQ(text.substr(4 * 512), std::string(1024, '\0'));
}

TEST(TarGz, GivesPiecesOfOneSizeAndALastOne) {
  std::vector<std::size_t> sizes;
  std::string archive;
  TarGz tar(
      [&](std::string piece) {
        sizes.push_back(piece.size());
        archive += piece;
      },
      kMade);
  const auto content = noise(3 * TarGz::kPiece);
  tar.add("noise", content);
  tar.finish();
  ASSERT_GE(sizes.size(), 3U);
  for (std::size_t i = 0; i + 1 < sizes.size(); ++i)
    EXPECT_EQ(sizes[i], TarGz::kPiece);
  EXPECT_EQ(unpacked(archive).substr(512, content.size()), content);
}

}  // namespace
}  // namespace sangam::custody
