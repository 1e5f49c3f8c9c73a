// §5.8: variables, through all fragments that an operation reaches.

#include <unordered_map>

#include "engines/graphql/checking.h"
#include "engines/graphql/print_document.h"

namespace sangam::graphql {

namespace {

// AreTypesCompatible(): whether a variable of this type may stand where that one is expected.
bool compatible(Type type, Type expected) {
  if (expected.is_non_null())
    return type.is_non_null() && compatible(type.nullable(), expected.nullable());
  if (type.is_non_null()) return compatible(type.nullable(), expected);
  if (expected.is_list() || type.is_list())
    return expected.is_list() && type.is_list() && compatible(type.inside(), expected.inside());
  return type.named == expected.named;
}

struct Declared {
  const VariableDefinition* definition = nullptr;
  std::optional<Type> type;  // nullopt: it is none of inputs
  bool used = false;
};

class OperationVariables {
 public:
  OperationVariables(Checking& checking, const Operation& operation, std::vector<bool>& reached)
      : checking_(checking), operation_(operation), reached_(reached) {}

  void check(const Uses& uses) {
    declare();
    std::vector<const Uses*> waiting = {&uses};
    while (!waiting.empty() && checking_.goes_on()) {
      const auto* one = waiting.back();
      waiting.pop_back();
      for (const auto& use : one->variables)
        check_use(use);
      for (const auto* spread : one->spreads) {
        if (!checking_.spend(1)) break;
        const auto* fragment = checking_.document.target(*spread);
        if (fragment == nullptr || reached_[fragment->number]) continue;
        reached_[fragment->number] = true;
        waiting.push_back(&checking_.fragment_uses[fragment->number]);
      }
    }
    if (!checking_.goes_on()) return;
    for (const auto& definition : operation_.variables) {
      const auto& declared = declared_.at(definition.name.text);
      if (!declared.used && declared.definition == &definition)
        checking_.report(Rule::all_variables_used,
                         "The variable " + shown(definition.name.text) + " is not used.",
                         {definition.position});
    }
  }

 private:
  static std::string shown(std::string_view name) { return quoted("$" + std::string(name)); }

  void declare() {
    Uses none;
    PlaceChecker places(checking_);
    for (const auto& definition : operation_.variables) {
      const auto [one, added] =
          declared_.emplace(definition.name.text, Declared{.definition = &definition});
      if (!added)
        checking_.report(Rule::variable_uniqueness,
                         "There are two variables " + shown(definition.name.text) + ".",
                         {one->second.definition->position, definition.position});
      const auto type = input_type(definition);
      if (added) one->second.type = type;
      places.directives(definition.directives, DirectiveLocation::variable_definition, none);
      if (definition.default_value != nullptr)
        places.value(*definition.default_value, type, false, none);
    }
  }

  std::optional<Type> input_type(const VariableDefinition& definition) {
    const auto* named = checking_.schema.find_type(definition.type.name.text);
    if (named != nullptr && named->is_input())
      return Type{.named = named, .wrapping = definition.type.wrapping};
    checking_.report(Rule::variables_are_input_types,
                     named == nullptr
                         ? "There is no type " + quoted(definition.type.name.text) + "."
                         : "The variable " + shown(definition.name.text) + " is of type '" +
                               named->name + "', which is no type of inputs.",
                     {definition.type.name.position});
    return std::nullopt;
  }

  void check_use(const VariableUse& use) {
    if (!checking_.spend(1)) return;
    const auto found = declared_.find(use.literal->text);
    if (found == declared_.end()) {
      const auto where = operation_.name ? " in the operation " + quoted(operation_.name.text) + "."
                                         : std::string(".");
      checking_.report(Rule::all_variable_uses_defined,
                       "There is no variable " + shown(use.literal->text) + where,
                       {use.literal->position, operation_.position});
      return;
    }
    auto& declared = found->second;
    declared.used = true;
    if (declared.type && use.type && !allowed(declared, use))
      checking_.report(Rule::all_variable_usages_are_allowed,
                       "The variable " + shown(use.literal->text) + " is of type '" +
                           to_text(*declared.type) + "', and '" + to_text(*use.type) +
                           "' is expected here.",
                       {declared.definition->position, use.literal->position});
  }

  // IsVariableUsageAllowed()
  static bool allowed(const Declared& declared, const VariableUse& use) {
    if (!use.type->is_non_null() || declared.type->is_non_null())
      return compatible(*declared.type, *use.type);
    const auto* fallback = declared.definition->default_value;
    const bool has_value = fallback != nullptr && fallback->kind != LiteralKind::null;
    return (has_value || use.has_default) && compatible(*declared.type, use.type->nullable());
  }

  Checking& checking_;
  const Operation& operation_;
  std::vector<bool>& reached_;  // fragments, by their number
  std::unordered_map<std::string_view, Declared> declared_;
};

}  // namespace

void check_variables(Checking& checking) {
  const auto fragments = checking.document.fragments().size();
  std::vector<bool> reached;
  for (std::uint32_t n = 0; n < checking.document.operations().size(); ++n) {
    if (!checking.spend(1 + fragments / 64)) return;
    reached.assign(fragments, false);
    OperationVariables(checking, checking.document.operations()[n], reached)
        .check(checking.operation_uses[n]);
  }
}

}  // namespace sangam::graphql
