#include "kernel/saml/markup.h"

#include <algorithm>
#include <array>

namespace sangam::saml {

namespace {

constexpr std::string_view kGood;
constexpr std::string_view kBroken = "It is not well-formed XML.";
constexpr std::string_view kBlank = " \t\r\n";
// Where a name ends, for us: what else may not be in one ends it for a parser too.
constexpr std::string_view kNameEnd = " \t\r\n/>=<\"'&";

// Characters that no XML holds (XML 1.0 §2.2): at one a parser would leave a comment early.
bool has_forbidden(std::string_view text) {
  const auto control = [](char c) { return c >= 0 && c < ' ' && !kBlank.contains(c); };
  return std::ranges::any_of(text, control) || text.contains("\xef\xbf\xbe") ||
         text.contains("\xef\xbf\xbf");
}

class Markup {
 public:
  explicit Markup(std::string_view text) : rest_(text) {}

  std::string_view objection() {
    if (has_forbidden(rest_)) return kBroken;
    skip_if("\xef\xbb\xbf");
    if (rest_.starts_with("<?xml") && rest_.size() > 5 && kBlank.contains(rest_[5]) &&
        !skip_declaration())
      return kBroken;
    for (auto at = rest_.find('<'); at != rest_.npos; at = rest_.find('<')) {
      rest_.remove_prefix(at);
      if (const auto wrong = take_markup(); !wrong.empty()) return wrong;
    }
    return kGood;
  }

 private:
  std::string_view take_markup() {
    if (skip_if("<!--")) return skip_past("--") && skip_if(">") ? kGood : kBroken;
    if (skip_if("<![CDATA[")) return skip_past("]]>") ? kGood : kBroken;
    if (rest_.starts_with("<!DOCTYPE"))
      return "It has a document type declaration, which is not allowed.";
    if (rest_.starts_with("<!")) return kBroken;
    if (rest_.starts_with("<?")) return "It holds a processing instruction.";
    return skip_if("</") ? take_end() : take_begin();
  }

  std::string_view take_end() {
    const auto end = rest_.find_first_of("<>");
    if (depth_ == 0 || end == rest_.npos || rest_[end] == '<') return kBroken;
    rest_.remove_prefix(end + 1);
    namespaces_ -= declared_[--depth_];
    return kGood;
  }

  std::string_view take_begin() {
    const auto before = rest_.size();
    rest_.remove_prefix(1);
    if (++elements_ > kXmlElementsMost) return "It has too many elements.";
    if (depth_ >= kXmlDepthMost) return "Its elements are nested too deep.";
    if (!skip_name()) return kBroken;
    std::size_t declared = 0;
    for (std::size_t attributes = 0;; ++attributes) {
      const bool apart = skip_blanks();
      const bool empty = skip_if("/>");
      if (empty || skip_if(">")) {
        if (before - rest_.size() > kXmlTagBytesMost) return "One of its tags is too long.";
        if (!empty) enter(declared);
        return kGood;
      }
      if (!apart) return kBroken;
      if (attributes == kXmlAttributesMost) return "One of its elements has too many attributes.";
      if (const auto wrong = take_attribute(declared); !wrong.empty()) return wrong;
    }
  }

  std::string_view take_attribute(std::size_t& declared) {
    const auto name = rest_;
    const bool named = skip_name();
    const bool space =
        name.starts_with("xmlns") && (rest_.size() + 5 == name.size() || name[5] == ':');
    skip_blanks();
    if (!named || !skip_if("=")) return kBroken;
    skip_blanks();
    const char quote = rest_.empty() ? '\0' : rest_.front();
    if (quote != '"' && quote != '\'') return kBroken;
    const auto value = rest_.substr(1, rest_.find(quote, 1) - 1);
    if (value.size() + 1 >= rest_.size() || value.contains('<')) return kBroken;
    rest_.remove_prefix(value.size() + 2);
    if (!space) return kGood;
    if (value.size() > kXmlNamespaceBytesMost) return "The name of a namespace is too long.";
    if (namespaces_ + ++declared > kXmlNamespacesMost) return "It declares too many namespaces.";
    return kGood;
  }

  void enter(std::size_t declared) {
    declared_[depth_++] = declared;
    namespaces_ += declared;
  }

  // A parser that is not content with it goes on behind the first `>`.
  bool skip_declaration() {
    const auto end = rest_.find_first_of("<>", 1);
    if (end == rest_.npos || rest_[end] != '>' || rest_[end - 1] != '?') return false;
    rest_.remove_prefix(end + 1);
    return true;
  }
  bool skip_if(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  bool skip_past(std::string_view text) {
    const auto at = rest_.find(text);
    if (at == rest_.npos) return false;
    rest_.remove_prefix(at + text.size());
    return true;
  }
  bool skip_blanks() {
    const auto count = std::min(rest_.find_first_not_of(kBlank), rest_.size());
    rest_.remove_prefix(count);
    return count > 0;
  }
  bool skip_name() {
    const auto count = std::min(rest_.find_first_of(kNameEnd), rest_.size());
    rest_.remove_prefix(count);
    return count > 0;
  }

  std::string_view rest_;
  std::size_t elements_ = 0;
  std::size_t depth_ = 0;
  std::size_t namespaces_ = 0;  // in scope
  std::array<std::size_t, kXmlDepthMost> declared_{};
};

}  // namespace

std::string_view objection_to_markup(std::string_view text) noexcept {
  return Markup(text).objection();
}

}  // namespace sangam::saml
