#include "kernel/http/head_scanner.h"

#include <algorithm>
#include <array>

namespace sangam::http {
namespace {

enum ByteClass : unsigned char { kPlain, kEndOfLine, kHigh, kForbidden };

constexpr std::array<ByteClass, 256> kClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (byte == '\r' || byte == '\n') {
      classes[byte] = kEndOfLine;
    } else if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
      classes[byte] = kForbidden;
    } else if (byte >= 0x80) {
      classes[byte] = kHigh;
    }
  }
  return classes;
}();

bool is_blank(char byte) noexcept { return byte == ' ' || byte == '\t'; }

}  // namespace

ScanStatus HeadScanner::scan(std::string_view head) noexcept {
  const std::size_t end = std::min(head.size(), byte_limit_);
  while (position_ < end) {
    const char byte = head[position_];
    if (position_ == line_start_ && is_blank(byte)) return ScanStatus::malformed;  // obs-fold
    const ByteClass kind = kClasses[static_cast<unsigned char>(byte)];
    if (kind == kPlain || (kind == kHigh && lines_ > 0)) {
      ++position_;
      continue;
    }
    if (kind != kEndOfLine || byte != '\r') return ScanStatus::malformed;
    if (position_ + 1 == end) break;
    if (head[position_ + 1] != '\n') return ScanStatus::malformed;
    const bool empty_line = position_ == line_start_;
    position_ += 2;
    line_start_ = position_;
    if (empty_line) return lines_ > 0 ? ScanStatus::complete : ScanStatus::malformed;
    if (++lines_ > line_limit_ + 1) return ScanStatus::too_many_lines;
  }
  return head.size() >= byte_limit_ ? over_limit() : ScanStatus::incomplete;
}

ScanStatus HeadScanner::over_limit() const noexcept {
  return lines_ == 0 ? ScanStatus::line_too_long : ScanStatus::head_too_large;
}

void HeadScanner::reset() noexcept { position_ = line_start_ = lines_ = 0; }

}  // namespace sangam::http
