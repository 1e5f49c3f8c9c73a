#include <algorithm>
#include <set>

#include "engines/graphql/coerce.h"
#include "engines/graphql/schema_builder.h"

namespace sangam::graphql {

namespace {

class Checker {
 public:
  Checker(const Schema& schema, std::vector<std::string>& problems)
      : schema_(schema), problems_(problems) {}

  void check(const std::string& place, const std::vector<AppliedDirective>& applied,
             DirectiveLocation location) {
    std::set<std::string_view> seen;
    for (const auto& one : applied) {
      const auto at = place + " @" + one.name;
      const auto* definition = schema_.find_directive(one.name);
      if (definition == nullptr) {
        problems_.push_back(at + ": there is no such directive.");
        continue;
      }
      if (!definition->locations.contains(location))
        problems_.push_back(at + " may not stand on " + std::string(name(location)) + ".");
      if (!seen.insert(one.name).second && !definition->repeatable)
        problems_.push_back(at + " is there twice.");
      check_arguments(at, one, *definition);
    }
  }

  void check(const std::string& place, const std::vector<InputDefinition>& inputs,
             DirectiveLocation location) {
    for (const auto& input : inputs)
      check(place + "." + input.name, input.directives, location);
  }

  void check(const NamedType& type) {
    check(type.name, type.directives, location_of(type.kind));
    for (const auto& field : type.fields) {
      const auto place = type.name + "." + field.name;
      check(place, field.directives, DirectiveLocation::field_definition);
      check(place, field.arguments, DirectiveLocation::argument_definition);
    }
    for (const auto& value : type.values)
      check(type.name + "." + value.name, value.directives, DirectiveLocation::enum_value);
    check(type.name, type.input_fields, DirectiveLocation::input_field_definition);
  }

 private:
  static DirectiveLocation location_of(TypeKind kind) {
    switch (kind) {
      case TypeKind::scalar:
        return DirectiveLocation::scalar;
      case TypeKind::object:
        return DirectiveLocation::object;
      case TypeKind::interface:
        return DirectiveLocation::interface;
      case TypeKind::union_of:
        return DirectiveLocation::union_of;
      case TypeKind::enumeration:
        return DirectiveLocation::enumeration;
      case TypeKind::input_object:
        break;
    }
    return DirectiveLocation::input_object;
  }

  void check_arguments(const std::string& at, const AppliedDirective& applied,
                       const DirectiveDefinition& definition) {
    for (const auto& argument : applied.arguments) {
      const auto* input = definition.find_argument(argument.name);
      if (input == nullptr) {
        problems_.push_back(at + " has no argument '" + argument.name + "'.");
        continue;
      }
      const auto coerced = coerce_value(argument.value, input->type);
      if (!coerced) problems_.push_back(at + "." + argument.name + ": " + coerced.error().message);
    }
    for (const auto& input : definition.arguments)
      if (input.required() && std::ranges::find(applied.arguments, input.name, &Member::name) ==
                                  applied.arguments.end())
        problems_.push_back(at + " needs the argument '" + input.name + "'.");
  }

  const Schema& schema_;
  std::vector<std::string>& problems_;
};

}  // namespace

void check_applied_directives(const Schema& schema, std::vector<std::string>& problems) {
  Checker checker(schema, problems);
  checker.check("The schema", schema.applied_directives(), DirectiveLocation::schema);
  for (const auto& type : schema.types())
    checker.check(type);
  for (const auto& directive : schema.directives())
    checker.check("@" + directive.name, directive.arguments,
                  DirectiveLocation::argument_definition);
}

}  // namespace sangam::graphql
