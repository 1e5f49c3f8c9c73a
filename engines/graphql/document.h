#pragma once

// Document: operations and fragments as a tree (§2 of the specification, October 2021).

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engines/graphql/items.h"
#include "engines/graphql/location.h"
#include "engines/graphql/wrapping.h"

namespace sangam::graphql {

// A position is a byte of the document's text.
using Position = std::uint32_t;

struct Name {
  std::string_view text;  // empty: there is none
  Position position = 0;

  explicit operator bool() const noexcept { return !text.empty(); }
};

struct Argument;

enum class LiteralKind : std::uint8_t {
  variable,
  integer,
  floating,
  text,
  boolean,
  null,
  enumeration,
  list,
  object,
};

// A value as it is written.
struct Literal {
  LiteralKind kind = LiteralKind::null;
  Position position = 0;
  // Of a variable its name without $; of a number its digits; of a text what it says, escapes
  // resolved; of a boolean and an enumeration the word.
  std::string_view text;
  Items<Literal> elements;  // of a list
  Items<Argument> members;  // of an object
};

// Also a member of an object.
struct Argument {
  Name name;
  Literal value;
};

struct Directive {
  Name name;  // without @
  Position position = 0;
  Items<Argument> arguments;
};

// [Int!]! as it is written.
struct TypeReference {
  Name name;
  Wrapping wrapping;
  Position position = 0;
};

enum class SelectionKind : std::uint8_t { field, spread, inline_fragment };

struct Selection {
  SelectionKind kind = SelectionKind::field;
  std::uint32_t number = 0;  // from 0, unlike any other selection's of the document
  Position position = 0;
  Name alias;  // of a field
  Name name;   // of a field; of the fragment that is spread; the type condition of an inline one
  Items<Argument> arguments;
  Items<Directive> directives;
  Items<Selection> selections;  // empty: it has none

  // Of a field: what its result is called.
  std::string_view response_key() const noexcept { return alias ? alias.text : name.text; }
};

struct VariableDefinition {
  Name name;  // without $
  TypeReference type;
  const Literal* default_value = nullptr;
  Items<Directive> directives;
  Position position = 0;
};

enum class OperationKind : std::uint8_t { query, mutation, subscription };
// "query".
std::string_view name(OperationKind kind) noexcept;

struct Operation {
  OperationKind kind = OperationKind::query;
  Name name;
  Items<VariableDefinition> variables;
  Items<Directive> directives;
  Items<Selection> selections;
  Position position = 0;
};

struct Fragment {
  Name name;
  std::uint32_t number = 0;  // among the fragments
  Name type_condition;
  Items<Directive> directives;
  Items<Selection> selections;
  Position position = 0;
};

// Immutable once parsed; any thread. Nodes live as long as it does, also when it is moved.
class Document {
 public:
  const std::string& text() const noexcept { return *text_; }
  Items<Operation> operations() const noexcept { return operations_; }
  Items<Fragment> fragments() const noexcept { return fragments_; }
  // How many selections it has: their numbers are below.
  std::uint32_t selection_count() const noexcept {
    return static_cast<std::uint32_t>(targets_.size());
  }

  // The first of this name; null when there is none. O(1).
  const Fragment* find_fragment(std::string_view name) const noexcept;
  // What a spread names; null when there is none.
  const Fragment* target(const Selection& spread) const { return targets_[spread.number]; }
  // The operation to execute (§6.1 GetOperation): the one of this name, or the only one when the
  // name is empty. Null when there is none, or several.
  const Operation* find_operation(std::string_view name) const noexcept;

 private:
  friend class Parser;
  Document() = default;

  std::unique_ptr<std::string> text_;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_;
  Items<Operation> operations_;
  Items<Fragment> fragments_;
  std::unordered_map<std::string_view, const Fragment*> fragments_by_name_;
  std::vector<const Fragment*> targets_;  // by the number of the selection
};

}  // namespace sangam::graphql
