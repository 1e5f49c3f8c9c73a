#include "kernel/custody/tar_gz.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/assert.h"

namespace sangam::custody {

namespace {

constexpr std::size_t kBlock = 512;
// "With a gzip header", as zlib puts it.
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8;

using Block = std::array<char, kBlock>;

void put(Block& block, std::size_t offset, std::string_view text) {
  SANGAM_ASSERT(offset + text.size() <= block.size());
  std::ranges::copy(text, block.begin() + static_cast<std::ptrdiff_t>(offset));
}

// Offsets and forms of the fields: POSIX.1-1988, 10.1.1.
Block header_of(std::string_view name, std::size_t size, Timestamp made_at) {
  Block block{};
  put(block, 0, name);
  put(block, 100, "0000600");
  put(block, 108, "0000000");
  put(block, 116, "0000000");
  put(block, 124, fmt::format("{:011o}", size));
  put(block, 136, fmt::format("{:011o}", made_at.nanoseconds / kNanosecondsPerSecond));
  put(block, 148, "        ");  // counted as blanks in the sum that goes here
  put(block, 156, "0");
  put(block, 257,
      std::string_view("ustar\0"
                       "00",
                       8));
  unsigned sum = 0;
  for (const char byte : block)
    sum += static_cast<unsigned char>(byte);
  put(block, 148, fmt::format("{:06o}", sum));
  block[154] = '\0';
  return block;
}

}  // namespace

struct TarGz::State {
  std::function<void(std::string)> piece;
  Timestamp made_at;
  z_stream stream{};
  std::string out;
  std::int64_t bytes = 0;
  bool finished = false;

  void give(std::size_t at_least) {
    while (out.size() >= at_least && !out.empty()) {
      const auto size = std::min(out.size(), kPiece);
      bytes += static_cast<std::int64_t>(size);
      piece(out.substr(0, size));
      out.erase(0, size);
    }
  }

  void pack(std::string_view text, int flush) {
    std::array<char, 64 * 1024> packed;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = packed.size();
      const int result = deflate(&stream, flush);
      SANGAM_ASSERT(result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR);
      out.append(packed.data(), packed.size() - stream.avail_out);
    } while (stream.avail_out == 0);
    give(kPiece);
  }
};

TarGz::TarGz(std::function<void(std::string)> piece, Timestamp made_at)
    : state_(std::make_unique<State>()) {
  state_->piece = std::move(piece);
  state_->made_at = made_at;
  const int result = deflateInit2(&state_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow,
                                  kMemoryLevel, Z_DEFAULT_STRATEGY);
  SANGAM_ASSERT(result == Z_OK);
}

TarGz::~TarGz() { deflateEnd(&state_->stream); }

void TarGz::add(std::string_view name, std::string_view content) {
  SANGAM_ASSERT(!state_->finished && !name.empty() && name.size() <= kNameMost);
  const auto header = header_of(name, content.size(), state_->made_at);
  state_->pack({header.data(), header.size()}, Z_NO_FLUSH);
  state_->pack(content, Z_NO_FLUSH);
  const std::string padding((kBlock - content.size() % kBlock) % kBlock, '\0');
  if (!padding.empty()) state_->pack(padding, Z_NO_FLUSH);
}

void TarGz::finish() {
  SANGAM_ASSERT(!std::exchange(state_->finished, true));
  state_->pack(std::string(2 * kBlock, '\0'), Z_FINISH);
  state_->give(1);
}

std::int64_t TarGz::bytes() const noexcept { return state_->bytes; }

}  // namespace sangam::custody
