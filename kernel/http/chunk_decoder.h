#pragma once

// The chunked transfer coding (RFC 9112 §7.1), strictly: sizes of 1 to 15 hexadecimal digits, CRLF
// only, extensions of at most kExtensionLimit bytes in total and ignored, no trailer fields. Own
// code because Beast's parser hands trailers to the same callback as fields and accepts more than
// this.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sangam::http {

enum class ChunkStatus : unsigned char { need_more, data, finished, malformed };

// What one step found.
struct ChunkStep {
  ChunkStatus status;
  std::size_t consumed = 0;  // bytes of the input this step used up, `data` included
  std::string_view data;     // a piece of the body, inside the input; only with ChunkStatus::data
};

// Decodes one body; O(1) memory.
class ChunkDecoder {
 public:
  static constexpr std::size_t kExtensionLimit = 1024;

  // One step over `input`, the bytes not yet consumed.
  ChunkStep next(std::string_view input) noexcept;
  // Bytes the chunk under way has still to bring, once its size is known; else zero.
  std::uint64_t announced() const noexcept { return state_ == State::data ? remaining_ : 0; }

 private:
  enum class State : unsigned char {
    size_first,
    size,
    extension,
    size_line_feed,
    data,
    data_return,
    data_line_feed,
    end_return,
    end_line_feed,
    finished,
    malformed,
  };

  void accept(unsigned char byte) noexcept;
  void accept_in_size(unsigned char byte) noexcept;
  void accept_in_extension(unsigned char byte) noexcept;

  State state_ = State::size_first;
  std::uint64_t remaining_ = 0;
  std::uint8_t digits_ = 0;
  std::size_t extension_bytes_ = 0;
};

}  // namespace sangam::http
