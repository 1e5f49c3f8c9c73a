#include "base/json_text.h"
#include "suites/platform/scim/filter.h"
#include "suites/platform/scim/filter_scanner.h"

namespace sangam::suites::platform::scim {

namespace {

using Kind = Filter::Kind;

// One level of precedence a function: `or` binds least, then `and`, then `not`.
class Parser {
 public:
  Parser(std::string_view text, bool of_values) : scan_(text), of_values_(of_values) {}

  Filter whole() {
    scan_.skip_blanks();
    auto filter = disjunction();
    if (!scan_.at_end()) scan_.fail("Something stands behind the end of the filter.");
    return filter;
  }

 private:
  Filter disjunction() {
    const Deeper deeper(*this);
    return chain(Kind::any, "or", &Parser::conjunction);
  }
  Filter conjunction() { return chain(Kind::all, "and", &Parser::term); }

  Filter chain(Kind kind, std::string_view word, Filter (Parser::*part)()) {
    std::vector<Filter> parts;
    parts.push_back((this->*part)());
    while (scan_.skip_blanks(), scan_.take_word(word)) {
      scan_.require_blank();
      parts.push_back((this->*part)());
    }
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = kind, .children = std::move(parts)};
  }

  Filter term() {
    if (++terms_ > Filter::kTermsMost) scan_.fail("The filter has too many terms.");
    if (scan_.take_word("not")) {
      scan_.skip_blanks();
      if (!scan_.take('(')) scan_.fail("A bracket is missing behind not.");
      return {.kind = Kind::none, .children = {group()}};
    }
    if (scan_.take('(')) return group();
    return about_attribute();
  }

  // Behind the bracket that opens it.
  Filter group() {
    scan_.skip_blanks();
    auto filter = disjunction();
    if (!scan_.take(')')) scan_.fail("A bracket is not closed.");
    return filter;
  }

  Filter about_attribute() {
    std::string path(scan_.path());
    if (scan_.take('[')) return values_of(std::move(path));
    scan_.require_blank();
    if (scan_.take_word("pr")) return {.kind = Kind::present, .path = std::move(path)};
    Filter filter{.kind = Kind::comparison, .path = std::move(path)};
    filter.comparison = comparison();
    scan_.require_blank();
    filter.value = scan_.value();
    return filter;
  }

  Comparison comparison() {
    for (std::size_t i = 0; i < std::size(Comparison_names); ++i)
      if (scan_.take_word(Comparison_names[i])) return static_cast<Comparison>(i);
    scan_.fail("An operator is missing: eq, ne, co, sw, ew, gt, ge, lt, le or pr.");
  }

  Filter values_of(std::string path) {
    if (of_values_) scan_.fail("Brackets cannot stand within brackets.");
    of_values_ = true;
    scan_.skip_blanks();
    auto inner = disjunction();
    of_values_ = false;
    if (!scan_.take(']')) scan_.fail("A bracket is not closed.");
    return {.kind = Kind::value_path, .children = {std::move(inner)}, .path = std::move(path)};
  }

  // Counts how deep brackets are nested, which is how deep this recurses.
  struct Deeper {
    explicit Deeper(Parser& parser) : parser(parser) {
      if (++parser.depth_ > Filter::kDepthMost) parser.scan_.fail("Brackets are nested too deep.");
    }
    ~Deeper() { --parser.depth_; }
    Parser& parser;
  };

  FilterScanner scan_;
  bool of_values_;
  int depth_ = 0;
  int terms_ = 0;
};

std::expected<Filter, FilterFault> parse(std::string_view text, bool of_values) {
  if (text.size() > Filter::kTextMost)
    return std::unexpected(FilterFault{Filter::kTextMost, "The filter is too long."});
  try {
    return Parser(text, of_values).whole();
  } catch (FilterFault& fault) {
    return std::unexpected(std::move(fault));
  }
}

std::string value_text(const FilterValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<NumberText>(&value)) return number->text;
  std::string text;
  if (const auto* string = std::get_if<std::string>(&value)) append_json_string(*string, text);
  return text.empty() ? "null" : text;
}

std::string joined(const std::vector<Filter>& filters, std::string_view word) {
  std::string text;
  for (const auto& filter : filters)
    text.append(text.empty() ? "" : word).append("(").append(to_text(filter)).append(")");
  return text;
}

}  // namespace

std::expected<Filter, FilterFault> parse_filter(std::string_view text) {
  return parse(text, false);
}

std::expected<Filter, FilterFault> parse_value_filter(std::string_view text) {
  return parse(text, true);
}

std::string to_text(const Filter& filter) {
  switch (filter.kind) {
    case Kind::all:
      return joined(filter.children, " and ");
    case Kind::any:
      return joined(filter.children, " or ");
    case Kind::none:
      return "not (" + to_text(filter.children.front()) + ")";
    case Kind::present:
      return filter.path + " pr";
    case Kind::value_path:
      return filter.path + "[" + to_text(filter.children.front()) + "]";
    case Kind::comparison:
      break;
  }
  return filter.path + " " + std::string(name(filter.comparison)) + " " + value_text(filter.value);
}

}  // namespace sangam::suites::platform::scim
