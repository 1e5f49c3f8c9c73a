#include "base/structured_fields/parse.h"

#include <algorithm>

#include "base/base64.h"
#include "base/structured_fields/characters.h"
#include "base/text.h"

namespace sangam::structured_fields {

namespace {

constexpr std::size_t kIntegerDigits = 15;
constexpr std::size_t kWholeDigits = 12;  // of a decimal
constexpr std::size_t kFractionDigits = 3;

int hexadecimal_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Each function reads one production at the position and says whether it is there. After a false
// the fault is set and nothing is read any more.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  // The whole of the field, blanks around it allowed.
  template <class Read>
  bool whole(Read read) {
    if (text_.size() > kMostBytes) return wrong("The field is too long.");
    skip_blanks();
    if (!read(*this)) return false;
    skip_blanks();
    return at_end() || wrong("Something follows what is complete.");
  }

  bool item(Item& item) { return bare_item(item.value) && parameters(item.parameters); }
  bool list(List& list);
  bool dictionary(Dictionary& dictionary);

  Fault take_fault() { return std::move(fault_); }

 private:
  bool at_end() const noexcept { return position_ == text_.size(); }
  char peek() const noexcept { return at_end() ? '\0' : text_[position_]; }
  bool take(char wanted) noexcept {
    if (at_end() || text_[position_] != wanted) return false;
    ++position_;
    return true;
  }
  void skip_blanks() noexcept {
    while (take(' ')) {
    }
  }
  // Optional white space of HTTP: tabs too.
  void skip_white_space() noexcept {
    while (take(' ') || take('\t')) {
    }
  }
  bool wrong(std::string_view reason) {
    fault_ = {position_, std::string(reason)};
    return false;
  }

  bool member(Member& member);
  bool inner_list(InnerList& list);
  bool parameters(Parameters& parameters);
  bool key(std::string& key);
  bool next_member(std::size_t count);
  bool bare_item(BareItem& item);
  bool number(BareItem& item);
  bool digits(std::int64_t& value, std::size_t& count);
  bool string(std::string& text);
  bool token(std::string& text);
  bool bytes(std::string& bytes);
  bool boolean(bool& value);
  bool date(Date& date);
  bool display_text(std::string& text);

