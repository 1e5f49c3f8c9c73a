#include "suites/platform/scim/resource_reader.h"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/http/target.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

namespace {

namespace json = boost::json;

constexpr std::size_t kTextMost = 4'096;  // bytes

ScimError wrong(const Attribute& attribute, std::string_view what) {
  return invalid_value(std::string(attribute.name) + " " + std::string(what) + ".");
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

json::value read_text(const Attribute& attribute, const json::value& sent) {
  const auto* text = sent.if_string();
  if (!text) throw wrong(attribute, "must be a text");
  if (text->size() > kTextMost) throw wrong(attribute, "is too long");
  if (std::ranges::any_of(*text, is_control))
    throw wrong(attribute, "holds a character that it may not hold");
  return text->empty() ? json::value() : json::value(*text);
}

json::value read_flag(const Attribute& attribute, const json::value& sent) {
  if (sent.is_bool()) return sent;
  if (const auto* text = sent.if_string()) {
    if (http::equal_ignoring_case(*text, "true")) return true;
    if (http::equal_ignoring_case(*text, "false")) return false;
  }
  throw wrong(attribute, "must be true or false");
}

void read_members(std::span<const Attribute> attributes, const json::object& sent,
                  json::object& document) {
  for (const auto& attribute : attributes) {
    const auto* value = find_member(sent, attribute.name);
    if (!value || attribute.mutability == Mutability::read_only) continue;
    auto read = read_attribute(attribute, *value);
    if (!read.is_null()) document[attribute.name] = std::move(read);
  }
}

json::value read_parts(const Attribute& attribute, const json::value& sent) {
  json::object wrapped;
  const auto* parts = sent.if_object();
  if (!parts && sent.is_string() && find_attribute(attribute.parts, "value")) {
    wrapped["value"] = sent;
    parts = &wrapped;
  }
  if (!parts) throw wrong(attribute, "must be an object");
  json::object document;
  read_members(attribute.parts, *parts, document);
  return document.empty() ? json::value() : json::value(std::move(document));
}

void require_one_primary(const Attribute& attribute, const json::array& values) {
  const auto is_primary = [](const json::value& value) {
    const auto* object = value.if_object();
    const auto* primary = object ? object->if_contains("primary") : nullptr;
    return primary && primary->is_bool() && primary->get_bool();
  };
  if (std::ranges::count_if(values, is_primary) > 1)
    throw wrong(attribute, "has more than one primary value");
}

}  // namespace

const json::value* find_member(const json::object& object, std::string_view name) {
  if (const auto* exact = object.if_contains(name)) return exact;
  for (const auto& member : object)
    if (http::equal_ignoring_case(member.key(), name)) return &member.value();
  return nullptr;
}

json::value* find_member(json::object& object, std::string_view name) {
  return const_cast<json::value*>(find_member(std::as_const(object), name));
}

void require_few_values(const Attribute& attribute, std::size_t values) {
  if (values > attribute.values_most) throw wrong(attribute, "has too many values");
}

json::value read_value(const Attribute& attribute, const json::value& sent) {
  if (sent.is_null()) return {};
  switch (attribute.type) {
    case AttributeType::boolean:
      return read_flag(attribute, sent);
    case AttributeType::complex:
      return read_parts(attribute, sent);
    case AttributeType::string:
    case AttributeType::date_time:
    case AttributeType::reference:
      break;
  }
  return read_text(attribute, sent);
}

json::value read_attribute(const Attribute& attribute, const json::value& sent) {
  if (!attribute.multi_valued) return read_value(attribute, sent);
  const auto* values = sent.if_array();
  const json::array single(values ? 0 : 1, sent);
  if (!values) values = &single;
  require_few_values(attribute, values->size());
  json::array read;
  for (const auto& value : *values) {
    auto one = read_value(attribute, value);
    if (!one.is_null()) read.push_back(std::move(one));
  }
  require_one_primary(attribute, read);
  return read.empty() ? json::value() : json::value(std::move(read));
}

json::object read_resource(const ResourceKind& kind, const json::object& sent) {
  json::object document;
  read_members(common_attributes(), sent, document);
  read_members(kind.attributes, sent, document);
  if (const auto* extension = kind.extension) {
    const auto* value = find_member(sent, extension->schema);
    if (value && !value->is_null()) {
      if (!value->is_object())
        throw invalid_value(std::string(extension->name) + " must be an object.");
      json::object inner;
      read_members(extension->attributes, value->get_object(), inner);
      if (!inner.empty()) document[extension->schema] = std::move(inner);
    }
  }
  for (const auto& attribute : kind.attributes)
    if (attribute.required && !document.contains(attribute.name))
      throw wrong(attribute, "is missing");
  return document;
}

}  // namespace sangam::suites::platform::scim
