#include "tests/expression/case_values.h"

#include <cmath>

#include "engines/expression/environment.h"

namespace sangam::expression {

namespace json = boost::json;

namespace {

std::string text_of(const json::value& json) { return std::string(json.as_string()); }

double number_of(const json::value& json) {
  if (!json.is_string()) return json.to_number<double>();
  const auto text = text_of(json);
  return text == "NaN" ? std::nan("") : text == "-Infinity" ? -HUGE_VAL : HUGE_VAL;
}

// What a function of the standard library makes of a text.
Value made_by(std::string_view function, std::string text) {
  static const Environment environment;
  const Value argument = std::move(text);
  return environment.find_function(function)->run({&argument, 1});
}

Value read_object(const json::object& object) {
  const auto type = text_of(object.at("@type"));
  const auto text = text_of(object.at("value"));
  if (type.ends_with("Timestamp")) return made_by("timestamp", text);
  return made_by("duration", text);
}

Value read_list(const json::object& list) {
  std::vector<Value> elements;
  if (const auto* values = list.if_contains("values"))
    for (const auto& one : values->as_array())
      elements.push_back(read_value(one));
  return Value::list(std::move(elements));
}

Value read_map(const json::object& map) {
  std::vector<std::pair<Value, Value>> entries;
  if (const auto* all = map.if_contains("entries"))
    for (const auto& one : all->as_array())
      entries.emplace_back(read_value(one.as_object().at("key")),
                           read_value(one.as_object().at("value")));
  return Value::map(std::move(entries));
}

Type read_primitive(std::string_view name) {
  if (name == "BOOL") return Kind::boolean;
  if (name == "INT64") return Kind::integer;
  if (name == "UINT64") return Kind::natural;
  if (name == "DOUBLE") return Kind::floating;
  if (name == "BYTES") return Kind::bytes;
  return Kind::text;
}

Type read_time(std::string_view name) {
  return name.ends_with("uration") || name == "DURATION" ? Kind::duration : Kind::timestamp;
}

Type read_abstract(const json::object& abstract) {
  std::vector<Type> parameters;
  if (const auto* all = abstract.if_contains("parameterTypes"))
    for (const auto& one : all->as_array())
      parameters.push_back(read_type(one));
  const auto name = text_of(abstract.at("name"));
  if (name == "optional_type") return Type::optional(parameters.at(0));
  return Type::abstract(name, std::move(parameters));
}

}  // namespace

Value read_value(const json::value& json) {
  const auto& [kind, content] = *json.as_object().begin();
  if (kind == "nullValue") return {};
  if (kind == "boolValue") return content.as_bool();
  if (kind == "int64Value") return std::int64_t{std::stoll(text_of(content))};
  if (kind == "uint64Value") return std::uint64_t{std::stoull(text_of(content))};
  if (kind == "doubleValue") return number_of(content);
  if (kind == "stringValue") return text_of(content);
  if (kind == "bytesValue") return made_by("base64.decode", text_of(content));
  if (kind == "listValue") return read_list(content.as_object());
  if (kind == "mapValue") return read_map(content.as_object());
  if (kind == "typeValue") {
    const auto* type = Environment::find_type(text_of(content));
    return type ? Value(*type) : Value::failure("there is no such type");
  }
  return read_object(content.as_object());
}

Type read_type(const json::value& json) {
  const auto& [kind, content] = *json.as_object().begin();
  if (kind == "primitive") return read_primitive(text_of(content));
  if (kind == "wellKnown" || kind == "messageType") return read_time(text_of(content));
  if (kind == "listType") return Type::list(read_type(content.as_object().at("elemType")));
  if (kind == "mapType")
    return Type::map(read_type(content.as_object().at("keyType")),
                     read_type(content.as_object().at("valueType")));
  if (kind == "null") return Kind::null;
  if (kind == "typeParam") return Type::parameter(text_of(content));
  if (kind == "type") return Type::type(read_type(content));
  if (kind == "abstractType") return read_abstract(content.as_object());
  return {};
}

}  // namespace sangam::expression
