#include <algorithm>
#include <set>

#include "engines/graphql/schema_builder.h"

namespace sangam::graphql {

namespace {

using Problems = std::vector<std::string>;

// Whether a value of `type` is also one of `wanted` (IsValidImplementationFieldType).
bool fits(Type type, Type wanted) {
  if (type.is_non_null()) return fits(type.nullable(), wanted.nullable());
  if (wanted.is_non_null()) return false;
  if (type.is_list() || wanted.is_list())
    return type.is_list() && wanted.is_list() && fits(type.inside(), wanted.inside());
  if (type.named == wanted.named) return true;
  if (type.named->kind == TypeKind::object)
    return wanted.named->is_abstract() && wanted.named->includes(*type.named);
  return std::ranges::find(type.named->interfaces, wanted.named) != type.named->interfaces.end();
}

void check_arguments(const std::string& place, const FieldDefinition& field,
                     const FieldDefinition& wanted, const std::string& interface,
                     Problems& problems) {
  for (const auto& argument : wanted.arguments) {
    const auto* own = field.find_argument(argument.name);
    if (own == nullptr)
      problems.push_back(place + " lacks the argument '" + argument.name + "' of " + interface +
                         ".");
    else if (own->type != argument.type)
      problems.push_back(place + "." + argument.name + " is " + to_text(own->type) + ", but " +
                         to_text(argument.type) + " in " + interface + ".");
  }
  for (const auto& argument : field.arguments)
    if (argument.required() && wanted.find_argument(argument.name) == nullptr)
      problems.push_back(place + "." + argument.name + " is required, but unknown to " + interface +
                         ".");
}

void check_implementation(const NamedType& type, const NamedType& interface, Problems& problems) {
  for (const auto* above : interface.interfaces)
    if (above == &type) problems.push_back(type.name + " implements itself.");
    else if (std::ranges::find(type.interfaces, above) == type.interfaces.end())
      problems.push_back(type.name + " implements " + interface.name + ", so also " + above->name +
                         ": it must say so.");
  for (const auto& wanted : interface.fields) {
    const auto place = type.name + "." + wanted.name;
    const auto* field = type.find_field(wanted.name);
    if (field == nullptr) {
      problems.push_back(type.name + " lacks the field '" + wanted.name + "' of " + interface.name +
                         ".");
      continue;
    }
    if (!fits(field->type, wanted.type))
      problems.push_back(place + " is " + to_text(field->type) + ", which is no " +
                         to_text(wanted.type) + " as in " + interface.name + ".");
    check_arguments(place, *field, wanted, interface.name, problems);
  }
}

}  // namespace

void check_implementations(const NamedType& type, Problems& problems) {
  std::set<const NamedType*> seen;
  for (const auto* interface : type.interfaces) {
    if (interface == &type) problems.push_back(type.name + " implements itself.");
    else if (interface->kind != TypeKind::interface)
      problems.push_back(type.name + " implements " + interface->name + ", which is no interface.");
    else if (!seen.insert(interface).second)
      problems.push_back(type.name + " implements " + interface->name + " twice.");
    else check_implementation(type, *interface, problems);
  }
}

}  // namespace sangam::graphql
