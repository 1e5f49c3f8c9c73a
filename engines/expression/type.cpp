#include "engines/expression/type.h"

#include <algorithm>

#include "base/assert.h"

namespace sangam::expression {

struct Type::Detail {
  std::string name;
  std::vector<Type> parameters;
  std::vector<Member> members;
};

namespace {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::dynamic:
      return "dyn";
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::natural:
      return "uint";
    case Kind::floating:
      return "double";
    case Kind::text:
      return "string";
    case Kind::bytes:
      return "bytes";
    case Kind::timestamp:
      return "timestamp";
    case Kind::duration:
      return "duration";
    case Kind::list:
      return "list";
    case Kind::map:
      return "map";
    case Kind::type:
      return "type";
    case Kind::optional:
      return "optional_type";
    case Kind::record:
    case Kind::abstract:
    case Kind::parameter:
      break;
  }
  SANGAM_ASSERT(false);
}

bool is_named(Kind kind) {
  return kind == Kind::record || kind == Kind::abstract || kind == Kind::parameter;
}

}  // namespace

Type::Type(Kind kind) : kind_(kind) { SANGAM_ASSERT(!is_named(kind)); }

Type::Type(Kind kind, std::string name, std::vector<Type> parameters)
    : kind_(kind),
      detail_(std::make_shared<Detail>(Detail{std::move(name), std::move(parameters), {}})) {}

Type Type::list(Type element) { return {Kind::list, {}, {std::move(element)}}; }
Type Type::map(Type key, Type value) { return {Kind::map, {}, {std::move(key), std::move(value)}}; }
Type Type::type(Type of) { return {Kind::type, {}, {std::move(of)}}; }
Type Type::optional(Type of) { return {Kind::optional, {}, {std::move(of)}}; }
Type Type::abstract(std::string name, std::vector<Type> parameters) {
  return {Kind::abstract, std::move(name), std::move(parameters)};
}
Type Type::parameter(std::string name) { return {Kind::parameter, std::move(name), {}}; }

Type Type::record(std::string name, std::vector<Member> members) {
  Type made(Kind::record, {}, {});
  made.detail_ = std::make_shared<Detail>(
      Detail{.name = std::move(name), .parameters = {}, .members = std::move(members)});
  return made;
}

const std::vector<Type>& Type::parameters() const noexcept {
  static const std::vector<Type> none;
  return detail_ ? detail_->parameters : none;
}

const std::string& Type::name() const noexcept {
  static const std::string none;
  return detail_ ? detail_->name : none;
}

const Type* Type::member(std::string_view name) const noexcept {
  if (kind_ != Kind::record) return nullptr;
  const auto found = std::ranges::find(detail_->members, name, &Member::name);
  return found == detail_->members.end() ? nullptr : &found->type;
}

std::string Type::str() const {
  std::string text(is_named(kind_) ? std::string_view(name()) : word(kind_));
  if (parameters().empty()) return text;
  text += '(';
  for (const auto& one : parameters()) {
    if (text.back() != '(') text += ", ";
    text += one.str();
  }
  return text + ')';
}

bool operator==(const Type& a, const Type& b) {
  return a.kind_ == b.kind_ &&
         (a.detail_ == b.detail_ || (a.name() == b.name() && a.parameters() == b.parameters()));
}

}  // namespace sangam::expression
