#include "suites/platform/scim/filter_match.h"

#include <algorithm>
#include <boost/json.hpp>

#include "suites/platform/scim/filter_terms.h"
#include "suites/platform/scim/resource_reader.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;
using Kind = Filter::Kind;

const Attribute& part_of(const Attribute& attribute, std::string_view path) {
  if (const auto* part = find_attribute(attribute.parts, path)) return *part;
  throw invalid_filter(std::string(attribute.name) + " has no such part.");
}

const json::value* value_of(const json::value& value, const Attribute& part) {
  const auto* object = value.if_object();
  return object ? object->if_contains(part.name) : nullptr;
}

bool compare_texts(Comparison comparison, std::string_view left, std::string_view right) {
  switch (comparison) {
    case Comparison::eq:
      return left == right;
    case Comparison::ne:
      return left != right;
    case Comparison::co:
      return left.contains(right);
    case Comparison::sw:
      return left.starts_with(right);
    case Comparison::ew:
      return left.ends_with(right);
    case Comparison::gt:
      return left > right;
    case Comparison::ge:
      return left >= right;
    case Comparison::lt:
      return left < right;
    case Comparison::le:
      return left <= right;
  }
  return false;
}

// As SQL's lower() does for what SCIM's own values are made of.
std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return low;
}

bool compare(const Filter& filter, const Attribute& part, const json::value* value) {
  if (std::holds_alternative<std::nullptr_t>(filter.value)) {
    require_equality(filter);
    return (value == nullptr) == (filter.comparison == Comparison::eq);
  }
  if (part.type == AttributeType::boolean) {
    require_equality(filter);
    const bool said = value && value->is_bool() && value->get_bool();
    return (said == flag_of(filter)) == (filter.comparison == Comparison::eq);
  }
  const auto& wanted = text_of(filter);
  if (!value || !value->is_string()) return filter.comparison == Comparison::ne;
  const std::string_view said = value->get_string();
  return part.case_exact ? compare_texts(filter.comparison, said, wanted)
                         : compare_texts(filter.comparison, lower(said), lower(wanted));
}

bool say(const Filter& filter, const Attribute& attribute, json::object& meant) {
  if (filter.kind == Kind::all)
    return std::ranges::all_of(filter.children,
                               [&](const auto& child) { return say(child, attribute, meant); });
  if (filter.kind != Kind::comparison || filter.comparison != Comparison::eq) return false;
  const auto& part = part_of(attribute, filter.path);
  if (part.type == AttributeType::boolean) meant[part.name] = flag_of(filter);
  else meant[part.name] = text_of(filter);
  return true;
}

}  // namespace

bool matches(const Filter& filter, const Attribute& attribute, const json::value& value) {
  const auto child = [&](const Filter& one) { return matches(one, attribute, value); };
  switch (filter.kind) {
    case Kind::all:
      return std::ranges::all_of(filter.children, child);
    case Kind::any:
      return std::ranges::any_of(filter.children, child);
    case Kind::none:
      return !child(filter.children.front());
    case Kind::present:
      return value_of(value, part_of(attribute, filter.path)) != nullptr;
    case Kind::comparison:
      break;
    case Kind::value_path:
      throw invalid_filter("Brackets cannot stand within brackets.");
  }
  const auto& part = part_of(attribute, filter.path);
  return compare(filter, part, value_of(value, part));
}

json::value value_meant(const Filter& filter, const Attribute& attribute) {
  json::object meant;
  if (!say(filter, attribute, meant)) return {};
  return meant;
}

}  // namespace sangam::suites::platform::scim
