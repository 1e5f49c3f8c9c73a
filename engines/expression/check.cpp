#include "engines/expression/check.h"

#include <algorithm>

#include "engines/expression/unify.h"

namespace sangam::expression {

namespace {

const Type kDynamic;

class Checker {
 public:
  Checker(Tree& tree, const Environment& environment) : tree_(tree), environment_(environment) {}

  std::expected<Type, std::vector<Fault>> check_all() {
    const auto type = type_of(tree_.root);
    if (faults_.empty()) return known_.apply(type, true);
    std::ranges::sort(faults_, {}, &Fault::position);
    return std::unexpected(std::move(faults_));
  }

 private:
  struct Local {
    std::string name;
    Type type;
  };

  bool checks_types() const { return environment_.checks() == Checks::types; }

  Type fail(const Node& node, std::string message) {
    faults_.push_back({node.position, std::move(message)});
    return kDynamic;
  }
  // A fault that is none when nothing is checked.
  Type mismatch(const Node& node, std::string message) {
    return checks_types() ? fail(node, std::move(message)) : kDynamic;
  }
  std::string shown(const Type& type) const { return known_.apply(type, true).str(); }

  Type type_of(NodeNumber number) {
    auto& node = tree_.nodes[number];
    switch (node.kind) {
      case NodeKind::literal:
        return literal(node);
      case NodeKind::identifier:
        return identifier(node);
      case NodeKind::select:
      case NodeKind::has:
        return select(node);
      case NodeKind::call:
        return call(node);
      case NodeKind::logical_and:
      case NodeKind::logical_or:
        return logical(node);
      case NodeKind::conditional:
        return conditional(node);
      case NodeKind::list:
        return list(node);
      case NodeKind::map:
        return map(node);
      case NodeKind::fold:
        return fold(node);
      case NodeKind::bind:
        return bind(node);
    }
    return kDynamic;
  }

  static Type literal(const Node& node) {
    if (const auto* type = node.value.get<Type>()) return Type::type(*type);
    return node.value.kind();
  }

  // Names

  const Local* find_local(std::string_view name, std::int32_t& index) const {
    for (index = static_cast<std::int32_t>(locals_.size()); index-- > 0;)
      if (locals_[static_cast<std::size_t>(index)].name == name)
        return &locals_[static_cast<std::size_t>(index)];
    return nullptr;
  }

  Type identifier(Node& node) {
    if (const auto* local = find_local(node.name, node.local)) return local->type;
    if (const auto type = global(node, node.name)) return *type;
    if (checks_types()) return fail(node, "There is no '" + node.name + "'.");
    node.kind = NodeKind::literal;
    node.value = Value::failure("there is no '" + node.name + "'");
    return kDynamic;
  }

  // Makes `node` what the name means outside of folds, if it means anything.
  std::optional<Type> global(Node& node, std::string_view name) {
    for (const auto& candidate : environment_.candidates(name)) {
      if (const auto variable = environment_.find_variable(candidate); variable >= 0) {
        node.kind = NodeKind::identifier;
        node.children.clear();
        node.variable = variable;
        return environment_.variables()[static_cast<std::size_t>(variable)].type;
      }
      if (const auto* type = Environment::find_type(candidate)) {
        node.kind = NodeKind::literal;
        node.children.clear();
        node.value = *type;
        return Type::type(*type);
      }
    }
    return std::nullopt;
  }

  // "a.b.c" of a chain of plain selects; empty for anything else, and when `a` is a local.
  std::string qualified_name(const Node& node) const {
    std::int32_t index = 0;
    if (node.kind == NodeKind::identifier)
      return find_local(node.name, index) ? std::string() : node.name;
    if (node.kind != NodeKind::select || node.optional) return {};
    const auto before = qualified_name(tree_.nodes[node.children[0]]);
    return before.empty() ? before : before + "." + node.name;
  }

  Type select(Node& node) {
    if (node.kind == NodeKind::select)
      if (const auto name = qualified_name(node); !name.empty())
        if (const auto type = global(node, name)) return *type;
    const auto operand = known_.apply(type_of(node.children[0]));
    const bool wrapped = operand.kind() == Kind::optional;
    const auto member = member_type(node, wrapped ? operand.parameter(0) : operand);
    if (node.kind == NodeKind::has) return Kind::boolean;
    return wrapped || node.optional ? Type::optional(member) : member;
  }

