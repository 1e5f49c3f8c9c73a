#include "engines/expression/unify.h"

#include <algorithm>

namespace sangam::expression {

namespace {

bool is_parameter(const Type& type) { return type.kind() == Kind::parameter; }

// What may be null though its type does not say so.
bool is_nullable(const Type& type) {
  switch (type.kind()) {
    case Kind::null:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::record:
    case Kind::abstract:
    case Kind::optional:
      return true;
    default:
      return false;
  }
}

bool says_no_more(const Type& a, const Type& b) {
  if (a.is_dynamic() || is_parameter(a)) return true;
  if (b.is_dynamic() || is_parameter(b)) return false;
  if (a.kind() != b.kind() || a.name() != b.name()) return false;
  if (a.kind() == Kind::type) return true;
  return std::ranges::equal(a.parameters(), b.parameters(), says_no_more);
}

Type rebuild(const Type& type, std::vector<Type> parameters) {
  switch (type.kind()) {
    case Kind::list:
      return Type::list(std::move(parameters[0]));
    case Kind::map:
      return Type::map(std::move(parameters[0]), std::move(parameters[1]));
    case Kind::type:
      return Type::type(std::move(parameters[0]));
    case Kind::optional:
      return Type::optional(std::move(parameters[0]));
    case Kind::abstract:
      return Type::abstract(type.name(), std::move(parameters));
    default:
      return type;
  }
}

}  // namespace

const Type& more_general(const Type& a, const Type& b) { return says_no_more(a, b) ? a : b; }

bool Substitution::assign(const Type& actual, const Type& wanted) {
  auto known = known_;
  if (!fits(known, actual, wanted)) return false;
  known_ = std::move(known);
  return true;
}

bool Substitution::assign(const std::vector<Type>& actual, const std::vector<Type>& wanted) {
  auto known = known_;
  if (!all_fit(known, actual, wanted)) return false;
  known_ = std::move(known);
  return true;
}

bool Substitution::all_fit(Known& known, const std::vector<Type>& a, const std::vector<Type>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!fits(known, a[i], b[i])) return false;
  return true;
}

bool Substitution::fits(Known& known, const Type& a, const Type& b) {
  if (a == b) return true;
  if (is_parameter(b)) {
    const auto made = bind(known, a, b);
    if (made != Binding::refused) return made == Binding::made;
  }
  if (is_parameter(a)) return bind(known, b, a) == Binding::made;
  if (a.is_dynamic() || b.is_dynamic()) return true;
  if (a.kind() == Kind::null) return is_nullable(b);
  if (b.kind() == Kind::null) return is_nullable(a);
  if (a.kind() != b.kind() || a.name() != b.name()) return false;
  return a.kind() == Kind::type || all_fit(known, a.parameters(), b.parameters());
}

Substitution::Binding Substitution::bind(Known& known, const Type& type, const Type& parameter) {
  const auto found = known.find(parameter.name());
  if (found == known.end()) {
    if (occurs(known, parameter, type)) return Binding::refused;
    known.emplace(parameter.name(), type);
    return Binding::made;
  }
  const auto before = found->second;
  if (type == before) return Binding::made;
  if (!fits(known, type, before)) return Binding::contradicted;
  const auto& general = more_general(type, before);
  if (!occurs(known, parameter, general)) known[parameter.name()] = general;
  return Binding::made;
}

bool Substitution::occurs(const Known& known, const Type& parameter, const Type& within) {
  if (parameter == within) return true;
  if (is_parameter(within)) {
    const auto found = known.find(within.name());
    return found != known.end() && occurs(known, parameter, found->second);
  }
  return std::ranges::any_of(within.parameters(),
                             [&](const Type& one) { return occurs(known, parameter, one); });
}

Type Substitution::apply(const Type& type, bool unknown_to_dynamic) const {
  return replace(known_, type, unknown_to_dynamic);
}

Type Substitution::replace(const Known& known, const Type& type, bool unknown_to_dynamic) {
  if (is_parameter(type)) {
    const auto found = known.find(type.name());
    if (found != known.end()) return replace(known, found->second, unknown_to_dynamic);
    return unknown_to_dynamic ? Type() : type;
  }
  if (type.parameters().empty()) return type;
  std::vector<Type> parameters;
  for (const auto& one : type.parameters())
    parameters.push_back(replace(known, one, unknown_to_dynamic));
  return rebuild(type, std::move(parameters));
}

Type Substitution::fresh() { return Type::parameter("?" + std::to_string(made_++)); }

std::vector<Type> Substitution::instantiate(const std::vector<Type>& types) {
  // Parameters of a declaration are never known themselves, so this touches nobody's.
  Known own;
  const auto note = [&](const auto& self, const Type& type) -> void {
    if (is_parameter(type) && !type.name().starts_with('?') && !own.contains(type.name()))
      own.emplace(type.name(), fresh());
    for (const auto& one : type.parameters())
      self(self, one);
  };
  for (const auto& type : types)
    note(note, type);
  std::vector<Type> made;
  for (const auto& type : types)
    made.push_back(replace(own, type, false));
  return made;
}

}  // namespace sangam::expression
