#include "engines/graphql/parse.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "engines/graphql/token.h"
#include "engines/graphql/utf8.h"

namespace sangam::graphql {

namespace {

// A definition that describes types. A schema here is not made of text.
constexpr std::string_view kTypeSystemWords[] = {
    "schema", "scalar", "type", "interface", "union", "enum", "input", "directive", "extend"};

std::string shown(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the document";
    case TokenKind::punctuator:
      return "'" + std::string(token.text) + "'";
    case TokenKind::name:
      return "the name '" + std::string(token.text) + "'";
    case TokenKind::integer:
    case TokenKind::floating:
      return "the number " + std::string(token.text);
    case TokenKind::text:
    case TokenKind::block_text:
      break;
  }
  return "a text";
}

}  // namespace

// Recursive descent. After the first fault the current token is the end, so that every loop ends.
class Parser {
 public:
  Parser(std::string text, const ParseLimits& limits)
      : limits_(limits),
        document_(Document()),
        memory_(
            (document_.memory_ = std::make_unique<std::pmr::monotonic_buffer_resource>()).get()),
        text_(*(document_.text_ = std::make_unique<std::string>(std::move(text)))),
        lexer_(text_, limits.tokens, *memory_) {}

  std::expected<Document, Problem> parse_document() {
    check_characters();
    if (!fault_) advance();
    std::vector<Operation> operations;
    std::vector<Fragment> fragments;
    do {
      definition(operations, fragments);
    } while (current_.kind != TokenKind::end);
    if (fault_)
      return std::unexpected(Problem{.rule = fault_->rule,
                                     .message = fault_->message,
                                     .locations = {Locator(text_).locate(fault_->position)}});
    document_.operations_ = keep(operations);
    document_.fragments_ = keep(fragments);
    for (const auto& fragment : document_.fragments_)
      document_.fragments_by_name_.try_emplace(fragment.name.text, &fragment);
    document_.targets_.resize(next_selection_);
    for (const auto& [number, name] : spreads_)
      document_.targets_[number] = document_.find_fragment(name);
    return std::move(document_);
  }

