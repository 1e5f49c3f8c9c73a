#include "suites/platform/scim/filter_scanner.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/http/target.h"
#include "suites/platform/scim/attribute_path.h"

namespace sangam::suites::platform::scim {

namespace {

constexpr std::string_view kBounds = " ()[]\"";

}  // namespace

void FilterScanner::skip_blanks() noexcept {
  while (at_ < text_.size() && text_[at_] == ' ')
    ++at_;
}

bool FilterScanner::take(char c) noexcept {
  if (at_end() || text_[at_] != c) return false;
  ++at_;
  return true;
}

std::string_view FilterScanner::word_ahead() const noexcept {
  const auto end = std::min(text_.find_first_of(kBounds, at_), text_.size());
  return text_.substr(at_, end - at_);
}

bool FilterScanner::take_word(std::string_view word) noexcept {
  if (!http::equal_ignoring_case(word_ahead(), word)) return false;
  at_ += word.size();
  return true;
}

void FilterScanner::require_blank() {
  if (!take(' ')) fail("A blank is missing.");
  skip_blanks();
}

std::string_view FilterScanner::path() {
  const auto word = word_ahead();
  if (!is_attribute_path(word)) fail("An attribute is missing.");
  at_ += word.size();
  return word;
}

FilterValue FilterScanner::value() {
  if (!at_end() && text_[at_] == '"') return quoted();
  const auto word = word_ahead();
  boost::system::error_code error;
  const auto parsed = boost::json::parse(word, error);
  if (error) fail("A value is missing: null, true, false, a number or a text in quotes.");
  at_ += word.size();
  if (parsed.is_null()) return nullptr;
  if (const auto* flag = parsed.if_bool()) return *flag;
  if (!parsed.is_number()) fail("A value is missing.");
  return NumberText{std::string(word)};
}

std::string FilterScanner::quoted() {
  auto end = at_ + 1;
  while (end < text_.size() && text_[end] != '"')
    end += text_[end] == '\\' ? 2 : 1;
  if (end >= text_.size()) fail("A quote is not closed.");
  boost::system::error_code error;
  const auto parsed = boost::json::parse(text_.substr(at_, end + 1 - at_), error);
  if (error || !parsed.is_string()) fail("A text in quotes is no string of JSON.");
  const std::string text(parsed.get_string());
  if (text.find('\0') != std::string::npos) fail("A text holds a character that none may hold.");
  at_ = end + 1;
  return text;
}

void FilterScanner::fail(std::string reason) const { throw FilterFault{at_, std::move(reason)}; }

}  // namespace sangam::suites::platform::scim
