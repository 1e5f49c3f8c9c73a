#include "engines/expression/evaluate.h"

#include "engines/expression/environment.h"

namespace sangam::expression {

namespace {

using Entry = std::pair<Value, Value>;

constexpr std::size_t kBytesAStep = 64;

Value no_bool(const Value& value) {
  return value.failed() ? value : Value::failure("a " + value.type_name() + " is no bool");
}

// Steps that a value took to make, beyond its node.
std::int64_t size_of(const Value& value) {
  std::size_t size = 0;
  if (const auto* text = value.get<std::string>()) size = text->size() / kBytesAStep;
  else if (const auto* bytes = value.get<Bytes>()) size = bytes->bytes.size() / kBytesAStep;
  else if (value.is<List>()) size = value.elements().size();
  else if (value.is<Map>()) size = value.entries().size();
  return static_cast<std::int64_t>(size);
}

class Evaluator {
 public:
  Evaluator(const Tree& tree, std::span<const Value> variables, std::int64_t budget)
      : tree_(tree), variables_(variables), budget_(budget) {}

  Value run_all() {
    auto result = run(tree_.root);
    return spent() ? Value::failure("the expression takes too many steps") : result;
  }

 private:
  bool spent() const { return budget_ < 0; }

  Value run(NodeNumber number) {
    const auto& node = tree_.nodes[number];
    if (--budget_ < 0) return Failure{};
    switch (node.kind) {
      case NodeKind::literal:
        return node.value;
      case NodeKind::identifier:
        return identifier(node);
      case NodeKind::select:
        return select(node);
      case NodeKind::has:
        return has(node);
      case NodeKind::call:
        return call(node);
      case NodeKind::logical_and:
        return logical(node, false);
      case NodeKind::logical_or:
        return logical(node, true);
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
    return Failure{};
  }

  Value identifier(const Node& node) const {
    return node.local >= 0 ? locals_[static_cast<std::size_t>(node.local)]
                           : variables_[static_cast<std::size_t>(node.variable)];
  }

  // Members

  // Of `operand`, which is no optional.
  static Value member_of(const Value& operand, const std::string& name) {
    if (!operand.is<Map>())
      return Value::failure("a " + operand.type_name() + " has no member '" + name + "'");
    if (const auto* found = operand.find(name)) return *found;
    return Value::failure("no such key: " + name);
  }
  // The same where absence is no failure.
  static Value optional_member_of(const Value& operand, const std::string& name) {
    if (!operand.is<Map>()) return member_of(operand, name);
    const auto* found = operand.find(name);
    return found ? Value::present(*found) : Value::absent();
  }

  Value select(const Node& node) {
    const auto operand = run(node.children[0]);
    if (operand.failed()) return operand;
    const auto* wrapped = operand.get<Optional>();
    if (wrapped && !wrapped->value) return Value::absent();
    const auto& inner = wrapped ? *wrapped->value : operand;
    // Once a value may be absent, so may its members.
    return wrapped || node.optional ? optional_member_of(inner, node.name)
                                    : member_of(inner, node.name);
  }

  Value has(const Node& node) {
    const auto operand = run(node.children[0]);
    if (operand.failed()) return operand;
    const auto* wrapped = operand.get<Optional>();
    if (wrapped && !wrapped->value) return false;
    const auto found = optional_member_of(wrapped ? *wrapped->value : operand, node.name);
    return found.failed() ? found : Value(found.get<Optional>()->value != nullptr);
  }

  // Calls

  Value call(const Node& node) {
    if (!node.function) return Value::failure("there is no such function " + node.name);
    std::vector<Value> arguments;
    arguments.reserve(node.children.size());
    for (const auto child : node.children) {
      arguments.push_back(run(child));
      if (arguments.back().failed()) return arguments.back();
    }
    auto result = node.function->run(arguments);
    budget_ -= size_of(result);
    return result;
  }

  // One operand that decides is enough, whatever the others do; then the first failure counts.
  Value logical(const Node& node, bool deciding) {
    Value failure;
    for (const auto child : node.children) {
      auto value = run(child);
      if (spent()) return Failure{};
      if (const auto* boolean = value.get<bool>()) {
        if (*boolean == deciding) return deciding;
      } else if (!failure.failed()) {
        failure = no_bool(value);
      }
    }
    return failure.failed() ? failure : Value(!deciding);
  }

  Value conditional(const Node& node) {
    const auto condition = run(node.children[0]);
    const auto* boolean = condition.get<bool>();
    return boolean ? run(node.children[*boolean ? 1 : 2]) : no_bool(condition);
  }

  // Literals of many

  // Whether an element that began with ? is there; `value` becomes what it holds.
  static bool unwrap(Value& value) {
    const auto* wrapped = value.get<Optional>();
    if (!wrapped) return value = Value::failure("a " + value.type_name() + " is no optional"), true;
    if (!wrapped->value) return false;
    value = Value(*wrapped->value);
    return true;
  }

  Value list(const Node& node) {
    std::vector<Value> elements;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      auto value = run(node.children[i]);
      if (value.failed()) return value;
      if (node.optional_elements[i] && !unwrap(value)) continue;
      if (value.failed()) return value;
      elements.push_back(std::move(value));
    }
    return Value::list(std::move(elements));
  }

  Value map(const Node& node) {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < node.children.size(); i += 2) {
      auto key = run(node.children[i]);
      if (key.failed()) return key;
      auto value = run(node.children[i + 1]);
      if (value.failed()) return value;
      if (node.optional_elements[i / 2] && !unwrap(value)) continue;
      if (value.failed()) return value;
      entries.emplace_back(std::move(key), std::move(value));
    }
    return Value::map(std::move(entries));
  }

