// §5.4, §5.6, §5.7: arguments, values and directives of one place.

#include <algorithm>
#include <unordered_map>

#include "engines/graphql/checking.h"
#include "engines/graphql/coerce_leaf.h"

namespace sangam::graphql {

namespace {

// Reports each name that comes again.
void check_unique(Checking& checking, Items<Argument> arguments, Rule rule, std::string_view what) {
  if (arguments.size() < 2) return;
  std::unordered_map<std::string_view, Position> names;
  for (const auto& one : arguments) {
    const auto [first, added] = names.emplace(one.name.text, one.name.position);
    if (!added)
      checking.report(rule, "There are two " + std::string(what) + quoted(one.name.text) + ".",
                      {first->second, one.name.position});
  }
}

std::string hint(const Checking& checking, std::string_view wrong,
                 const std::vector<InputDefinition>& definitions) {
  std::vector<std::string_view> names;
  if (checking.options.introspection)
    for (const auto& one : definitions)
      names.push_back(one.name);
  return suggestion(wrong, names);
}

const InputDefinition* find(const std::vector<InputDefinition>& definitions,
                            std::string_view name) {
  const auto found = std::ranges::find(definitions, name, &InputDefinition::name);
  return found == definitions.end() ? nullptr : &*found;
}

bool has(Items<Argument> arguments, std::string_view name) {
  return std::ranges::any_of(arguments, [&](const Argument& one) { return one.name.text == name; });
}

bool has_variable(const Literal& literal) {
  if (literal.kind == LiteralKind::variable) return true;
  return std::ranges::any_of(literal.elements, has_variable) ||
         std::ranges::any_of(literal.members,
                             [](const Argument& one) { return has_variable(one.value); });
}

std::string shown(const PlaceChecker::Owner& owner) {
  return "the " + std::string(owner.what) + " " + quoted(owner.name);
}

}  // namespace

void PlaceChecker::directives(Items<Directive> directives, DirectiveLocation location, Uses& uses) {
  std::unordered_map<std::string_view, Position> seen;
  for (const auto& directive : directives) {
    if (!checking_.goes_on()) return;
    const auto* definition = checking_.schema.find_directive(directive.name.text);
    if (definition == nullptr) {
      checking_.report(Rule::directives_are_defined,
                       "There is no directive " + quoted(directive.name.text) + ".",
                       {directive.position});
    } else {
      if (!definition->locations.contains(location))
        checking_.report(Rule::directives_are_in_valid_locations,
                         "The directive '" + definition->name + "' may not stand on " +
                             std::string(name(location)) + ".",
                         {directive.position});
      const auto [first, added] = seen.emplace(directive.name.text, directive.position);
      if (!added && !definition->repeatable)
        checking_.report(Rule::directives_are_unique_per_location,
                         "The directive '" + definition->name + "' may stand here once only.",
                         {first->second, directive.position});
    }
    arguments(directive.arguments, definition == nullptr ? nullptr : &definition->arguments,
              {.what = "directive", .name = directive.name.text}, directive.position, uses);
  }
}

void PlaceChecker::arguments(Items<Argument> arguments,
                             const std::vector<InputDefinition>* definitions, const Owner& owner,
                             Position position, Uses& uses) {
  check_unique(checking_, arguments, Rule::argument_uniqueness, "arguments named ");
  for (const auto& argument : arguments) {
    if (!checking_.goes_on()) return;
    const auto* definition =
        definitions == nullptr ? nullptr : find(*definitions, argument.name.text);
    if (definition != nullptr) {
      value(argument.value, definition->type, definition->default_value.has_value(), uses);
      continue;
    }
    if (definitions != nullptr)
      checking_.report(Rule::argument_names,
                       "There is no argument " + quoted(argument.name.text) + " of " +
                           shown(owner) + "." + hint(checking_, argument.name.text, *definitions),
                       {argument.name.position});
    value(argument.value, std::nullopt, false, uses);
  }
  if (definitions == nullptr) return;
  for (const auto& definition : *definitions)
    if (definition.required() && !has(arguments, definition.name))
      checking_.report(Rule::required_arguments,
                       "The argument '" + definition.name + "' of " + shown(owner) +
                           " is required: it is "
                           "of type '" +
                           to_text(definition.type) + "'.",
                       {position});
}

// Recurses as deep as the literal nests, which the document's limits bound.
void PlaceChecker::value(const Literal& literal, std::optional<Type> type, bool has_default,
                         Uses& uses) {
  if (literal.kind == LiteralKind::variable) {
    uses.variables.push_back({.literal = &literal, .type = type, .has_default = has_default});
    return;
  }
  if (literal.kind == LiteralKind::null) {
    if (type && type->is_non_null())
      checking_.report(Rule::values_of_correct_type,
                       "A value of type '" + to_text(*type) + "' is expected, not null.",
                       {literal.position});
    return;
  }
  if (type) type = type->nullable();
  if (type && type->is_list() && literal.kind != LiteralKind::list)
    return value(literal, type->inside(), false, uses);
  if (type && !type->is_list()) {
    if (type->named->kind == TypeKind::input_object) return object(literal, type->named, uses);
    if (type->named->is_leaf()) return leaf(literal, *type->named, uses);
  }
  for (const auto& element : literal.elements) {
    if (!checking_.goes_on()) return;
    value(element, type ? std::optional(type->inside()) : std::nullopt, false, uses);
  }
  if (literal.kind == LiteralKind::object) object(literal, nullptr, uses);
}

// `type` is null when nothing is known of it.
void PlaceChecker::object(const Literal& literal, const NamedType* type, Uses& uses) {
  if (literal.kind != LiteralKind::object) {
    checking_.report(Rule::values_of_correct_type,
                     "An object of type '" + type->name + "' is expected.", {literal.position});
    for (const auto& element : literal.elements)
      value(element, std::nullopt, false, uses);
    return;
  }
  check_unique(checking_, literal.members, Rule::input_object_field_uniqueness, "fields named ");
  for (const auto& member : literal.members) {
    if (!checking_.goes_on()) return;
    const auto* field = type == nullptr ? nullptr : type->find_input_field(member.name.text);
    if (field != nullptr) {
      value(member.value, field->type, field->default_value.has_value(), uses);
      continue;
    }
    if (type != nullptr)
      checking_.report(Rule::input_object_field_names,
                       "There is no field " + quoted(member.name.text) + " in type '" + type->name +
                           "'." + hint(checking_, member.name.text, type->input_fields),
                       {member.name.position});
    value(member.value, std::nullopt, false, uses);
  }
  if (type == nullptr) return;
  for (const auto& field : type->input_fields)
    if (field.required() && !has(literal.members, field.name))
      checking_.report(Rule::input_object_required_fields,
                       "The field '" + field.name + "' of type '" + type->name +
                           "' is required: it is of type '" + to_text(field.type) + "'.",
                       {literal.position});
}

void PlaceChecker::leaf(const Literal& literal, const NamedType& type, Uses& uses) {
  const bool variable = has_variable(literal);
  // What a variable says is not known yet: a custom scalar looks when it is coerced.
  if (!variable || type.kind != TypeKind::scalar || type.scalar != Scalar::custom) {
    const auto coerced = coerce_leaf(type, literal, {});
    if (!coerced)
      checking_.report(Rule::values_of_correct_type, coerced.error(), {literal.position});
  }
  for (const auto& element : literal.elements)
    value(element, std::nullopt, false, uses);
  if (literal.kind == LiteralKind::object) object(literal, nullptr, uses);
}

}  // namespace sangam::graphql
