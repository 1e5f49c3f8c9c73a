#pragma once

// FilterScanner: the tokens of a filter. Private to this folder.

#include <string>
#include <string_view>

#include "suites/platform/scim/filter.h"

namespace sangam::suites::platform::scim {

// Views the text. Throws FilterFault.
class FilterScanner {
 public:
  explicit FilterScanner(std::string_view text) : text_(text) {}

  std::size_t offset() const noexcept { return at_; }
  void skip_blanks() noexcept;
  bool at_end() const noexcept { return at_ == text_.size(); }
  // Takes the character when it is the next one.
  bool take(char c) noexcept;
  // Takes a word without regard to case, when it is next and a blank, a bracket or the end follows.
  bool take_word(std::string_view word) noexcept;
  // At least one blank.
  void require_blank();
  // Up to the next blank or bracket.
  std::string_view path();
  // A value of JSON: null, true, false, a number or a string.
  FilterValue value();

  [[noreturn]] void fail(std::string reason) const;

 private:
  std::string_view word_ahead() const noexcept;
  std::string quoted();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace sangam::suites::platform::scim
