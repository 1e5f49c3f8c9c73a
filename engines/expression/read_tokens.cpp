#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "engines/expression/token.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Longer ones first.
constexpr std::array<std::string_view, 28> kSymbols = {
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!",
    "?",  ":",  ".",  ",",  "(",  ")",  "[", "]", "{", "}", "=", "&", "|", "@"};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::expected<std::vector<Token>, Fault> read_all() {
    std::vector<Token> tokens;
    while (true) {
      skip_space();
      start_ = at_;
      auto token = at_ == text_.size() ? Token{.kind = TokenKind::end} : read_one();
      if (!fault_.empty()) return std::unexpected(Fault{start_, fault_});
      token.position = start_;
      const bool done = token.kind == TokenKind::end;
      tokens.push_back(std::move(token));
      if (done) return tokens;
    }
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_space() {
    while (at_ < text_.size()) {
      if (std::string_view(" \t\n\r\f").contains(text_[at_])) ++at_;
      else if (text_.substr(at_).starts_with("//"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else return;
    }
  }

  Token fail(std::string message) {
    fault_ = std::move(message);
    return {};
  }

  Token read_one() {
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return read_number();
    if (const auto prefix = string_prefix(); prefix < 3) return read_string(prefix);
    if (is_letter(peek())) return read_identifier();
    if (peek() == '`') return read_quoted();
    for (const auto symbol : kSymbols)
      if (text_.substr(at_).starts_with(symbol)) {
        at_ += symbol.size();
        return {.kind = TokenKind::symbol, .text = std::string(symbol)};
      }
    return fail("There is a character that means nothing here.");
  }

  // How many of the letters r and b stand before a quote; 3 when there is none.
  std::size_t string_prefix() const {
    for (std::size_t n = 0; n < 3; ++n) {
      const char c = peek(n);
      if (c == '"' || c == '\'') return n;
      if (!std::string_view("rRbB").contains(c) || c == '\0') return 3;
    }
    return 3;
  }

  Token read_identifier() {
    while (is_letter(peek()) || is_digit(peek()))
      ++at_;
    return {.kind = TokenKind::identifier, .text = std::string(text_.substr(start_, at_ - start_))};
  }

  Token read_quoted() {
    const auto end = text_.find('`', at_ + 1);
    if (end == text_.npos) return fail("A backquote is not closed.");
    const auto name = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    const auto allowed = [](char c) {
      return is_letter(c) || is_digit(c) || std::string_view(".-/ ").contains(c);
    };
    if (name.empty() || !std::ranges::all_of(name, allowed))
      return fail("A quoted name has letters, digits, and _ . - / only.");
    return {.kind = TokenKind::quoted, .text = std::string(name)};
  }

  Token read_string(std::size_t prefix) {
    const auto letters = text_.substr(at_, prefix);
    const bool raw = letters.find_first_of("rR") != letters.npos;
    const bool bytes = letters.find_first_of("bB") != letters.npos;
    if (prefix == 2 && raw != bytes) return fail("A prefix of a text is doubled.");
    at_ += prefix;
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    const std::string end(triple ? 3 : 1, quote);
    at_ += end.size();
    const auto begin = at_;
    while (!text_.substr(at_).starts_with(end)) {
      if (at_ == text_.size() || (!triple && (peek() == '\n' || peek() == '\r')))
        return fail("A text is not closed.");
      at_ += !raw && peek() == '\\' ? 2 : 1;
      at_ = std::min(at_, text_.size());
    }
    const auto content = text_.substr(begin, at_ - begin);
    at_ += end.size();
    auto plain = unescape(content, raw, bytes);
    if (!plain) return fail(plain.error());
    if (bytes) return {.kind = TokenKind::literal, .text = {}, .value = Bytes{std::move(*plain)}};
    if (!is_utf8(*plain)) return fail("A text is not UTF-8.");
    return {.kind = TokenKind::literal, .text = {}, .value = std::move(*plain)};
  }

  Token read_number() {
    const bool hexadecimal = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
    if (hexadecimal) at_ += 2;
    const auto begin = at_;
    while (hexadecimal ? is_hexadecimal(peek()) : is_digit(peek()))
      ++at_;
    if (!hexadecimal && skip_fraction()) return floating();
    const auto digits = text_.substr(begin, at_ - begin);
    const bool natural = peek() == 'u' || peek() == 'U';
    if (natural) ++at_;
    if (digits.empty() || is_letter(peek()) || is_digit(peek()))
      return fail("A number runs into something else.");
    return integer(digits, hexadecimal ? 16 : 10, natural);
  }

  // Whether a point with digits or an exponent follows; both are skipped.
  bool skip_fraction() {
    bool found = false;
    if (peek() == '.' && is_digit(peek(1))) {
      found = true;
      for (++at_; is_digit(peek());)
        ++at_;
    }
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
      found = true;
      for (at_ += 1 + sign; is_digit(peek());)
        ++at_;
    }
    return found;
  }

  Token floating() {
    // What is too small to be told from zero is zero, which from_chars() refuses.
    const double value =
        std::strtod(std::string(text_.substr(start_, at_ - start_)).c_str(), nullptr);
    if (std::isinf(value) || is_letter(peek())) return fail("A number is out of range.");
    return {.kind = TokenKind::literal, .text = {}, .value = value};
  }

  Token integer(std::string_view digits, int base, bool natural) {
    std::uint64_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    constexpr std::uint64_t kMinimum = 1ULL << 63;
    if (error != std::errc{} || (!natural && value > kMinimum))
      return fail("A number is out of range.");
    if (natural) return {.kind = TokenKind::literal, .text = {}, .value = value};
    if (value == kMinimum) return {.kind = TokenKind::minimum};
    return {.kind = TokenKind::literal, .text = {}, .value = static_cast<std::int64_t>(value)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::string fault_;
};

}  // namespace

std::expected<std::vector<Token>, Fault> read_tokens(std::string_view text) {
  return Reader(text).read_all();
}

}  // namespace sangam::expression
