#include "engines/graphql/coerce_leaf.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engines/graphql/print_document.h"

namespace sangam::graphql {

namespace {

using Result = std::expected<Value, std::string>;

constexpr double kFirstInexact = 9007199254740992.0;  // 2^53: above, doubles skip whole numbers
constexpr std::size_t kMostShown = 60;

Result refuse(std::string_view takes, const std::string& given) {
  return std::unexpected(std::string(takes) + ", not " + given + ".");
}

bool fits_int(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

// A double that stands for a whole number, as JSON may write it.
std::optional<std::int64_t> whole(const Value& given) {
  if (const auto* value = given.get<std::int64_t>()) return *value;
  const auto* number = given.get<double>();
  if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) >= kFirstInexact)
    return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

constexpr std::string_view kIntTakes = "Int takes whole numbers of 32 bits";
constexpr std::string_view kFloatTakes = "Float takes finite numbers";
constexpr std::string_view kTextTakes = "String takes texts";
constexpr std::string_view kBooleanTakes = "Boolean takes true and false";
constexpr std::string_view kIdTakes = "ID takes texts and whole numbers";

Result coerce_int(const Value& given) {
  const auto value = whole(given);
  if (!value || !fits_int(*value)) return refuse(kIntTakes, shown(given));
  return *value;
}

Result coerce_float(const Value& given) {
  if (const auto* value = given.get<std::int64_t>()) return static_cast<double>(*value);
  const auto* number = given.get<double>();
  if (number == nullptr || !std::isfinite(*number)) return refuse(kFloatTakes, shown(given));
  return *number;
}

Result coerce_id(const Value& given) {
  if (given.is<std::string>()) return given;
  const auto value = whole(given);
  if (!value) return refuse(kIdTakes, shown(given));
  return std::to_string(*value);
}

Result custom(const NamedType& type, const Value& given) {
  return type.coerce ? type.coerce(given) : Result(given);
}

Result no_value(const NamedType& type, const std::string& given) {
  return std::unexpected("The enum " + type.name + " has no value " + given + ".");
}

// The literal, short enough for a message.
std::string shown(const Literal& literal) {
  if (literal.kind == LiteralKind::list) return "a list";
  if (literal.kind == LiteralKind::object) return "an object";
  if (literal.kind == LiteralKind::text) return shown(Value(literal.text));
  auto text = print(literal);
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "…";
  return text;
}

std::optional<double> read_double(std::string_view digits) {
  const double value = std::strtod(std::string(digits).c_str(), nullptr);
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

Result number(const Literal& literal) {
  const auto digits = literal.text;
  std::int64_t value = 0;
  const auto end = digits.data() + digits.size();
  if (literal.kind == LiteralKind::integer &&
      std::from_chars(digits.data(), end, value).ec == std::errc{})
    return value;
  const auto inexact = read_double(digits);
  if (!inexact) return std::unexpected("The number is out of range.");
  return *inexact;
}

// What a custom scalar is given: the literal as JSON would have it.
Result untyped(const Literal& literal, const Variables& variables) {
  switch (literal.kind) {
    case LiteralKind::variable: {
      const auto found = variables.find(literal.text);
      return found == variables.end() ? Value() : found->second;
    }
    case LiteralKind::integer:
    case LiteralKind::floating:
      return number(literal);
    case LiteralKind::text:
    case LiteralKind::enumeration:
      return Value(literal.text);
    case LiteralKind::boolean:
      return literal.text == "true";
    case LiteralKind::null:
      return Value();
    case LiteralKind::list: {
      Value::List list;
      for (const auto& element : literal.elements) {
        auto one = untyped(element, variables);
        if (!one) return one;
        list.push_back(*std::move(one));
      }
      return list;
    }
    case LiteralKind::object:
      break;
  }
  Value::Object object;
  for (const auto& member : literal.members) {
    auto one = untyped(member.value, variables);
    if (!one) return one;
    object.push_back({.name = std::string(member.name.text), .value = *std::move(one)});
  }
  return object;
}

}  // namespace

std::expected<Value, std::string> coerce_leaf(const NamedType& type, const Value& given) {
  if (type.kind == TypeKind::enumeration) {
    const auto* name = given.get<std::string>();
    if (name == nullptr || type.find_value(*name) == nullptr) return no_value(type, shown(given));
    return given;
  }
  switch (type.scalar) {
    case Scalar::integer:
      return coerce_int(given);
    case Scalar::floating:
      return coerce_float(given);
    case Scalar::text:
      return given.is<std::string>() ? Result(given) : refuse(kTextTakes, shown(given));
    case Scalar::boolean:
      return given.is<bool>() ? Result(given) : refuse(kBooleanTakes, shown(given));
    case Scalar::id:
      return coerce_id(given);
    case Scalar::custom:
      break;
  }
  return custom(type, given);
}

std::expected<Value, std::string> coerce_leaf(const NamedType& type, const Literal& literal,
                                              const Variables& variables) {
  const auto kind = literal.kind;
  if (type.kind == TypeKind::enumeration) {
    if (kind != LiteralKind::enumeration || type.find_value(literal.text) == nullptr)
      return no_value(type, shown(literal));
    return Value(literal.text);
  }
  switch (type.scalar) {
    case Scalar::integer: {
      const auto value = number(literal);
      const auto* whole = value ? value->get<std::int64_t>() : nullptr;
      if (kind != LiteralKind::integer || whole == nullptr || !fits_int(*whole))
        return refuse(kIntTakes, shown(literal));
      return value;
    }
    case Scalar::floating: {
      const auto value = read_double(literal.text);
      if ((kind != LiteralKind::integer && kind != LiteralKind::floating) || !value)
        return refuse(kFloatTakes, shown(literal));
      return *value;
    }
    case Scalar::text:
      if (kind != LiteralKind::text) return refuse(kTextTakes, shown(literal));
      return Value(literal.text);
    case Scalar::boolean:
      if (kind != LiteralKind::boolean) return refuse(kBooleanTakes, shown(literal));
      return literal.text == "true";
    case Scalar::id:
      if (kind != LiteralKind::text && kind != LiteralKind::integer)
        return refuse(kIdTakes, shown(literal));
      return Value(literal.text);
    case Scalar::custom:
      break;
  }
  const auto value = untyped(literal, variables);
  return value ? custom(type, *value) : value;
}

}  // namespace sangam::graphql
