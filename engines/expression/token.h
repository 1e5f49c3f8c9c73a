#pragma once

// Tokens of an expression's text.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "engines/expression/fault.h"
#include "engines/expression/value.h"

namespace sangam::expression {

enum class TokenKind : std::uint8_t {
  end,
  identifier,  // `text` is its name, without backquotes
  quoted,      // an identifier between backquotes: names a member only
  literal,     // `value`: int, uint, double, string, bytes
  minimum,     // 9223372036854775808, which is an int only behind a minus
  symbol,      // `text`: punctuation or operator
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t position = 0;
  std::string text;
  Value value;
};

// The last one is `end`. O(bytes).
std::expected<std::vector<Token>, Fault> read_tokens(std::string_view text);

// What stands between the quotes of a string (or bytes) literal, escapes resolved. `raw` has none.
std::expected<std::string, std::string> unescape(std::string_view text, bool raw, bool bytes);

}  // namespace sangam::expression