 private:
  void check_characters() {
    if (text_.size() > std::min<std::size_t>(limits_.bytes, std::numeric_limits<Position>::max()))
      return fail_at(0, "The document has more bytes than are allowed.", Rule::limit);
    const auto valid = valid_utf8(text_);
    if (valid < text_.size()) fail_at(valid, "The document is not UTF-8 here.");
    const auto control = std::ranges::find_if(text_, [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    const auto at = static_cast<std::size_t>(control - text_.begin());
    if (at < valid) fault_.reset();
    if (at < text_.size()) fail_at(at, "A control character is not allowed in a document.");
  }

  template <class Node>
  Items<Node> keep(const std::vector<Node>& nodes) {
    static_assert(std::is_trivially_destructible_v<Node>);
    if (nodes.empty()) return {};
    auto* first = static_cast<Node*>(memory_->allocate(sizeof(Node) * nodes.size(), alignof(Node)));
    std::ranges::uninitialized_copy(nodes, std::ranges::subrange(first, first + nodes.size()));
    return {first, static_cast<std::uint32_t>(nodes.size())};
  }

  void fail_at(std::size_t position, std::string message, Rule rule = Rule::syntax) {
    if (!fault_)
      fault_ = Fault{
          .position = static_cast<Position>(position), .message = std::move(message), .rule = rule};
    current_ = {
        .kind = TokenKind::end, .position = static_cast<Position>(text_.size()), .text = {}};
  }
  void fail(std::string message) { fail_at(current_.position, std::move(message)); }
  void fail_expected(std::string_view what) {
    fail("Expected " + std::string(what) + ", found " + shown(current_) + ".");
  }

  void advance() {
    if (fault_) return;
    current_ = lexer_.next();
    if (lexer_.fault()) {
      fault_ = lexer_.fault();
      current_.kind = TokenKind::end;
    }
  }
  bool sees(std::string_view punctuator) const {
    return current_.kind == TokenKind::punctuator && current_.text == punctuator;
  }
  bool sees_word(std::string_view word) const {
    return current_.kind == TokenKind::name && current_.text == word;
  }
  bool takes(std::string_view punctuator) {
    if (!sees(punctuator)) return false;
    advance();
    return true;
  }
  void expect(std::string_view punctuator) {
    if (!takes(punctuator)) fail_expected("'" + std::string(punctuator) + "'");
  }
  // Whether more is to be read before `closing`, which is taken when it is there.
  bool continues(std::string_view closing) {
    if (takes(closing)) return false;
    if (current_.kind == TokenKind::end) fail_expected("'" + std::string(closing) + "'");
    return !fault_;
  }

  struct Nesting {
    explicit Nesting(Parser& parser) : parser(parser) {
      if (++parser.depth_ > parser.limits_.depth)
        parser.fail_at(parser.current_.position, "The document is nested more deeply than allowed.",
                       Rule::limit);
    }
    ~Nesting() { --parser.depth_; }
    Parser& parser;
  };

  Name name(std::string_view what = "a name") {
    if (current_.kind != TokenKind::name) {
      fail_expected(what);
      return {};
    }
    const Name taken{.text = current_.text, .position = current_.position};
    advance();
    return taken;
  }

  void definition(std::vector<Operation>& operations, std::vector<Fragment>& fragments) {
    if (sees("{") || sees_word("query") || sees_word("mutation") || sees_word("subscription"))
      operations.push_back(operation());
    else if (sees_word("fragment"))
      fragments.push_back(fragment(static_cast<std::uint32_t>(fragments.size())));
    else if (current_.kind == TokenKind::text || current_.kind == TokenKind::block_text)
      fail("A description stands in a schema; a document that is executed has none.");
    else if (current_.kind == TokenKind::name &&
             std::ranges::find(kTypeSystemWords, current_.text) != std::end(kTypeSystemWords))
      fail("'" + std::string(current_.text) +
           "' describes a schema; a document that is executed has operations and fragments only.");
    else fail_expected("an operation or a fragment");
  }

  Operation operation() {
    Operation made{.position = current_.position};
    if (sees("{")) {
      made.selections = selection_set();
      return made;
    }
    if (current_.text == "mutation") made.kind = OperationKind::mutation;
    if (current_.text == "subscription") made.kind = OperationKind::subscription;
    advance();
    if (current_.kind == TokenKind::name) made.name = name();
    made.variables = variable_definitions();
    made.directives = directives(false);
    made.selections = selection_set();
    return made;
  }

  Fragment fragment(std::uint32_t number) {
    Fragment made{.number = number, .position = current_.position};
    advance();
    if (sees_word("on")) fail("A fragment cannot be named 'on'.");
    made.name = name("the fragment's name");
    if (!sees_word("on")) fail_expected("'on' and the type of the fragment");
    advance();
    made.type_condition = name("the fragment's type");
    made.directives = directives(false);
    made.selections = selection_set();
    return made;
  }

  Items<VariableDefinition> variable_definitions() {
    std::vector<VariableDefinition> made;
    if (!takes("(")) return {};
    do {
      VariableDefinition one{.position = current_.position};
      expect("$");
      one.name = name("the variable's name");
      expect(":");
      one.type = type();
      if (takes("=")) {
        const std::vector<Literal> value{literal(true)};
        one.default_value = keep(value).begin();
      }
      one.directives = directives(true);
      made.push_back(one);
    } while (continues(")"));
    return keep(made);
  }

  TypeReference type() {
    const Nesting nesting(*this);
    const auto position = current_.position;
    TypeReference made{.position = position};
    if (takes("[")) {
      made = type();
      made.position = position;
      expect("]");
      if (!made.wrapping.has_room()) {
        fail_at(position, "A type has more lists in each other than are allowed.", Rule::limit);
        return {};
      }
      made.wrapping = made.wrapping.in_list();
    } else {
      made.name = name("a type");
    }
    if (takes("!")) made.wrapping = made.wrapping.in_non_null();
    return made;
  }

  Items<Selection> selection_set() {
    const Nesting nesting(*this);
    expect("{");
    if (sees("}")) fail("Expected a field, found '}': a selection is not empty.");
    std::vector<Selection> made;
    do {
      made.push_back(selection());
    } while (continues("}"));
    return keep(made);
  }

  Selection selection() {
    Selection made{.number = next_selection_++, .position = current_.position};
    if (takes("...")) {
      spread(made);
      return made;
    }
    made.name = name("a field");
    if (takes(":")) {
      made.alias = made.name;
      made.name = name("a field");
    }
    made.arguments = arguments(false);
    made.directives = directives(false);
    if (sees("{")) made.selections = selection_set();
    return made;
  }

  void spread(Selection& made) {
    if (current_.kind == TokenKind::name && !sees_word("on")) {
      made.kind = SelectionKind::spread;
      made.name = name();
      made.directives = directives(false);
      spreads_.emplace_back(made.number, made.name.text);
      return;
    }
    made.kind = SelectionKind::inline_fragment;
    if (sees_word("on")) {
      advance();
      made.name = name("a type");
    }
    made.directives = directives(false);
    made.selections = selection_set();
  }

  Items<Argument> arguments(bool constant) {
    std::vector<Argument> made;
    if (!takes("(")) return {};
    do {
      made.push_back(argument(constant, "an argument"));
    } while (continues(")"));
    return keep(made);
  }

  Argument argument(bool constant, std::string_view what) {
    Argument made;
    made.name = name(what);
    expect(":");
    made.value = literal(constant);
    return made;
  }

  Items<Directive> directives(bool constant) {
    std::vector<Directive> made;
    while (sees("@")) {
      Directive one;
      one.position = current_.position;
      advance();
      one.name = name("a directive");
      one.arguments = arguments(constant);
      made.push_back(one);
    }
    return keep(made);
  }

  Literal plain(LiteralKind kind) {
    const Literal made{.kind = kind, .position = current_.position, .text = current_.text};
    advance();
    return made;
  }

  Literal literal(bool constant) {
    switch (current_.kind) {
      case TokenKind::integer:
        return plain(LiteralKind::integer);
      case TokenKind::floating:
        return plain(LiteralKind::floating);
      case TokenKind::text:
      case TokenKind::block_text:
        return plain(LiteralKind::text);
      case TokenKind::name:
        if (current_.text == "null") return plain(LiteralKind::null);
        if (current_.text == "true" || current_.text == "false") return plain(LiteralKind::boolean);
        return plain(LiteralKind::enumeration);
      case TokenKind::punctuator:
        if (sees("$")) return variable(constant);
        if (sees("[")) return list(constant);
        if (sees("{")) return object(constant);
        break;
      case TokenKind::end:
        break;
    }
    fail_expected("a value");
    return {};
  }

  Literal variable(bool constant) {
    const auto position = current_.position;
    advance();
    const auto named = name("the variable's name");
    if (constant && !fault_)
      fail_at(position, "A variable ('$" + std::string(named.text) +
                            "') is not allowed here: the value is fixed.");
    return {.kind = LiteralKind::variable, .position = position, .text = named.text};
  }

  Literal list(bool constant) {
    const Nesting nesting(*this);
    Literal made{.kind = LiteralKind::list, .position = current_.position};
    advance();
    std::vector<Literal> elements;
    while (continues("]"))
      elements.push_back(literal(constant));
    made.elements = keep(elements);
    return made;
  }

  Literal object(bool constant) {
    const Nesting nesting(*this);
    Literal made{.kind = LiteralKind::object, .position = current_.position};
    advance();
    std::vector<Argument> members;
    while (continues("}"))
      members.push_back(argument(constant, "the name of a field"));
    made.members = keep(members);
    return made;
  }

  const ParseLimits limits_;
  Document document_;
  std::pmr::monotonic_buffer_resource* memory_;
  const std::string& text_;
  Lexer lexer_;
  Token current_;
  std::optional<Fault> fault_;
  std::size_t depth_ = 0;
  std::uint32_t next_selection_ = 0;
  std::vector<std::pair<std::uint32_t, std::string_view>> spreads_;
};

std::expected<Document, Problem> parse(std::string text, const ParseLimits& limits) {
  return Parser(std::move(text), limits).parse_document();
}

}  // namespace sangam::graphql
