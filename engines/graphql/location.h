#pragma once

// Where in a document something is, as people count.

#include <cstdint>
#include <string_view>
#include <vector>

namespace sangam::graphql {

// Both from 1. A column is a character (code point); a line ends with \n, \r\n or \r.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Location&, const Location&) = default;
};

// Finds locations in one text, which must be UTF-8 and outlive it.
class Locator {
 public:
  // O(bytes).
  explicit Locator(std::string_view text);

  // `position` is a byte of the text, or its end. O(log lines + bytes of the line).
  Location locate(std::size_t position) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> lines_;  // where each begins
};

}  // namespace sangam::graphql
