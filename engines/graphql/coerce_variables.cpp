#include <algorithm>

#include "engines/graphql/coerce.h"

namespace sangam::graphql {

namespace {

std::string named(std::string_view name) { return "The variable '$" + std::string(name) + "'"; }

}  // namespace

std::expected<Variables, std::vector<Problem>> coerce_variables(const Schema& schema,
                                                                const Document& document,
                                                                const Operation& operation,
                                                                const Value& given) {
  Variables coerced;
  std::vector<Problem> problems;
  const Locator locator(document.text());
  const auto refuse = [&](const VariableDefinition& variable, std::string message) {
    problems.push_back({.rule = Rule::coercion,
                        .message = std::move(message),
                        .locations = {locator.locate(variable.position)}});
  };
  for (const auto& variable : operation.variables) {
    const auto* named_type = schema.find_type(variable.type.name.text);
    if (named_type == nullptr || !named_type->is_input()) {
      refuse(variable, named(variable.name.text) + " has no input type.");
      continue;
    }
    const Type type{.named = named_type, .wrapping = variable.type.wrapping};
    const auto* value = given.find(variable.name.text);
    if (value == nullptr) {
      if (variable.default_value != nullptr) {
        auto fallback = coerce_literal(*variable.default_value, type, {});
        if (!fallback) refuse(variable, fallback.error().message);
        else if (*fallback) coerced.emplace(variable.name.text, **std::move(fallback));
      } else if (type.is_non_null()) {
        refuse(variable, named(variable.name.text) + " of type " + to_text(type) +
                             " is required and was not given.");
      }
      continue;
    }
    auto made = coerce_value(*value, type);
    if (made) coerced.emplace(variable.name.text, *std::move(made));
    else
      refuse(variable, named(variable.name.text) + " has no valid value" +
                           (made.error().path.empty() ? "" : " at '" + made.error().path + "'") +
                           ": " + made.error().message);
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return coerced;
}

std::expected<Value::Object, Refusal> coerce_arguments(
    const std::vector<InputDefinition>& definitions, Items<Argument> arguments,
    const Variables& variables, Position position) {
  Value::Object made;
  for (const auto& definition : definitions) {
    const auto* argument = std::ranges::find(arguments, definition.name,
                                             [](const Argument& one) { return one.name.text; });
    std::optional<Value> value;
    auto at = position;
    if (argument != arguments.end()) {
      at = argument->value.position;
      auto coerced = coerce_literal(argument->value, definition.type, variables);
      if (!coerced) {
        coerced.error().message.insert(
            0, "The argument '" + definition.name + "' has no valid value: ");
        return std::unexpected(std::move(coerced.error()));
      }
      value = *std::move(coerced);
    }
    if (!value) value = definition.coerced_default;
    if (value) made.push_back({.name = definition.name, .value = *std::move(value)});
    else if (definition.type.is_non_null())
      return std::unexpected(
          Refusal{.path = {},
                  .message = "The argument '" + definition.name + "' is required and has no value.",
                  .position = at});
  }
  return made;
}

}  // namespace sangam::graphql
