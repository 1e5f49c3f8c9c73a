#pragma once

// Finds the end of a request's head in a growing buffer and refuses, byte by byte, what a lenient
// parser somewhere along the way might read differently (RFC 9112 §2.2, §5.2, §11.2): bare LF, bare
// CR, NUL and control characters, continued lines (obs-fold), bytes above 0x7E in the request line.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sangam::http {

enum class ScanStatus : unsigned char {
  incomplete,
  complete,        // the head, with its empty line, is the first `position` bytes
  malformed,       // 400
  line_too_long,   // 414: the limit was reached inside the request line
  head_too_large,  // 431
  too_many_lines,  // 431
};

// Scans one head; each byte once however it arrives. Reset for the next one.
class HeadScanner {
 public:
  HeadScanner(std::size_t byte_limit, std::size_t line_limit) noexcept
      : byte_limit_(byte_limit), line_limit_(line_limit) {}

  // `head` is everything received of this request so far, from its first byte.
  ScanStatus scan(std::string_view head) noexcept;
  // Length of a complete head.
  std::size_t length() const noexcept { return position_; }
  void reset() noexcept;

 private:
  ScanStatus over_limit() const noexcept;

  std::size_t byte_limit_;
  std::size_t line_limit_;
  std::size_t position_ = 0;
  std::size_t line_start_ = 0;
  std::size_t lines_ = 0;
};

}  // namespace sangam::http
