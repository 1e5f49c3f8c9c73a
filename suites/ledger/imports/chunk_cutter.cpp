#include "suites/ledger/imports/chunk_cutter.h"

#include <utility>

namespace sangam::suites::ledger::imports {

namespace {

// A line that says "linked" anywhere may be chained to the next one; being wrong only makes a chunk
// a little longer.
bool may_be_linked(std::string_view line) { return line.find("\"linked\"") != line.npos; }

}  // namespace

std::optional<Chunk> ChunkCutter::take(bool end) {
  bool complete = false;
  while (!complete) {
    const auto feed = buffer_.find('\n', scanned_);
    if (feed == std::string::npos) break;
    const std::string_view line(buffer_.data() + scanned_, feed - scanned_);
    scanned_ = feed + 1;
    ++lines_;
    const bool full = lines_ >= kLines || scanned_ >= kBytes;
    complete = full && (!may_be_linked(line) || scanned_ >= kMaxBytes);
  }
  if (!complete && end && scanned_ < buffer_.size()) {
    buffer_ += '\n';
    scanned_ = buffer_.size();
    ++lines_;
  }
  // A line without end must not fill the memory: it is cut, and refused as too long.
  if (!complete && !end && buffer_.size() - scanned_ >= kMaxBytes) {
    buffer_.insert(scanned_ + kMaxBytes - 1, 1, '\n');
    return take(false);
  }
  if (!complete && !(end && lines_ > 0)) return std::nullopt;
  Chunk chunk{next_line_, lines_, buffer_.substr(0, scanned_)};
  buffer_.erase(0, scanned_);
  next_line_ += std::exchange(lines_, 0);
  scanned_ = 0;
  return chunk;
}

}  // namespace sangam::suites::ledger::imports