  std::string_view text_;
  std::size_t position_ = 0;
  Fault fault_;
};

// The value of a key that came before is replaced where it stands.
template <class Pairs>
auto& slot(Pairs& pairs, std::string key) {
  const auto found = std::ranges::find(pairs, key, &Pairs::value_type::first);
  if (found != pairs.end()) return found->second = {};
  return pairs.emplace_back(std::move(key), typename Pairs::value_type::second_type()).second;
}

// Behind a member: whether another must follow. At the end nothing does.
bool Parser::next_member(std::size_t count) {
  skip_white_space();
  if (at_end()) return true;
  if (!take(',')) return wrong("A comma parts members.");
  skip_white_space();
  if (at_end()) return wrong("A member must follow the comma.");
  return count < kMostMembers || wrong("There are too many members.");
}

bool Parser::list(List& list) {
  while (!at_end())
    if (!member(list.emplace_back()) || !next_member(list.size())) return false;
  return true;
}

bool Parser::dictionary(Dictionary& dictionary) {
  while (!at_end()) {
    std::string name;
    if (!key(name)) return false;
    auto& value = slot(dictionary, std::move(name));
    if (take('=')) {
      if (!member(value)) return false;
    } else {
      Item yes{true, {}};
      if (!parameters(yes.parameters)) return false;
      value = std::move(yes);
    }
    if (!next_member(dictionary.size())) return false;
  }
  return true;
}

bool Parser::member(Member& member) {
  if (peek() == '(') return inner_list(member.emplace<InnerList>());
  return item(member.emplace<Item>());
}

bool Parser::inner_list(InnerList& list) {
  take('(');
  for (;;) {
    skip_blanks();
    if (take(')')) return parameters(list.parameters);
    if (at_end()) return wrong("An inner list ends with a parenthesis.");
    if (list.items.size() == kMostInnerItems) return wrong("An inner list has too many items.");
    if (!item(list.items.emplace_back())) return false;
    if (peek() != ' ' && peek() != ')') return wrong("Blanks part the items of an inner list.");
  }
}

bool Parser::parameters(Parameters& parameters) {
  while (take(';')) {
    skip_blanks();
    std::string name;
    if (!key(name)) return false;
    auto& value = slot(parameters, std::move(name));
    value = true;
    if (take('=') && !bare_item(value)) return false;
    if (parameters.size() > kMostParameters) return wrong("There are too many parameters.");
  }
  return true;
}

bool Parser::key(std::string& key) {
  if (!begins_key(peek())) return wrong("A key begins with a lower-case letter or an asterisk.");
  while (!at_end() && continues_key(peek()))
    key += text_[position_++];
  return true;
}

bool Parser::bare_item(BareItem& item) {
  const char first = peek();
  if (first == '-' || is_digit(first)) return number(item);
  if (begins_token(first)) return token(item.emplace<Token>().text);
  switch (first) {
    case '"':
      return string(item.emplace<std::string>());
    case ':':
      return bytes(item.emplace<Bytes>().bytes);
    case '?':
      return boolean(item.emplace<bool>());
    case '@':
      return date(item.emplace<Date>());
    case '%':
      return display_text(item.emplace<DisplayText>().text);
    default:
      return wrong("No value begins like this.");
  }
}

// As many digits as there are; more than an integer has are counted only.
bool Parser::digits(std::int64_t& value, std::size_t& count) {
  for (count = 0; is_digit(peek()); ++count, ++position_)
    if (count < kIntegerDigits) value = value * 10 + (peek() - '0');
  return count > 0 || wrong("Digits are missing.");
}

bool Parser::number(BareItem& item) {
  const std::int64_t sign = take('-') ? -1 : 1;
  std::int64_t value = 0;
  std::size_t count = 0;
  if (!digits(value, count)) return false;
  if (!take('.')) {
    item = sign * value;
    return count <= kIntegerDigits || wrong("An integer has at most 15 digits.");
  }
  if (count > kWholeDigits) return wrong("A decimal has at most 12 digits before its point.");
  std::int64_t fraction = 0;
  std::size_t places = 0;
  if (!digits(fraction, places)) return false;
  if (places > kFractionDigits) return wrong("A decimal has at most 3 digits behind its point.");
  for (; places < kFractionDigits; ++places)
    fraction *= 10;
  item = Decimal{sign * (value * 1'000 + fraction)};
  return true;
}

bool Parser::string(std::string& text) {
  take('"');
  while (!at_end()) {
    const char c = text_[position_++];
    if (c == '"') return true;
    if (c == '\\') {
      if (peek() != '"' && peek() != '\\') return wrong("Only \\\" and \\\\ are escaped.");
      text += text_[position_++];
    } else if (is_visible_or_blank(c)) {
      text += c;
    } else {
      return wrong("A string is ASCII without control characters.");
    }
  }
  return wrong("A string ends with a quote.");
}

bool Parser::token(std::string& text) {
  while (!at_end() && continues_token(peek()))
    text += text_[position_++];
  return true;
}

bool Parser::bytes(std::string& bytes) {
  take(':');
  const auto end = text_.find(':', position_);
  if (end == std::string_view::npos) return wrong("Bytes end with a colon.");
  const auto encoded = text_.substr(position_, end - position_);
  // Senders that leave padding out are understood (RFC 9651 §4.2.7); some of it is a mistake.
  const bool whole = !encoded.contains('=') || encoded.size() % 4 == 0;
  auto decoded = from_base64(encoded, Base64Rule::lenient);
  if (!whole || !decoded) return wrong("Bytes are base64.");
  bytes = std::move(*decoded);
  position_ = end + 1;
  return true;
}

bool Parser::boolean(bool& value) {
  take('?');
  value = peek() == '1';
  return take('1') || take('0') || wrong("A boolean is ?0 or ?1.");
}

bool Parser::date(Date& date) {
  take('@');
  BareItem seconds;
  if (!number(seconds)) return false;
  const auto* whole = as<std::int64_t>(&seconds);
  if (!whole) return wrong("A date is whole seconds.");
  date.seconds = *whole;
  return true;
}

bool Parser::display_text(std::string& text) {
  take('%');
  if (!take('"')) return wrong("A text for people begins with %\".");
  while (!at_end()) {
    const char c = text_[position_++];
    if (c == '"') return utf8_length(text) || wrong("A text for people is UTF-8.");
    if (c != '%') {
      if (!is_visible_or_blank(c)) return wrong("Other characters than ASCII are escaped.");
      text += c;
      continue;
    }
    if (text_.size() - position_ < 2) break;
    const int high = hexadecimal_digit(text_[position_]);
    const int low = hexadecimal_digit(text_[position_ + 1]);
    if (high < 0 || low < 0) return wrong("An escape is two lower-case hexadecimal digits.");
    text += static_cast<char>(high * 16 + low);
    position_ += 2;
  }
  return wrong("A text for people ends with a quote.");
}

template <class Value, class Read>
std::expected<Value, Fault> parse(std::string_view text, Read read) {
  Value value;
  Parser parser(text);
  if (!parser.whole([&](Parser& at) { return read(at, value); }))
    return std::unexpected(parser.take_fault());
  return value;
}

}  // namespace

std::expected<Item, Fault> parse_item(std::string_view text) {
  return parse<Item>(text, [](Parser& parser, Item& item) { return parser.item(item); });
}

std::expected<List, Fault> parse_list(std::string_view text) {
  return parse<List>(text, [](Parser& parser, List& list) { return parser.list(list); });
}

std::expected<Dictionary, Fault> parse_dictionary(std::string_view text) {
  return parse<Dictionary>(
      text, [](Parser& parser, Dictionary& dictionary) { return parser.dictionary(dictionary); });
}

}  // namespace sangam::structured_fields
