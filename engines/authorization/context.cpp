#include "engines/authorization/context.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "engines/expression/utf8.h"

namespace sangam::authorization {

namespace {

using expression::Kind;
using expression::Value;

constexpr std::size_t kTextMost = 1'000;

Fault fault_of(std::string detail) {
  return {FaultKind::context_invalid, "context", std::move(detail)};
}

template <class Number>
std::optional<Value> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Value(number);
}

std::optional<Value> parse_double(std::string_view text) {
  const auto value = parse_number<double>(text);
  if (!value || !std::isfinite(*value->get<double>())) return std::nullopt;
  return value;
}

template <class Parsed>
std::optional<Value> wrap(std::optional<Parsed> parsed) {
  if (!parsed) return std::nullopt;
  return Value(*parsed);
}

std::optional<Value> parse_text(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::boolean:
      if (text != "true" && text != "false") return std::nullopt;
      return Value(text == "true");
    case Kind::integer:
      return parse_number<std::int64_t>(text);
    case Kind::natural:
      return parse_number<std::uint64_t>(text);
    case Kind::floating:
      return parse_double(text);
    case Kind::timestamp:
      return wrap(expression::parse_moment(text));
    case Kind::duration:
      return wrap(expression::parse_duration(text));
    default:
      return expression::is_utf8(text) ? std::optional(Value(text)) : std::nullopt;
  }
}

}  // namespace

Context::Context(const Schema& schema) : schema_(&schema) {
  for (const auto& variable : schema.environment().variables())
    values_.push_back(Value::failure(fmt::format("{} is not known", variable.name)));
}

std::expected<std::size_t, Fault> Context::find(std::string_view name) const {
  const auto found = schema_->environment().find_variable(name);
  if (found < 0)
    return std::unexpected(fault_of(fmt::format("The model declares no context '{}'.", name)));
  return static_cast<std::size_t>(found);
}

std::expected<void, Fault> Context::set(std::string_view name, Value value) {
  const auto place = find(name);
  if (!place) return std::unexpected(place.error());
  const auto& type = schema_->environment().variables()[*place].type;
  if (value.kind() != type.kind())
    return std::unexpected(fault_of(fmt::format("'{}' must be of type {}.", name, type.str())));
  values_[*place] = std::move(value);
  return {};
}

std::expected<void, Fault> Context::set_text(std::string_view name, std::string_view text) {
  const auto place = find(name);
  if (!place) return std::unexpected(place.error());
  const auto& type = schema_->environment().variables()[*place].type;
  auto value = text.size() > kTextMost ? std::nullopt : parse_text(type.kind(), text);
  if (!value)
    return std::unexpected(fault_of(fmt::format("'{}' must be of type {}.", name, type.str())));
  values_[*place] = std::move(*value);
  return {};
}

}  // namespace sangam::authorization
