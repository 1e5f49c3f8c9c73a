#include <algorithm>
#include <set>

#include "engines/graphql/schema_builder.h"

namespace sangam::graphql {

namespace {

using Problems = std::vector<std::string>;

void check_inputs(const std::string& place, const std::vector<InputDefinition>& inputs,
                  Problems& problems) {
  for (const auto& input : inputs) {
    const auto at = place + "." + input.name;
    if (!input.type.named->is_input()) problems.push_back(at + ": this is no type of inputs.");
    if (input.required() && input.deprecated)
      problems.push_back(at + " is required, so it cannot be deprecated.");
  }
}

void check_fields(const NamedType& type, Problems& problems) {
  if (type.fields.empty()) problems.push_back(type.name + " has no fields.");
  for (const auto& field : type.fields) {
    const auto place = type.name + "." + field.name;
    if (!field.type.named->is_output()) problems.push_back(place + ": this is no type of outputs.");
    check_inputs(place, field.arguments, problems);
  }
}

void check_union(const NamedType& type, Problems& problems) {
  if (type.possible.empty()) problems.push_back(type.name + " has no members.");
  std::set<const NamedType*> seen;
  for (const auto* member : type.possible) {
    if (member->kind != TypeKind::object)
      problems.push_back(type.name + ": " + member->name + " is no object.");
    if (!seen.insert(member).second)
      problems.push_back(type.name + " has " + member->name + " twice.");
  }
}

void check_kind(const NamedType& type, Problems& problems) {
  switch (type.kind) {
    case TypeKind::object:
    case TypeKind::interface:
      check_fields(type, problems);
      check_implementations(type, problems);
      return;
    case TypeKind::union_of:
      return check_union(type, problems);
    case TypeKind::enumeration:
      if (type.values.empty()) problems.push_back(type.name + " has no values.");
      return;
    case TypeKind::input_object:
      if (type.input_fields.empty()) problems.push_back(type.name + " has no fields.");
      return check_inputs(type.name, type.input_fields, problems);
    case TypeKind::scalar:
      return;
  }
}

// Input objects that need each other for ever: a cycle of non-null fields (§3.10).
class EndlessInputs {
 public:
  explicit EndlessInputs(Problems& problems) : problems_(problems) {}

  // Recurses as deep as input objects nest; each type once.
  void visit(const NamedType& type) {
    if (!visited_.insert(&type).second) return;
    under_way_.insert(&type);
    for (const auto& field : type.input_fields) {
      const auto* inner = field.type.named;
      if (inner->kind != TypeKind::input_object || !field.type.is_non_null() ||
          !field.type.nullable().wrapping.none())
        continue;
      if (under_way_.contains(inner))
        problems_.push_back(type.name + "." + field.name +
                            " needs a value of its own type, which needs another, without end.");
      else visit(*inner);
    }
    under_way_.erase(&type);
  }

 private:
  Problems& problems_;
  std::set<const NamedType*> visited_;
  std::set<const NamedType*> under_way_;
};

}  // namespace

void check_schema(const Schema& schema, Problems& problems) {
  EndlessInputs endless(problems);
  for (const auto& type : schema.types()) {
    if (!type.interfaces.empty() && type.kind != TypeKind::object &&
        type.kind != TypeKind::interface)
      problems.push_back(type.name + ": only objects and interfaces implement interfaces.");
    check_kind(type, problems);
    if (type.kind == TypeKind::input_object) endless.visit(type);
  }
  for (const auto& directive : schema.directives())
    check_inputs("@" + directive.name, directive.arguments, problems);
}

}  // namespace sangam::graphql
