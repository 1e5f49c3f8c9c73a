// The fields of the types of introspection (§4.2).

#include "engines/graphql/introspection.h"
#include "engines/graphql/print_value.h"

namespace sangam::graphql {

namespace {

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Answer type_or_null(const NamedType* type) {
  if (type == nullptr) return Value();
  return Shown(Type{.named = type, .wrapping = {}});
}

bool includes_deprecated(const Value::Object& arguments) {
  for (const auto& argument : arguments)
    if (argument.name == "includeDeprecated") return argument.value == Value(true);
  return false;
}

template <class Part>
Answer parts_of(const std::vector<Part>& parts, const Value::Object& arguments) {
  const bool all = includes_deprecated(arguments);
  std::vector<Shown> shown;
  for (const auto& part : parts)
    if (all || !part.deprecated) shown.emplace_back(&part);
  return shown;
}

Answer types_of(const std::vector<const NamedType*>& types) {
  std::vector<Shown> shown;
  for (const auto* type : types)
    shown.emplace_back(Type{.named = type, .wrapping = {}});
  return shown;
}

// What all named parts say of themselves; nullopt for another field.
std::optional<Value> described(const Description& part, std::string_view field) {
  if (field == "name") return Value(part.name);
  if (field == "description") return text_or_null(part.description);
  if (field == "isDeprecated") return Value(part.deprecated.has_value());
  if (field == "deprecationReason") return part.deprecated ? Value(*part.deprecated) : Value();
  return std::nullopt;
}

struct Resolver {
  const Schema& schema;
  std::string_view field;
  const Value::Object& arguments;

  Answer operator()(const Schema* all) const {
    if (field == "description") return text_or_null(all->description());
    if (field == "types") {
      std::vector<Shown> types;
      for (const auto& type : all->types())
        types.emplace_back(Type{.named = &type, .wrapping = {}});
      return types;
    }
    if (field == "queryType") return type_or_null(all->root(OperationKind::query));
    if (field == "mutationType") return type_or_null(all->root(OperationKind::mutation));
    if (field == "subscriptionType") return type_or_null(all->root(OperationKind::subscription));
    if (field != "directives") return Value();
    std::vector<Shown> directives;
    for (const auto& directive : all->directives())
      directives.emplace_back(&directive);
    return directives;
  }

  Answer operator()(const Type& type) const {
    if (!type.wrapping.none()) {
      if (field == "kind") return Value(type.is_list() ? "LIST" : "NON_NULL");
      if (field == "ofType") return Shown(type.inside());
      return Value();
    }
    return of_named(*type.named);
  }

  Answer of_named(const NamedType& type) const {
    const bool has_fields = type.kind == TypeKind::object || type.kind == TypeKind::interface;
    if (field == "kind") return Value(name(type.kind));
    if (field == "name") return Value(type.name);
    if (field == "description") return text_or_null(type.description);
    if (field == "specifiedByURL") return text_or_null(type.specified_by);
    if (field == "fields" && has_fields) return parts_of(type.fields, arguments);
    if (field == "interfaces" && has_fields) return types_of(type.interfaces);
    if (field == "possibleTypes" && type.is_abstract()) return types_of(type.possible);
    if (field == "enumValues" && type.kind == TypeKind::enumeration)
      return parts_of(type.values, arguments);
    if (field == "inputFields" && type.kind == TypeKind::input_object)
      return parts_of(type.input_fields, arguments);
    return Value();
  }

  Answer operator()(const FieldDefinition* one) const {
    if (field == "args") return parts_of(one->arguments, arguments);
    if (field == "type") return Shown(one->type);
    return described(*one, field).value_or(Value());
  }

  Answer operator()(const InputDefinition* one) const {
    if (field == "type") return Shown(one->type);
    if (field == "defaultValue")
      return one->default_value ? Value(print(*one->default_value, one->type)) : Value();
    return described(*one, field).value_or(Value());
  }

  Answer operator()(const Description* one) const {
    return described(*one, field).value_or(Value());
  }

  Answer operator()(const DirectiveDefinition* one) const {
    if (field == "isRepeatable") return Value(one->repeatable);
    if (field == "args") return parts_of(one->arguments, arguments);
    if (field != "locations") return described(*one, field).value_or(Value());
    Value::List locations;
    for (int n = 0; n < kDirectiveLocations; ++n)
      if (const auto location = static_cast<DirectiveLocation>(n);
          one->locations.contains(location))
        locations.emplace_back(name(location));
    return Value(std::move(locations));
  }
};

}  // namespace

std::string_view type_name(const Shown& shown) noexcept {
  constexpr std::string_view kNames[] = {"__Schema",     "__Type",      "__Field",
                                         "__InputValue", "__EnumValue", "__Directive"};
  return kNames[shown.index()];
}

Answer resolve(const Schema& schema, const Shown& shown, std::string_view field,
               const Value::Object& arguments) {
  if (field == "__typename") return Value(type_name(shown));
  return std::visit(Resolver{schema, field, arguments}, shown);
}

}  // namespace sangam::graphql