  Type member_type(const Node& node, const Type& operand) {
    switch (operand.kind()) {
      case Kind::dynamic:
      case Kind::parameter:
        return kDynamic;
      case Kind::map:
        return operand.parameter(1);
      case Kind::record:
        if (const auto* member = operand.member(node.name)) return *member;
        return fail(node, operand.name() + " has no member '" + node.name + "'.");
      default:
        return mismatch(node, "A value of type " + shown(operand) + " has no members.");
    }
  }

  // Calls

  Type call(Node& node) {
    if (node.member) resolve_namespace(node);
    if (!node.function) node.function = find_function(node.name);
    std::vector<Type> arguments;
    for (const auto child : node.children)
      arguments.push_back(type_of(child));
    if (!node.function) return mismatch(node, "There is no function '" + node.name + "'.");
    return resolve(node, arguments);
  }

  const Function* find_function(std::string_view name) const {
    for (const auto& candidate : environment_.candidates(name))
      if (const auto* function = environment_.find_function(candidate)) return function;
    return nullptr;
  }

  // math.abs(x) is a call of "math.abs", not of "abs" on a value "math".
  void resolve_namespace(Node& node) {
    const auto name = qualified_name(tree_.nodes[node.children[0]]);
    if (name.empty()) return;
    node.function = find_function(name + "." + node.name);
    if (!node.function) return;
    node.name = name + "." + node.name;
    node.member = false;
    node.children.erase(node.children.begin());
  }

  static std::string shown_name(const Node& node) {
    return node.name.starts_with('_') || node.name.ends_with('_') ? "operator " + node.name
                                                                  : node.name + "()";
  }

  Type resolve(Node& node, const std::vector<Type>& arguments) {
    std::optional<Type> result;
    bool takes_as_many = false;
    for (const auto& overload : node.function->overloads) {
      if (overload.member != node.member || overload.arguments.size() != arguments.size()) continue;
      takes_as_many = true;
      auto types = overload.arguments;
      types.push_back(overload.result);
      types = known_.instantiate(types);
      const auto made = std::move(types.back());
      types.pop_back();
      if (!known_.assign(arguments, types)) continue;
      const auto found = known_.apply(made);
      result = result && !(*result == found) ? kDynamic : found;
    }
    if (result) return *result;
    std::string text = shown_name(node) + " does not take (";
    for (std::size_t i = 0; i < arguments.size(); ++i)
      text += (i ? ", " : "") + shown(arguments[i]);
    if (!takes_as_many) node.function = nullptr;
    return mismatch(node, text + ").");
  }

  void want_boolean(NodeNumber child) {
    const auto type = type_of(child);
    if (!known_.assign(type, Kind::boolean))
      mismatch(tree_.nodes[child], "This is a " + shown(type) + " where a bool is needed.");
  }

  Type logical(const Node& node) {
    for (const auto child : node.children)
      want_boolean(child);
    return Kind::boolean;
  }

  Type conditional(const Node& node) {
    want_boolean(node.children[0]);
    const auto then = type_of(node.children[1]);
    const auto otherwise = type_of(node.children[2]);
    const auto both = known_.fresh();
    if (known_.assign({then, otherwise}, {both, both})) return known_.apply(both);
    return mismatch(
        node, "The two results are of types " + shown(then) + " and " + shown(otherwise) + ".");
  }

  // Literals of many

  // Of elements that need not agree.
  Type join(const std::optional<Type>& before, const Type& type) {
    if (!before) return type;
    if (known_.assign(*before, type)) return more_general(*before, type);
    return kDynamic;
  }

  // What an element adds that begins with `?`.
  Type unwrapped(NodeNumber child, bool optional) {
    const auto type = known_.apply(type_of(child));
    if (!optional) return type;
    if (type.kind() == Kind::optional) return type.parameter(0);
    if (!type.is_dynamic())
      mismatch(tree_.nodes[child], "This is a " + shown(type) + " where an optional is needed.");
    return kDynamic;
  }

