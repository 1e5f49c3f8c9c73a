#pragma once

// ChunkCutter: cuts an uploaded stream of lines into chunks that are processed, and resumed, as a
// whole. Never inside a line; never inside a chain, unless the chain is absurdly long.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangam::suites::ledger::imports {

struct Chunk {
  std::int64_t first_line = 1;
  std::int64_t lines = 0;
  std::string text;  // whole lines, each with its line feed
};

class ChunkCutter {
 public:
  static constexpr std::int64_t kLines = 1'000;
  static constexpr std::size_t kBytes = 512 * 1024;
  static constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;

  // Takes the next bytes of the stream.
  void feed(std::string_view bytes) { buffer_ += bytes; }
  // The next chunk, when one is complete; at the `end` of the stream also what is left.
  std::optional<Chunk> take(bool end);

 private:
  std::string buffer_;
  std::size_t scanned_ = 0;  // bytes of whole lines at the front of the buffer
  std::int64_t lines_ = 0;   // of these
  std::int64_t next_line_ = 1;
};

}  // namespace sangam::suites::ledger::imports
