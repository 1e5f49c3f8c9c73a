#include <algorithm>
#include <array>
#include <limits>

#include "engines/expression/macros.h"
#include "engines/expression/syntax.h"
#include "engines/expression/token.h"

namespace sangam::expression {

namespace {

constexpr std::array<std::string_view, 3> kConstants = {"true", "false", "null"};
// Kept for later by the specification, and "in", which is an operator.
constexpr std::array<std::string_view, 18> kReserved = {
    "as", "break", "const", "continue", "else",      "for",    "function", "if",   "import",
    "in", "let",   "loop",  "package",  "namespace", "return", "var",      "void", "while"};

struct Level {
  std::array<std::string_view, 7> symbols;
};
// Binary operators, the loosest first; all group from the left.
constexpr std::array<Level, 3> kLevels = {Level{{"<", "<=", ">=", ">", "==", "!=", "in"}},
                                          Level{{"+", "-"}}, Level{{"*", "/", "%"}}};

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::expected<Tree, Fault> parse_all() {
    const auto root = expression();
    if (!fault_ && current().kind != TokenKind::end) fail("Something is left over here.");
    if (fault_) return std::unexpected(*fault_);
    tree_.root = root;
    return std::move(tree_);
  }

 private:
  const Token& current() const { return tokens_[at_]; }
  bool sees(std::string_view symbol) const {
    return current().kind == TokenKind::symbol && current().text == symbol;
  }
  bool takes(std::string_view symbol) {
    if (fault_ || !sees(symbol)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view symbol) {
    if (!takes(symbol)) fail("Here should be " + std::string(symbol) + ".");
  }
  // The first fault stays; what follows it is read no more.
  NodeNumber fail(std::string message) { return fail_at(current().position, std::move(message)); }
  NodeNumber fail_at(std::size_t position, std::string message) {
    if (!fault_) fault_ = Fault{position, std::move(message)};
    at_ = tokens_.size() - 1;
    return 0;
  }

  NodeNumber add(Node node) {
    for (const auto child : node.children)
      if (!fault_) node.depth = std::max(node.depth, tree_.nodes[child].depth + 1);
    if (node.depth > kMostDepth) return fail_at(node.position, "This is nested too deeply.");
    if (tree_.nodes.size() == kMostNodes) return fail_at(node.position, "This is too long.");
    tree_.nodes.push_back(std::move(node));
    return static_cast<NodeNumber>(tree_.nodes.size() - 1);
  }
  NodeNumber add_call(std::size_t position, std::string name, std::vector<NodeNumber> children) {
    return add({.kind = NodeKind::call,
                .position = position,
                .name = std::move(name),
                .children = std::move(children)});
  }

  // Counts how deeply this recurses.
  struct Nesting {
    explicit Nesting(Parser& parser) : parser(parser) {
      if (++parser.nesting_ > kMostDepth) parser.fail("This is nested too deeply.");
    }
    ~Nesting() { --parser.nesting_; }
    Parser& parser;
  };

  NodeNumber expression() {
    const Nesting nesting(*this);
    if (fault_) return 0;
    const auto condition = logical("||", NodeKind::logical_or);
    const auto position = current().position;
    if (!takes("?")) return condition;
    const auto then = logical("||", NodeKind::logical_or);
    expect(":");
    const auto otherwise = expression();
    return add({.kind = NodeKind::conditional,
                .position = position,
                .name = {},
                .children = {condition, then, otherwise}});
  }

  NodeNumber logical(std::string_view symbol, NodeKind kind) {
    const auto operand = [&] {
      return kind == NodeKind::logical_or ? logical("&&", NodeKind::logical_and) : binary(0);
    };
    const auto first = operand();
    const auto position = current().position;
    if (!sees(symbol)) return first;
    std::vector<NodeNumber> operands{first};
    while (takes(symbol))
      operands.push_back(operand());
    return add({.kind = kind, .position = position, .name = {}, .children = std::move(operands)});
  }

  bool sees_operator(const Level& level) const {
    const bool is_in = current().kind == TokenKind::identifier && current().text == "in";
    return (current().kind == TokenKind::symbol || is_in) &&
           std::ranges::find(level.symbols, current().text) != level.symbols.end();
  }

  NodeNumber binary(std::size_t level) {
    if (level == kLevels.size()) return unary();
    auto left = binary(level + 1);
    while (!fault_ && sees_operator(kLevels[level])) {
      const auto token = current();
      ++at_;
      const auto right = binary(level + 1);
      left = add_call(token.position, "_" + token.text + "_", {left, right});
    }
    return left;
  }

  // Minus signs before a number belong to it.
  NodeNumber unary() {
    const auto token = current();
    if (!sees("!") && !sees("-")) return member();
    std::size_t count = 0;
    while (takes(token.text))
      ++count;
    if (count % 2 == 0) return member();
    if (token.text == "-" && is_number(current())) return negative();
    return add_call(token.position, token.text + "_", {member()});
  }

  static bool is_number(const Token& token) {
    return token.kind == TokenKind::minimum ||
           (token.kind == TokenKind::literal &&
            (token.value.is<std::int64_t>() || token.value.is<double>()));
  }
  NodeNumber negative() {
    auto& token = tokens_[at_];
    if (token.kind == TokenKind::minimum) token.value = std::numeric_limits<std::int64_t>::min();
    else if (const auto* whole = token.value.get<std::int64_t>()) token.value = -*whole;
    else token.value = -*token.value.get<double>();
    token.kind = TokenKind::literal;
    return member();
  }

  NodeNumber member() {
    auto left = primary();
    while (!fault_) {
      const auto position = current().position;
      if (takes(".")) left = dotted(left, position);
      else if (takes("[")) left = indexed(left, position);
      else if (sees("{")) return fail("Messages cannot be made here.");
      else break;
    }
    return left;
  }

  NodeNumber dotted(NodeNumber left, std::size_t position) {
    const bool optional = takes("?");
    const auto token = current();
    if (token.kind != TokenKind::identifier && token.kind != TokenKind::quoted)
      return fail("Here should be the name of a member.");
    ++at_;
    if (token.kind == TokenKind::identifier && !optional && takes("("))
      return called(left, token, position);
    if (is_reserved_member(token)) return fail_at(token.position, "This word cannot be a name.");
    return add({.kind = NodeKind::select,
                .position = position,
                .name = token.text,
                .children = {left},
                .value = {},
                .fold = {},
                .variables = {},
                .optional = optional});
  }
  static bool is_reserved_member(const Token& token) {
    return token.kind == TokenKind::identifier &&
           (token.text == "in" || std::ranges::find(kConstants, token.text) != kConstants.end());
  }

  NodeNumber indexed(NodeNumber left, std::size_t position) {
    const bool optional = takes("?");
    const auto index = expression();
    expect("]");
    return add_call(position, optional ? "_[?_]" : "_[_]", {left, index});
  }

  std::vector<NodeNumber> arguments() {
    std::vector<NodeNumber> all;
    if (takes(")")) return all;
    do
      all.push_back(expression());
    while (takes(","));
    expect(")");
    return all;
  }

  NodeNumber called(NodeNumber receiver, const Token& name, std::size_t position) {
    auto operands = arguments();
    if (fault_) return 0;
    auto macro = expand_member_macro(tree_, name.text, position, receiver, operands);
    if (!macro) return fail_at(macro.error().position, macro.error().message);
    if (*macro) return add(std::move(**macro));
    operands.insert(operands.begin(), receiver);
    const auto call = add_call(position, name.text, std::move(operands));
    if (!fault_) tree_.nodes[call].member = true;
    return call;
  }

  NodeNumber primary() {
    const auto token = current();
    if (token.kind == TokenKind::literal) {
      ++at_;
      return add({.kind = NodeKind::literal,
                  .position = token.position,
                  .name = {},
                  .children = {},
                  .value = token.value});
    }
    if (token.kind == TokenKind::minimum) return fail("A number is out of range.");
    if (takes("(")) return grouped();
    if (takes("[")) return list(token.position);
    if (takes("{")) return map(token.position);
    return name(token.position);
  }

  NodeNumber grouped() {
    const auto inner = expression();
    expect(")");
    return inner;
  }

  NodeNumber name(std::size_t position) {
    const bool absolute = takes(".");
    const auto token = current();
    if (token.kind != TokenKind::identifier) return fail("Here should be a value.");
    if (std::ranges::find(kReserved, token.text) != kReserved.end())
      return fail("This word cannot be a name.");
    ++at_;
    if (std::ranges::find(kConstants, token.text) != kConstants.end() && !absolute)
      return constant(token, position);
    const auto text = (absolute ? "." : "") + token.text;
    if (!takes("(")) return add({.kind = NodeKind::identifier, .position = position, .name = text});
    auto operands = arguments();
    if (fault_) return 0;
    if (token.text != "has") return add_call(position, text, std::move(operands));
    auto macro = expand_has(tree_, position, operands);
    if (!macro) return fail_at(macro.error().position, macro.error().message);
    return add(std::move(*macro));
  }

  NodeNumber constant(const Token& token, std::size_t position) {
    Value value;
    if (token.text != "null") value = token.text == "true";
    return add({.kind = NodeKind::literal,
                .position = position,
                .name = {},
                .children = {},
                .value = std::move(value)});
  }

  NodeNumber list(std::size_t position) {
    Node node{.kind = NodeKind::list, .position = position};
    while (!takes("]")) {
      node.optional_elements.push_back(takes("?"));
      node.children.push_back(expression());
      if (takes(",")) continue;
      expect("]");
      break;
    }
    return add(std::move(node));
  }

  NodeNumber map(std::size_t position) {
    Node node{.kind = NodeKind::map, .position = position};
    while (!takes("}")) {
      node.optional_elements.push_back(takes("?"));
      node.children.push_back(expression());
      expect(":");
      node.children.push_back(expression());
      if (takes(",")) continue;
      expect("}");
      break;
    }
    return add(std::move(node));
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Tree tree_;
  std::optional<Fault> fault_;
  std::int32_t nesting_ = 0;
};

}  // namespace

std::expected<Tree, Fault> parse(std::string_view text) {
  if (text.size() > kMostBytes)
    return std::unexpected(Fault{kMostBytes, "An expression has 65,536 bytes at most."});
  auto tokens = read_tokens(text);
  if (!tokens) return std::unexpected(tokens.error());
  return Parser(std::move(*tokens)).parse_all();
}

}  // namespace sangam::expression
