#include "kernel/http/chunk_decoder.h"

#include <algorithm>

namespace sangam::http {
namespace {

constexpr std::uint8_t kMaxDigits = 15;  // 2^60: no overflow, and far above any body

int hex_value(unsigned char byte) noexcept {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

}  // namespace

ChunkStep ChunkDecoder::next(std::string_view input) noexcept {
  std::size_t position = 0;
  while (true) {
    if (state_ == State::finished) return {ChunkStatus::finished, position, {}};
    if (state_ == State::malformed) return {ChunkStatus::malformed, position, {}};
    if (position == input.size()) return {ChunkStatus::need_more, position, {}};
    if (state_ == State::data) {
      const auto length =
          static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, input.size() - position));
      remaining_ -= length;
      if (remaining_ == 0) state_ = State::data_return;
      return {ChunkStatus::data, position + length, input.substr(position, length)};
    }
    accept(static_cast<unsigned char>(input[position++]));
  }
}

void ChunkDecoder::accept(unsigned char byte) noexcept {
  const auto expect = [&](unsigned char wanted, State following) {
    state_ = byte == wanted ? following : State::malformed;
  };
  switch (state_) {
    case State::size_first:
    case State::size:
      return accept_in_size(byte);
    case State::extension:
      return accept_in_extension(byte);
    case State::size_line_feed:
      return expect('\n', remaining_ > 0 ? State::data : State::end_return);
    case State::data_return:
      return expect('\r', State::data_line_feed);
    case State::data_line_feed:
      return expect('\n', State::size_first);
    case State::end_return:
      return expect('\r', State::end_line_feed);
    case State::end_line_feed:
      return expect('\n', State::finished);
    case State::data:
    case State::finished:
    case State::malformed:
      return;
  }
}

void ChunkDecoder::accept_in_size(unsigned char byte) noexcept {
  if (state_ == State::size_first) {
    remaining_ = 0;
    digits_ = 0;
  }
  if (const int value = hex_value(byte); value >= 0) {
    remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(value);
    state_ = ++digits_ > kMaxDigits ? State::malformed : State::size;
    return;
  }
  if (digits_ == 0) {
    state_ = State::malformed;
  } else if (byte == '\r') {
    state_ = State::size_line_feed;
  } else {
    state_ = byte == ';' ? State::extension : State::malformed;
  }
}

void ChunkDecoder::accept_in_extension(unsigned char byte) noexcept {
  if (byte == '\r') {
    state_ = State::size_line_feed;
  } else if ((byte < 0x20 && byte != '\t') || byte == 0x7f ||
             ++extension_bytes_ > kExtensionLimit) {
    state_ = State::malformed;
  }
}

}  // namespace sangam::http
