#include "kernel/message_signatures/component.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/structured_fields/parse.h"
#include "base/structured_fields/serialize.h"
#include "kernel/http/target.h"
#include "kernel/message_signatures/derived_component.h"

namespace sangam::message_signatures {

namespace {

namespace sf = structured_fields;
using Value = std::expected<std::string, std::string>;
using Wrong = std::unexpected<std::string>;

enum class Shape : std::uint8_t { item, list, dictionary };

struct StructuredField {
  std::string_view name;
  Shape shape;
};
// What a field is written in must be known before it can be written anew (RFC 9421 §2.1.1).
constexpr auto kStructured = std::to_array<StructuredField>({
    {"accept-signature", Shape::dictionary},
    {"cache-status", Shape::list},
    {"client-cert", Shape::item},
    {"client-cert-chain", Shape::list},
    {"content-digest", Shape::dictionary},
    {"priority", Shape::dictionary},
    {"proxy-status", Shape::list},
    {"repr-digest", Shape::dictionary},
    {"signature", Shape::dictionary},
    {"signature-input", Shape::dictionary},
    {"want-content-digest", Shape::dictionary},
    {"want-repr-digest", Shape::dictionary},
});

std::string_view trimmed(std::string_view text) noexcept {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> lines_of(const Message& message, std::string_view name) {
  std::vector<std::string_view> lines;
  for (const auto& field : message.fields)
    if (http::equal_ignoring_case(field.name, name)) lines.push_back(trimmed(field.value));
  return lines;
}

std::string joined(const std::vector<std::string_view>& lines) {
  std::string value;
  for (const auto& line : lines) {
    if (&line != lines.data()) value += ", ";
    value += line;
  }
  return value;
}

template <class Parsed>
Value written(const Parsed& parsed) {
  if (!parsed)
    return Wrong("A field that is covered is no structured field: " + parsed.error().reason);
  return *sf::serialize(*parsed);
}

Value written_anew(std::string_view name, const std::string& value) {
  const auto* known = std::ranges::find(kStructured, name, &StructuredField::name);
  if (known == kStructured.end()) return Wrong("It is not known how this field is structured.");
  switch (known->shape) {
    case Shape::item:
      return written(sf::parse_item(value));
    case Shape::list:
      return written(sf::parse_list(value));
    case Shape::dictionary:
      return written(sf::parse_dictionary(value));
  }
  return Wrong("unreachable");
}

Value member_of(const std::string& value, const std::string& key) {
  const auto dictionary = sf::parse_dictionary(value);
  if (!dictionary)
    return Wrong("A field that is covered is no dictionary: " + dictionary.error().reason);
  const auto* member = sf::find(*dictionary, key);
  if (!member) return Wrong("A member that is covered is not there.");
  return *sf::serialize(*member);
}

Value as_bytes(const std::vector<std::string_view>& lines) {
  sf::List list;
  for (const auto line : lines)
    list.emplace_back(sf::Item{sf::Bytes{std::string(line)}, {}});
  return *sf::serialize(list);
}

bool is_set(const sf::Parameters& parameters, std::string_view key) {
  const auto* flag = sf::as<bool>(sf::find(parameters, key));
  return flag && *flag;
}

Value field_value(const Message& message, const std::string& name,
                  const sf::Parameters& parameters) {
  if (sf::find(parameters, "tr")) return Wrong("Trailers are not read, so none can be covered.");
  if (sf::find(parameters, "req")) return Wrong("What a request answers to cannot be covered.");
  if (parameters.size() > 1) return Wrong("A field has one of sf, key and bs.");
  const auto lines = lines_of(message, name);
  if (lines.empty()) return Wrong("The field is not there.");
  if (parameters.empty()) return joined(lines);
  if (is_set(parameters, "sf")) return written_anew(name, joined(lines));
  if (is_set(parameters, "bs")) return as_bytes(lines);
  if (const auto* key = sf::as<std::string>(sf::find(parameters, "key")))
    return member_of(joined(lines), *key);
  return Wrong("A field has one of sf, key and bs.");
}

bool is_field_name(std::string_view name) noexcept {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").contains(c);
  });
}

// A line break would begin a component that is none; other bytes have no one spelling.
bool fits_a_line(std::string_view value) noexcept {
  return std::ranges::all_of(value, [](char c) { return c == '\t' || (c >= 0x20 && c <= 0x7e); });
}

}  // namespace

Value component_value(const Message& message, const sf::Item& component) {
  const auto* name = sf::as<std::string>(&component.value);
  if (!name) return Wrong("A component is named by a string.");
  if (name->starts_with('@') ? !is_field_name(std::string_view(*name).substr(1))
                             : !is_field_name(*name))
    return Wrong("A component is named in lower case.");
  auto value = name->starts_with('@') ? derived_value(message, *name, component.parameters)
                                      : field_value(message, *name, component.parameters);
  if (!value) return Wrong('"' + *name + "\" cannot be covered: " + value.error());
  if (!fits_a_line(*value))
    return Wrong('"' + *name + "\" cannot be covered: It is not ASCII; cover it with bs.");
  return value;
}

}  // namespace sangam::message_signatures
