#pragma once

// Tokens of a document (§2.1), read one at a time.

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "engines/graphql/document.h"
#include "engines/graphql/problem.h"

namespace sangam::graphql {

enum class TokenKind : std::uint8_t {
  end,
  punctuator,  // `text`: one of ! $ & ( ) ... : = @ [ ] { | }
  name,
  integer,
  floating,
  text,        // `text`: what it says
  block_text,  // the same
};

struct Token {
  TokenKind kind = TokenKind::end;
  Position position = 0;
  std::string_view text;
};

// What is wrong at a position. The first is kept.
struct Fault {
  Position position = 0;
  std::string message;
  Rule rule = Rule::syntax;
};

// `text` is UTF-8 and, like `memory`, outlives the tokens: they point into both.
class Lexer {
 public:
  Lexer(std::string_view text, std::size_t most_tokens, std::pmr::memory_resource& memory)
      : text_(text), tokens_left_(most_tokens), memory_(memory) {}

  // `end` behind the last one, and after a fault. O(bytes of the token).
  Token next();
  const std::optional<Fault>& fault() const noexcept { return fault_; }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  Token fail(std::size_t position, std::string message, Rule rule = Rule::syntax);
  Token take(TokenKind kind, std::size_t bytes);
  std::string_view keep(std::string_view text);
  // "'x'", or by its number when it cannot be shown.
  std::string shown_character(std::size_t position) const;

  void skip_ignored();
  Token read_name();
  Token read_number();
  bool skip_digits();
  Token read_text();
  bool read_escape(std::string& out);
  bool read_code_unit(std::size_t position, std::uint32_t& code);
  bool read_braced_code(std::uint32_t& code);
  Token read_block_text();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t tokens_left_;
  std::pmr::memory_resource& memory_;
  std::optional<Fault> fault_;
};

// What a block text says (§2.9.4 BlockStringValue): without the indentation that all its lines but
// the first have, and without blank lines around. O(bytes).
std::string block_text_value(std::string_view raw);

}  // namespace sangam::graphql
