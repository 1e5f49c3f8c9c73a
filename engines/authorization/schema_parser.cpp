#include "engines/authorization/schema_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engines/authorization/names.h"

namespace sangam::authorization {

namespace {

using expression::Kind;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr std::array<std::string_view, 6> kReserved = {"type", "relation", "context",
                                                       "or",   "and",      "but"};

constexpr std::array<std::pair<std::string_view, Kind>, 7> kContextTypes = {
    {{"bool", Kind::boolean},
     {"int", Kind::integer},
     {"uint", Kind::natural},
     {"double", Kind::floating},
     {"string", Kind::text},
     {"timestamp", Kind::timestamp},
     {"duration", Kind::duration}}};

}  // namespace

std::optional<SchemaFault> SchemaParser::run() {
  if (text_.size() > Schema::kTextMost) return SchemaFault{0, "The text has over 64 KiB."};
  schema_.environment_.variable("now", Kind::timestamp)
      .variable("ip", Kind::text)
      .variable("step_up_age", Kind::duration);
  while (!fault_ && !peek().empty()) {
    if (accept("context")) read_context();
    else if (accept("type")) read_type();
    else fail("Here begins a type or a context.");
  }
  return fault_;
}

void SchemaParser::read_context() {
  peek();
  const auto begin = at_;
  const auto name = take_name("a name");
  expect(":");
  const auto type = std::ranges::find(kContextTypes, peek(), [](auto& one) { return one.first; });
  if (fault_) return;
  if (type == kContextTypes.end())
    return fail("A type is bool, int, uint, double, string, timestamp or duration.");
  take();
  auto& environment = schema_.environment_;
  if (environment.find_variable(name) >= 0 ||
      environment.variables().size() >= Schema::kContextMost) {
    at_ = begin;
    return fail(
        fmt::format("'{}' is there already, or there are over {}.", name, Schema::kContextMost));
  }
  environment.variable(name, type->second);
}

void SchemaParser::read_type() {
  peek();
  const auto begin = at_;
  auto name = take_name("the name of a type");
  if (fault_) return;
  if (schema_.find_type(name) != Schema::kNoType || schema_.types_.size() >= Schema::kTypesMost) {
    at_ = begin;
    return fail(fmt::format("The type '{}' is there already, or there are over {}.", name,
                            Schema::kTypesMost));
  }
  const auto number = static_cast<TypeNumber>(schema_.types_.size());
  schema_.types_.emplace_back().name = std::move(name);
  while (!fault_ && accept("relation"))
    read_relation(number);
}

void SchemaParser::read_relation(TypeNumber type) {
  peek();
  const auto begin = at_;
  auto name = take_name("the name of a relation");
  expect(":");
  if (fault_) return;
  if (schema_.find_relation(type, name) != kItself ||
      schema_.relations_.size() >= Schema::kRelationsMost) {
    at_ = begin;
    return fail(fmt::format("The relation '{}' is there already, or there are over {}.", name,
                            Schema::kRelationsMost));
  }
  const auto number = static_cast<RelationNumber>(schema_.relations_.size());
  schema_.types_[type].relations.push_back(number);
  schema_.relations_.push_back({.name = std::move(name), .type = type});
  subjects_.emplace_back();
  auto rewrite = read_rewrite(0);
  schema_.relations_.back().rewrite = std::move(rewrite);
}

// One operand, or several joined by the same word.
Rewrite SchemaParser::read_rewrite(int depth) {
  auto first = read_operand(depth);
  const auto word = peek();
  if (fault_ || (word != "or" && word != "and" && word != "but")) return first;
  Rewrite joined{.kind = word == "or"    ? Rewrite::Kind::any_of
                         : word == "and" ? Rewrite::Kind::all_of
                                         : Rewrite::Kind::first_but_not,
                 .position = first.position};
  joined.operands.push_back(std::move(first));
  while (!fault_ && accept(word)) {
    if (word == "but") expect("not");
    joined.operands.push_back(read_operand(depth));
    if (word == "but") break;
  }
  const auto next = peek();
  if (next == "or" || next == "and" || next == "but")
    fail("Different words are combined with parentheses: (a or b) but not c.");
  return joined;
}

Rewrite SchemaParser::read_operand(int depth) {
  if (depth > kDepthMost) fail("Parentheses are nested too deep.");
  if (fault_) return {};
  if (!accept("(")) return peek() == "[" ? read_direct() : read_reference();
  auto inner = read_rewrite(depth + 1);
  expect(")");
  return inner;
}

// owner, or parent->viewer
Rewrite SchemaParser::read_reference() {
  peek();
  Rewrite reference{.kind = Rewrite::Kind::computed, .position = at_};
  reference.name = take_name("a relation, or subjects in brackets");
  if (fault_ || !accept("->")) return reference;
  reference.kind = Rewrite::Kind::through;
  reference.target = take_name("the name of a relation");
  return reference;
}

Rewrite SchemaParser::read_direct() {
  Rewrite direct{.position = at_};
  expect("[");
  if (!subjects_.back().empty())
    fail("A relation has one pair of brackets: a tuple does not say which it is for.");
  do
    read_subject();
  while (!fault_ && accept(","));
  expect("]");
  return direct;
}

// user, user:* or team#member
void SchemaParser::read_subject() {
  peek();
  WrittenSubject subject{.position = at_};
  subject.type = take_name("a type");
  if (fault_) return;
  if (accept(":")) {
    expect("*");
    subject.everyone = true;
  } else if (accept("#")) {
    subject.relation = take_name("the name of a relation");
  }
  subjects_.back().push_back(std::move(subject));
}

void SchemaParser::skip_space() {
  while (at_ < text_.size()) {
    if (std::string_view(" \t\r\n").contains(text_[at_])) ++at_;
    else if (text_.substr(at_).starts_with("//"))
      at_ = std::min(text_.find('\n', at_), text_.size());
    else return;
  }
}

std::string_view SchemaParser::peek() {
  skip_space();
  const auto rest = text_.substr(at_);
  std::size_t length = 0;
  while (length < rest.size() && is_word(rest[length]))
    ++length;
  if (length == 0 && rest.starts_with("->")) length = 2;
  return rest.substr(0, std::max<std::size_t>(length, 1));
}

std::string_view SchemaParser::take() {
  const auto token = peek();
  at_ += token.size();
  return token;
}

bool SchemaParser::accept(std::string_view token) {
  if (fault_ || peek() != token) return false;
  take();
  return true;
}

void SchemaParser::expect(std::string_view token) {
  if (!accept(token)) fail(fmt::format("Here should be '{}'.", token));
}

std::string SchemaParser::take_name(std::string_view what) {
  const auto token = peek();
  if (!is_name(token) || std::ranges::find(kReserved, token) != kReserved.end()) {
    fail(fmt::format("Here should be {}: lower-case letters, digits and underscores, 50 at most.",
                     what));
    return {};
  }
  return std::string(take());
}

void SchemaParser::fail(std::string message) {
  if (!fault_) fault_ = SchemaFault{at_, std::move(message)};
}

}  // namespace sangam::authorization
