// Texts between quotes: escapes (§2.9.4, and \u{…} of its successors) and blocks.

#include "engines/graphql/token.h"
#include "engines/graphql/utf8.h"

namespace sangam::graphql {

namespace {

// 16 for what is no hexadecimal digit.
std::uint32_t digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return 16;
}

bool leads(std::uint32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool trails(std::uint32_t code) { return code >= 0xDC00 && code < 0xE000; }

// What a single letter behind a backslash stands for; zero when it stands for nothing.
char plain_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

}  // namespace

Token Lexer::read_text() {
  const auto begin = at_;
  std::string resolved;
  bool escaped = false;
  auto clean = ++at_;  // from here on nothing is in `resolved` yet
  while (peek() != '"') {
    if (at_ == text_.size() || peek() == '\n' || peek() == '\r')
      return fail(at_, "A text is not closed: expected \" before the end of the line.");
    if (peek() != '\\') {
      ++at_;
      continue;
    }
    escaped = true;
    resolved.append(text_, clean, at_ - clean);
    if (!read_escape(resolved)) return take(TokenKind::end, 0);
    clean = at_;
  }
  Token token{.kind = TokenKind::text,
              .position = static_cast<Position>(begin),
              .text = text_.substr(clean, at_ - clean)};
  if (escaped) token.text = keep(resolved.append(token.text));
  ++at_;
  return token;
}

bool Lexer::read_escape(std::string& out) {
  const auto begin = at_++;
  if (peek() != 'u') {
    const char plain = plain_escape(peek());
    if (plain == '\0') {
      fail(begin, "There is no escape \\ with " + shown_character(at_) + ".");
      return false;
    }
    out += plain;
    ++at_;
    return true;
  }
  ++at_;
  std::uint32_t code = 0;
  if (peek() == '{' ? !read_braced_code(code) : !read_code_unit(begin, code)) return false;
  if (leads(code) && sees("\\u")) {
    at_ += 2;
    std::uint32_t second = 0;
    if (!read_code_unit(begin, second)) return false;
    code = trails(second) ? 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00) : code;
  }
  if (append_utf8(out, code)) return true;
  fail(begin, "A Unicode escape stands for no character.");
  return false;
}

bool Lexer::read_code_unit(std::size_t position, std::uint32_t& code) {
  for (int n = 0; n < 4; ++n, ++at_) {
    const auto digit = digit_value(peek());
    if (digit == 16) {
      fail(position, "A Unicode escape is \\u and four hexadecimal digits, or \\u{…}.");
      return false;
    }
    code = code << 4 | digit;
  }
  return true;
}

bool Lexer::read_braced_code(std::uint32_t& code) {
  const auto begin = at_ - 2;
  const auto digits = ++at_;
  for (; peek() != '}'; ++at_) {
    const auto digit = digit_value(peek());
    if (digit == 16 || code > 0x10FFFF) break;
    code = code << 4 | digit;
  }
  if (peek() == '}' && at_ > digits) {
    ++at_;
    // A pair of surrogates is written without braces only.
    if (!leads(code) && !trails(code)) return true;
  }
  fail(begin, "A Unicode escape \\u{…} has the hexadecimal digits of one character.");
  return false;
}

Token Lexer::read_block_text() {
  const auto begin = at_;
  at_ += 3;
  std::string raw;
  auto clean = at_;
  while (!sees("\"\"\"")) {
    if (at_ == text_.size()) return fail(at_, "A block text is not closed: expected \"\"\".");
    if (!sees("\\\"\"\"")) {
      ++at_;
      continue;
    }
    raw.append(text_, clean, at_ - clean).append("\"\"\"");
    at_ += 4;
    clean = at_;
  }
  raw.append(text_, clean, at_ - clean);
  at_ += 3;
  return {.kind = TokenKind::block_text,
          .position = static_cast<Position>(begin),
          .text = keep(block_text_value(raw))};
}

}  // namespace sangam::graphql
