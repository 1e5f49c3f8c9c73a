#include "engines/graphql/token.h"

#include <algorithm>

#include "engines/graphql/utf8.h"

namespace sangam::graphql {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

}  // namespace

Token Lexer::fail(std::size_t position, std::string message, Rule rule) {
  if (!fault_)
    fault_ = Fault{
        .position = static_cast<Position>(position), .message = std::move(message), .rule = rule};
  at_ = text_.size();
  return {.kind = TokenKind::end, .position = static_cast<Position>(text_.size()), .text = {}};
}

Token Lexer::take(TokenKind kind, std::size_t bytes) {
  const Token token{
      .kind = kind, .position = static_cast<Position>(at_), .text = text_.substr(at_, bytes)};
  at_ += bytes;
  return token;
}

std::string_view Lexer::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* bytes = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::ranges::copy(text, bytes);
  return {bytes, text.size()};
}

std::string Lexer::shown_character(std::size_t position) const {
  if (position >= text_.size()) return "the end of the document";
  const auto character = first_character(text_.substr(position));
  const auto byte = static_cast<unsigned char>(character.front());
  if (byte >= 0x20 && byte != 0x7F) return "'" + std::string(character) + "'";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return std::string("U+00") + kDigits[byte >> 4] + kDigits[byte & 15];
}

// White space, ends of lines, comments, commas and byte order marks mean nothing (§2.1.7).
void Lexer::skip_ignored() {
  while (at_ < text_.size()) {
    if (std::string_view(" \t\n\r,").contains(peek())) ++at_;
    else if (sees(kByteOrderMark)) at_ += kByteOrderMark.size();
    else if (peek() == '#') at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
    else return;
  }
}

Token Lexer::next() {
  skip_ignored();
  if (fault_ || at_ == text_.size()) return take(TokenKind::end, 0);
  if (tokens_left_ == 0)
    return fail(at_, "The document has more tokens than are allowed.", Rule::limit);
  --tokens_left_;
  if (std::string_view("!$&():=@[]{|}").contains(peek())) return take(TokenKind::punctuator, 1);
  if (is_letter(peek())) return read_name();
  if (is_digit(peek()) || peek() == '-') return read_number();
  if (sees("\"\"\"")) return read_block_text();
  if (peek() == '"') return read_text();
  if (sees("...")) return take(TokenKind::punctuator, 3);
  if (peek() == '.' && is_digit(peek(1)))
    return fail(at_, "A number begins with a digit: write 0 before the point.");
  if (peek() == '\'')
    return fail(at_, "A text stands between double quotes (\"), not single ones.");
  return fail(at_, "There is " + shown_character(at_) + ", which begins nothing here.");
}

Token Lexer::read_name() {
  std::size_t length = 1;
  while (is_letter(peek(length)) || is_digit(peek(length)))
    ++length;
  return take(TokenKind::name, length);
}

bool Lexer::skip_digits() {
  const auto begin = at_;
  while (is_digit(peek()))
    ++at_;
  if (at_ > begin) return true;
  fail(at_, "Expected a digit, found " + shown_character(at_) + ".");
  return false;
}

Token Lexer::read_number() {
  const auto begin = at_;
  auto kind = TokenKind::integer;
  if (peek() == '-') ++at_;
  if (peek() == '0') {
    ++at_;
    if (is_digit(peek())) return fail(at_, "A number does not begin with 0 and another digit.");
  } else if (!skip_digits()) {
    return take(TokenKind::end, 0);
  }
  if (peek() == '.') {
    kind = TokenKind::floating;
    ++at_;
    if (!skip_digits()) return take(TokenKind::end, 0);
  }
  if (peek() == 'e' || peek() == 'E') {
    kind = TokenKind::floating;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!skip_digits()) return take(TokenKind::end, 0);
  }
  if (peek() == '.' || is_letter(peek()))
    return fail(at_, "A number runs into " + shown_character(at_) + ".");
  const auto length = at_ - begin;
  at_ = begin;
  return take(kind, length);
}

}  // namespace sangam::graphql