  Type list(const Node& node) {
    std::optional<Type> element;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      element = join(element, unwrapped(node.children[i], node.optional_elements[i]));
    return Type::list(element ? *element : known_.fresh());
  }

  Type map(const Node& node) {
    std::optional<Type> key;
    std::optional<Type> value;
    for (std::size_t i = 0; i < node.children.size(); i += 2) {
      key = join(key, type_of(node.children[i]));
      value = join(value, unwrapped(node.children[i + 1], node.optional_elements[i / 2]));
    }
    return Type::map(key ? *key : known_.fresh(), value ? *value : known_.fresh());
  }

  // Folds

  // The types of a fold's variables, by what it runs over.
  std::vector<Type> variable_types(const Node& node, const Type& range) {
    const bool two = node.variables.size() == 2;
    switch (range.kind()) {
      case Kind::list:
        return two ? std::vector<Type>{Kind::integer, range.parameter(0)}
                   : std::vector{range.parameter(0)};
      case Kind::map:
        return two ? range.parameters() : std::vector{range.parameter(0)};
      case Kind::dynamic:
      case Kind::parameter:
        known_.assign(range, kDynamic);
        return std::vector<Type>(node.variables.size());
      default:
        mismatch(node, "A value of type " + shown(range) + " has no elements.");
        return std::vector<Type>(node.variables.size());
    }
  }

  Type fold(Node& node) {
    const auto range = known_.apply(type_of(node.children[0]));
    if (node.fold == Fold::optional_map || node.fold == Fold::optional_flat_map)
      return optional_fold(node, range);
    const auto types = variable_types(node, range);
    const auto body = in_scope(node, types, [&] {
      if (node.children.size() == 3) want_boolean(node.children[1]);
      if (!is_list_or_map(node.fold)) return want_boolean(node.children.back()), kDynamic;
      return known_.apply(type_of(node.children.back()));
    });
    switch (node.fold) {
      case Fold::map:
        return Type::list(body);
      case Fold::filter:
        return Type::list(types[0]);
      case Fold::transform_map:
        return Type::map(types[0], body);
      case Fold::transform_entry:
        return entry_type(node, body);
      default:
        return Kind::boolean;
    }
  }
  static bool is_list_or_map(Fold fold) {
    return fold == Fold::map || fold == Fold::transform_map || fold == Fold::transform_entry;
  }

  Type entry_type(const Node& node, const Type& body) {
    const auto map = Type::map(known_.fresh(), known_.fresh());
    if (known_.assign(body, map)) return known_.apply(map);
    return mismatch(node, "The body is a " + shown(body) + " where a map is needed.");
  }

  Type optional_fold(Node& node, const Type& range) {
    const auto inner = known_.fresh();
    if (!known_.assign(range, Type::optional(inner)))
      return mismatch(node, "This is a " + shown(range) + " where an optional is needed.");
    const auto body = in_scope(node, {known_.apply(inner)},
                               [&] { return known_.apply(type_of(node.children.back())); });
    if (node.fold == Fold::optional_map) return Type::optional(body);
    const auto flat = Type::optional(known_.fresh());
    if (known_.assign(body, flat)) return known_.apply(flat);
    return mismatch(node, "The body is a " + shown(body) + " where an optional is needed.");
  }

  Type bind(Node& node) {
    const auto value = known_.apply(type_of(node.children[0]));
    return in_scope(node, {value}, [&] { return type_of(node.children[1]); });
  }

  template <class Body>
  Type in_scope(Node& node, const std::vector<Type>& types, Body body) {
    node.local = static_cast<std::int32_t>(locals_.size());
    for (std::size_t i = 0; i < node.variables.size(); ++i)
      locals_.push_back({node.variables[i], types[i]});
    const Type type = body();
    locals_.resize(locals_.size() - node.variables.size());
    return type;
  }

  Tree& tree_;
  const Environment& environment_;
  Substitution known_;
  std::vector<Local> locals_;
  std::vector<Fault> faults_;
};

}  // namespace

std::expected<Type, std::vector<Fault>> check(Tree& tree, const Environment& environment) {
  return Checker(tree, environment).check_all();
}

}  // namespace sangam::expression
