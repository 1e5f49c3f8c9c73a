#include "engines/graphql/schema_builder.h"

#include <algorithm>
#include <set>

#include "engines/graphql/built_in_types.h"

namespace sangam::graphql {

namespace {

bool is_name(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

struct TypeText {
  std::string_view name;
  Wrapping wrapping;
};

// "[Int!]!"; nullopt when it is none.
std::optional<TypeText> read_type(std::string_view text) {
  const bool non_null = text.ends_with('!');
  if (non_null) text.remove_suffix(1);
  TypeText read{.name = text, .wrapping = {}};
  if (text.starts_with('[') && text.ends_with(']')) {
    const auto inner = read_type(text.substr(1, text.size() - 2));
    if (!inner || !inner->wrapping.has_room()) return std::nullopt;
    read = {.name = inner->name, .wrapping = inner->wrapping.in_list()};
  } else if (!is_name(text)) {
    return std::nullopt;
  }
  if (non_null) read.wrapping = read.wrapping.in_non_null();
  return read;
}

std::optional<Scalar> built_in_scalar(std::string_view name) {
  if (name == "Int") return Scalar::integer;
  if (name == "Float") return Scalar::floating;
  if (name == "String") return Scalar::text;
  if (name == "Boolean") return Scalar::boolean;
  return name == "ID" ? std::optional(Scalar::id) : std::nullopt;
}

}  // namespace

std::expected<Schema, std::vector<std::string>> Schema::build(const SchemaDraft& draft) {
  return SchemaBuilder(draft).build();
}

std::expected<Schema, std::vector<std::string>> SchemaBuilder::build() {
  parts_->description = draft_.description;
  parts_->applied = draft_.directives;
  add_names(draft_, false);
  add_names(built_in_draft(), true);
  auto type = parts_->types.begin();
  for (const auto* draft : {&draft_, &built_in_draft()})
    for (const auto& from : draft->types)
      fill(from, *type++);
  for (const auto& from : draft_.declared_directives)
    add_directive(from, false);
  for (const auto& from : built_in_draft().declared_directives)
    add_directive(from, true);
  add_roots();
  take_meta_fields();
  for (auto& one : parts_->types)
    index(one);
  find_possible();
  // Everything else takes for granted that names mean something.
  if (!problems_.empty()) return std::unexpected(std::move(problems_));
  Schema schema(std::move(parts_));
  check_schema(schema, problems_);
  if (!problems_.empty()) return std::unexpected(std::move(problems_));
  parts_ = std::move(schema.parts_);
  coerce_defaults();
  schema.parts_ = std::move(parts_);
  if (problems_.empty()) check_applied_directives(schema, problems_);
  if (!problems_.empty()) return std::unexpected(std::move(problems_));
  return schema;
}

void SchemaBuilder::check_name(const std::string& place, const std::string& name, bool built_in) {
  if (!is_name(name)) complain(place + ": '" + name + "' is no name.");
  else if (!built_in && name.starts_with("__"))
    complain(place + ": names that begin with __ belong to introspection.");
}

void SchemaBuilder::add_names(const SchemaDraft& draft, bool built_in) {
  for (const auto& from : draft.types) {
    check_name(from.name, from.name, built_in);
    auto& type = parts_->types.emplace_back();
    type.name = from.name;
    type.kind = from.kind;
    type.number = static_cast<std::uint32_t>(parts_->types.size() - 1);
    type.built_in = built_in;
    if (!types_.emplace(type.name, &type).second)
      complain("The type '" + from.name + "' is there twice.");
    else if (from.name != kMetaType) parts_->types_by_name.emplace(type.name, &type);
  }
}

Type SchemaBuilder::resolve(const std::string& place, const std::string& text) {
  const auto read = read_type(text);
  if (!read) {
    complain(place + ": '" + text + "' is no type.");
    return {};
  }
  const auto found = parts_->types_by_name.find(read->name);
  if (found == parts_->types_by_name.end()) {
    complain(place + ": there is no type '" + std::string(read->name) + "'.");
    return {};
  }
  return {.named = found->second, .wrapping = read->wrapping};
}

InputDefinition SchemaBuilder::input(const std::string& place, const InputDraft& from,
                                     bool built_in) {
  check_name(place, from.name, built_in);
  InputDefinition made;
  made.name = from.name;
  made.description = from.description;
  made.deprecated = from.deprecated;
  made.directives = from.directives;
  made.type = resolve(place, from.type);
  made.default_value = from.default_value;
  return made;
}

std::vector<InputDefinition> SchemaBuilder::inputs(const std::string& place,
                                                   const std::vector<InputDraft>& from,
                                                   bool built_in) {
  std::vector<InputDefinition> made;
  std::set<std::string_view> names;
  for (const auto& one : from) {
    const auto at = place + "." + one.name;
    made.push_back(input(at, one, built_in));
    if (!names.insert(one.name).second) complain(at + " is there twice.");
  }
  return made;
}

FieldDefinition SchemaBuilder::field(const std::string& place, const FieldDraft& from,
                                     bool built_in) {
  check_name(place, from.name, built_in);
  FieldDefinition made;
  made.name = from.name;
  made.description = from.description;
  made.deprecated = from.deprecated;
  made.directives = from.directives;
  made.arguments = inputs(place, from.arguments, built_in);
  made.type = resolve(place, from.type);
  made.cost = from.cost;
  made.assumed_size = from.assumed_size;
  made.size_argument = from.size_argument;
  made.federation = from.federation;
  if (!made.size_argument.empty() && made.find_argument(made.size_argument) == nullptr)
    complain(place + " is sized by '" + made.size_argument + "', which is none of its arguments.");
  return made;
}

void SchemaBuilder::fill(const TypeDraft& from, NamedType& type) {
  type.description = from.description;
  type.directives = from.directives;
  type.federation = from.federation;
  type.specified_by = from.specified_by;
  type.coerce = from.coerce;
  if (type.kind == TypeKind::scalar && type.built_in)
    type.scalar = built_in_scalar(type.name).value_or(Scalar::custom);
  for (const auto& one : from.fields)
    type.fields.push_back(field(from.name + "." + one.name, one, type.built_in));
  for (const auto& name : from.interfaces)
    type.interfaces.push_back(resolve(from.name, name).named);
  for (const auto& name : from.members)
    type.possible.push_back(resolve(from.name, name).named);
  type.values = from.values;
  for (const auto& value : type.values) {
    check_name(from.name, value.name, type.built_in);
    if (value.name == "true" || value.name == "false" || value.name == "null")
      complain(from.name + ": a value of an enum cannot be named '" + value.name + "'.");
  }
  type.input_fields = inputs(from.name, from.input_fields, type.built_in);
}

void SchemaBuilder::add_directive(const DirectiveDraft& from, bool built_in) {
  const auto place = "@" + from.name;
  check_name(place, from.name, built_in);
  auto& made = parts_->directives.emplace_back();
  made.name = from.name;
  made.description = from.description;
  made.arguments = inputs(place, from.arguments, built_in);
  made.locations = from.locations;
  made.repeatable = from.repeatable;
  made.built_in = built_in;
  made.federation = from.federation;
  if (made.locations.empty()) complain(place + " may stand nowhere.");
  if (!parts_->directives_by_name.emplace(made.name, &made).second)
    complain(place + " is there twice.");
}

void SchemaBuilder::add_roots() {
  const std::string* names[] = {&draft_.query, &draft_.mutation, &draft_.subscription};
  for (std::size_t kind = 0; kind < 3; ++kind) {
    const auto found = parts_->types_by_name.find(*names[kind]);
    if (found == parts_->types_by_name.end()) continue;
    for (const auto* other : parts_->roots)
      if (other == found->second) complain(*names[kind] + " is the root of two kinds.");
    parts_->roots[kind] = found->second;
    if (found->second->kind != TypeKind::object) complain(*names[kind] + " is no object.");
  }
  if (parts_->roots[0] == nullptr) complain("There is no type '" + draft_.query + "', the root.");
}

void SchemaBuilder::take_meta_fields() {
  auto& meta = parts_->types.back();
  SANGAM_ASSERT(meta.name == kMetaType && meta.fields.size() == 3);
  parts_->typename_field = std::move(meta.fields[0]);
  parts_->schema_field = std::move(meta.fields[1]);
  parts_->type_field = std::move(meta.fields[2]);
  types_.erase(kMetaType);
  parts_->types.pop_back();
}

void SchemaBuilder::index(NamedType& type) {
  const auto add = [&](const auto& parts) {
    for (std::uint32_t n = 0; n < parts.size(); ++n)
      if (!type.places_.emplace(parts[n].name, n).second)
        complain(type.name + "." + parts[n].name + " is there twice.");
  };
  add(type.fields);
  if (type.fields.empty()) add(type.values);
  if (type.fields.empty() && type.values.empty()) add(type.input_fields);
}

void SchemaBuilder::find_possible() {
  for (auto& type : parts_->types) {
    if (type.kind == TypeKind::object) type.possible = {&type};
    for (const auto* interface : type.interfaces)
      if (type.kind == TypeKind::object && interface != nullptr &&
          interface->kind == TypeKind::interface)
        types_.at(interface->name)->possible.push_back(&type);
  }
  for (auto& type : parts_->types) {
    type.possible_bits_.resize((parts_->types.size() + 63) / 64);
    for (const auto* object : type.possible)
      if (object != nullptr)
        type.possible_bits_[object->number / 64] |= std::uint64_t{1} << (object->number % 64);
  }
}

}  // namespace sangam::graphql