  // Folds

  // The variables of a fold or bind, while its body runs.
  struct Scope {
    Scope(std::vector<Value>& locals, const Node& node)
        : locals(locals), before(static_cast<std::size_t>(node.local)) {
      locals.resize(before + node.variables.size());
    }
    ~Scope() { locals.resize(before); }
    std::vector<Value>& locals;
    const std::size_t before;
  };

  Value bind(const Node& node) {
    auto value = run(node.children[0]);
    if (value.failed()) return value;
    const Scope scope(locals_, node);
    locals_[scope.before] = std::move(value);
    return run(node.children[1]);
  }

  Value fold(const Node& node) {
    const auto range = run(node.children[0]);
    if (range.failed()) return range;
    switch (node.fold) {
      case Fold::all:
        return search(node, range, false);
      case Fold::exists:
        return search(node, range, true);
      case Fold::exists_one:
        return count_one(node, range);
      case Fold::map:
      case Fold::filter:
        return collect_list(node, range);
      case Fold::transform_map:
      case Fold::transform_entry:
        return collect_map(node, range);
      case Fold::optional_map:
      case Fold::optional_flat_map:
        return optional_fold(node, range);
    }
    return Failure{};
  }

  // Calls `body(key, value)` with the variables set, until it returns false. A list's keys are its
  // indices. The result is a failure, or null.
  template <class Body>
  Value each(const Node& node, const Value& range, Body body) {
    if (!range.is<List>() && !range.is<Map>())
      return Value::failure("a " + range.type_name() + " has no elements");
    const Scope scope(locals_, node);
    const bool two = node.variables.size() == 2;
    const auto visit = [&](const Value& key, const Value& value) {
      if (spent()) return false;
      locals_[scope.before] = two || range.is<Map>() ? key : value;
      if (two) locals_[scope.before + 1] = value;
      return body(key, value);
    };
    if (range.is<Map>()) {
      for (const auto& [key, value] : range.entries())
        if (!visit(key, value)) break;
    } else {
      std::int64_t index = 0;
      for (const auto& element : range.elements())
        if (!visit(index++, element)) break;
    }
    return {};
  }

  Value search(const Node& node, const Value& range, bool deciding) {
    Value result = !deciding;
    auto outcome = each(node, range, [&](const Value&, const Value&) {
      const auto value = run(node.children.back());
      const auto* boolean = value.get<bool>();
      if (boolean && *boolean == deciding) return result = deciding, false;
      if (!boolean && !result.failed()) result = no_bool(value);
      return true;
    });
    return outcome.failed() ? outcome : result;
  }

  Value count_one(const Node& node, const Value& range) {
    std::int64_t count = 0;
    Value failure;
    auto outcome = each(node, range, [&](const Value&, const Value&) {
      const auto value = run(node.children.back());
      const auto* boolean = value.get<bool>();
      if (!boolean) return failure = no_bool(value), false;
      count += *boolean;
      return true;
    });
    if (outcome.failed()) return outcome;
    return failure.failed() ? failure : Value(count == 1);
  }

  // Whether an element is wanted; a failure stays in `failure`.
  bool wanted(const Node& node, Value& failure) {
    if (node.children.size() < 3) return true;
    const auto value = run(node.children[1]);
    if (const auto* boolean = value.get<bool>()) return *boolean;
    failure = no_bool(value);
    return false;
  }

  Value collect_list(const Node& node, const Value& range) {
    std::vector<Value> elements;
    Value failure;
    auto outcome = each(node, range, [&](const Value& key, const Value& value) {
      if (!wanted(node, failure)) return !failure.failed();
      auto made = run(node.children.back());
      if (made.failed()) return failure = std::move(made), false;
      if (node.fold == Fold::map) return elements.push_back(std::move(made)), true;
      const auto* boolean = made.get<bool>();
      if (!boolean) return failure = no_bool(made), false;
      if (*boolean) elements.push_back(range.is<Map>() ? key : value);
      return true;
    });
    if (outcome.failed()) return outcome;
    return failure.failed() ? failure : Value::list(std::move(elements));
  }

  Value collect_map(const Node& node, const Value& range) {
    std::vector<Entry> entries;
    Value failure;
    auto outcome = each(node, range, [&](const Value& key, const Value&) {
      if (!wanted(node, failure)) return !failure.failed();
      auto made = run(node.children.back());
      if (made.failed()) return failure = std::move(made), false;
      if (node.fold == Fold::transform_map) return entries.emplace_back(key, std::move(made)), true;
      if (!made.is<Map>()) return failure = Value::failure("an entry is no map"), false;
      for (const auto& entry : made.entries())
        entries.push_back(entry);
      return true;
    });
    if (outcome.failed()) return outcome;
    return failure.failed() ? failure : Value::map(std::move(entries));
  }

  Value optional_fold(const Node& node, const Value& range) {
    const auto* wrapped = range.get<Optional>();
    if (!wrapped) return Value::failure("a " + range.type_name() + " is no optional");
    if (!wrapped->value) return Value::absent();
    const Scope scope(locals_, node);
    locals_[scope.before] = *wrapped->value;
    auto made = run(node.children.back());
    if (made.failed() || node.fold == Fold::optional_flat_map) return made;
    return Value::present(std::move(made));
  }

  const Tree& tree_;
  std::span<const Value> variables_;
  std::int64_t budget_;
  std::vector<Value> locals_;
};

}  // namespace

Value evaluate(const Tree& tree, std::span<const Value> variables, std::int64_t budget) {
  return Evaluator(tree, variables, budget).run_all();
}

}  // namespace sangam::expression
