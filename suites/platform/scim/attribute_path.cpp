#include "suites/platform/scim/attribute_path.h"

#include <algorithm>

#include "kernel/http/target.h"

namespace sangam::suites::platform::scim {

namespace {

using http::equal_ignoring_case;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// ATTRNAME, and $ref, which the standard's own grammar forgets.
bool is_name(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
  });
}

// What stands behind `schema` and a colon; nothing when the text does not begin so.
std::optional<std::string_view> behind(std::string_view schema, std::string_view text) {
  if (text.size() <= schema.size() || text[schema.size()] != ':') return std::nullopt;
  if (!equal_ignoring_case(text.substr(0, schema.size()), schema)) return std::nullopt;
  return text.substr(schema.size() + 1);
}

std::optional<AttributePath> find_in(std::span<const Attribute> attributes, std::string_view text) {
  const auto dot = text.find('.');
  AttributePath path;
  path.attribute = find_attribute(attributes, text.substr(0, dot));
  if (!path.attribute) return std::nullopt;
  if (dot == std::string_view::npos) return path;
  path.part = find_attribute(path.attribute->parts, text.substr(dot + 1));
  if (!path.part) return std::nullopt;
  return path;
}

}  // namespace

const Attribute* AttributePath::compared() const noexcept {
  if (part) return part;
  if (!attribute || attribute->type != AttributeType::complex) return attribute;
  return attribute->multi_valued ? find_attribute(attribute->parts, "value") : nullptr;
}

std::optional<AttributePath> find_path(const ResourceKind& kind, std::string_view text) {
  if (const auto* extension = kind.extension) {
    if (equal_ignoring_case(text, extension->schema)) return AttributePath{.extension = extension};
    if (const auto rest = behind(extension->schema, text)) {
      auto path = find_in(extension->attributes, *rest);
      if (path) path->extension = extension;
      return path;
    }
  }
  if (const auto rest = behind(kind.schema, text)) text = *rest;
  if (const auto path = find_in(kind.attributes, text)) return path;
  return find_in(common_attributes(), text);
}

bool is_attribute_path(std::string_view text) noexcept {
  // A URN holds dots of its own (2.0), so names are what follows the last colon.
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    const auto schema = text.substr(0, colon);
    if (!std::ranges::all_of(schema, [](char c) {
          return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
        }))
      return false;
    text.remove_prefix(colon + 1);
  }
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return is_name(text);
  return is_name(text.substr(0, dot)) && is_name(text.substr(dot + 1));
}

}  // namespace sangam::suites::platform::scim
