#pragma once

// The syntax tree of an expression: nodes in one vector, children by number.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "engines/expression/fault.h"
#include "engines/expression/value.h"

namespace sangam::expression {

struct Function;

using NodeNumber = std::uint32_t;

enum class NodeKind : std::uint8_t {
  literal,
  identifier,   // `name`, perhaps with points once names are resolved
  select,       // child 0 . `name`
  has,          // has(child 0 . `name`)
  call,         // `name` of the children; the first is the receiver when `member`
  logical_and,  // of all children
  logical_or,
  conditional,  // child 0 ? child 1 : child 2
  list,
  map,   // children are keys and values in turns
  fold,  // a macro that runs over the elements of child 0
  bind,  // `variables[0]` stands for child 0 in child 1
};

// What a fold makes of its body: the last child. Some have a condition in between.
enum class Fold : std::uint8_t {
  all,
  exists,
  exists_one,
  map,              // a list of bodies, of elements for which the condition holds
  filter,           // a list of elements for which the body holds
  transform_map,    // a map with the same keys and the bodies as values
  transform_entry,  // a map of the entries of the maps that the bodies are
  optional_map,     // of an optional: the body, when there is a value
  optional_flat_map,
};

struct Node {
  NodeKind kind = NodeKind::literal;
  std::size_t position = 0;
  std::string name;
  std::vector<NodeNumber> children;
  Value value;  // of a literal
  Fold fold = Fold::all;
  std::vector<std::string> variables;  // of a fold, one or two; of a bind
  bool member = false;
  bool optional = false;                // .? and [?
  std::vector<bool> optional_elements;  // of a list or map: which begin with ?
  std::int32_t depth = 1;

  // Found when names are resolved and types checked.
  const Function* function = nullptr;  // of a call; null when there is none that takes so many
  std::int32_t variable = -1;          // of an identifier: of the environment, by number
  std::int32_t local = -1;  // of an identifier, or the first of a fold or bind: on the stack
};

struct Tree {
  std::vector<Node> nodes;
  NodeNumber root = 0;
};

// What keeps an expression small enough to be checked and run by recursion.
inline constexpr std::size_t kMostBytes = 64 * 1024;
inline constexpr std::size_t kMostNodes = 20'000;
inline constexpr std::int32_t kMostDepth = 200;

// The grammar of CEL with macros, optional syntax and quoted members; no message literals.
// O(bytes).
std::expected<Tree, Fault> parse(std::string_view text);

}  // namespace sangam::expression
