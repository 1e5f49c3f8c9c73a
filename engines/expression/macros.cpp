#include "engines/expression/macros.h"

#include <algorithm>

namespace sangam::expression {

namespace {

// What a macro is called, and how many variables and expressions it takes.
struct Macro {
  std::string_view name;
  Fold fold;
  std::size_t variables;
  std::size_t bodies;  // with a condition in between: 2
};

constexpr Macro kMacros[] = {
    {"all", Fold::all, 1, 1},
    {"all", Fold::all, 2, 1},
    {"exists", Fold::exists, 1, 1},
    {"exists", Fold::exists, 2, 1},
    {"exists_one", Fold::exists_one, 1, 1},
    {"existsOne", Fold::exists_one, 1, 1},
    {"existsOne", Fold::exists_one, 2, 1},
    {"map", Fold::map, 1, 1},
    {"map", Fold::map, 1, 2},
    {"filter", Fold::filter, 1, 1},
    {"transformList", Fold::map, 2, 1},
    {"transformList", Fold::map, 2, 2},
    {"transformMap", Fold::transform_map, 2, 1},
    {"transformMap", Fold::transform_map, 2, 2},
    {"transformMapEntry", Fold::transform_entry, 2, 1},
    {"transformMapEntry", Fold::transform_entry, 2, 2},
    {"optMap", Fold::optional_map, 1, 1},
    {"optFlatMap", Fold::optional_flat_map, 1, 1},
};

bool is_name(const Node& node) {
  return node.kind == NodeKind::identifier && !node.name.starts_with('.');
}

const Macro* find_macro(std::string_view name, std::size_t arguments) {
  const auto found = std::ranges::find_if(kMacros, [&](const Macro& macro) {
    return macro.name == name && macro.variables + macro.bodies == arguments;
  });
  return found == std::end(kMacros) ? nullptr : found;
}

Node bind(const Tree& tree, std::size_t position, const std::vector<NodeNumber>& arguments) {
  return {.kind = NodeKind::bind,
          .position = position,
          .name = {},
          .children = {arguments[1], arguments[2]},
          .value = {},
          .fold = {},
          .variables = {tree.nodes[arguments[0]].name}};
}

}  // namespace

std::expected<Node, Fault> expand_has(const Tree& tree, std::size_t position,
                                      const std::vector<NodeNumber>& arguments) {
  if (arguments.size() != 1 || tree.nodes[arguments[0]].kind != NodeKind::select)
    return std::unexpected(Fault{position, "has() takes the choice of a member: has(a.b)."});
  auto node = tree.nodes[arguments[0]];
  node.kind = NodeKind::has;
  node.position = position;
  return node;
}

std::expected<std::optional<Node>, Fault> expand_member_macro(
    const Tree& tree, const std::string& name, std::size_t position, NodeNumber receiver,
    const std::vector<NodeNumber>& arguments) {
  const auto& target = tree.nodes[receiver];
  const bool is_bind = name == "bind" && arguments.size() == 3 &&
                       target.kind == NodeKind::identifier && target.name == "cel";
  const auto* macro = is_bind ? nullptr : find_macro(name, arguments.size());
  if (!is_bind && !macro) return std::nullopt;
  // map(x, condition, body) and map(k, v, body) differ in whether the second is a name.
  const std::size_t variables = is_bind ? 1 : macro->variables;
  for (std::size_t i = 0; i < variables; ++i)
    if (const auto& node = tree.nodes[arguments[i]]; !is_name(node))
      return std::unexpected(Fault{node.position, "Here should be the name of a variable."});
  if (is_bind) return bind(tree, position, arguments);
  Node node{.kind = NodeKind::fold, .position = position};
  node.fold = macro->fold;
  node.children.push_back(receiver);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i < variables) node.variables.push_back(tree.nodes[arguments[i]].name);
    else node.children.push_back(arguments[i]);
  }
  if (variables == 2 && node.variables[0] == node.variables[1])
    return std::unexpected(Fault{position, "The two variables must have different names."});
  return node;
}

}  // namespace sangam::expression
