#include "apps/sangam/client/call_help.h"

#include <algorithm>
#include <limits>

#include "apps/sangam/client/table.h"
#include "kernel/api/request_fields.h"
#include "kernel/api/rest_handler.h"

namespace sangam::apps::client {

namespace {

constexpr std::size_t kWidestType = 40;

std::string join(std::span<const std::string_view> texts) {
  std::string joined;
  for (const auto text : texts)
    joined.append(joined.empty() ? "" : ", ").append(text);
  return joined;
}

std::string range_of(const Facts& facts) {
  const bool low = facts.minimum && *facts.minimum != std::numeric_limits<std::int64_t>::min();
  const bool high = facts.maximum && *facts.maximum != std::numeric_limits<std::int64_t>::max();
  if (low && high)
    return ", " + std::to_string(*facts.minimum) + " to " + std::to_string(*facts.maximum);
  if (low) return ", at least " + std::to_string(*facts.minimum);
  if (high) return ", at most " + std::to_string(*facts.maximum);
  return {};
}

std::string length_of(const Facts& facts) {
  if (!facts.max_length) return {};
  return ", " + std::to_string(facts.min_length.value_or(0)) + " to " +
         std::to_string(*facts.max_length) + " characters";
}

std::string type_text(const Type& type) {
  switch (type.shape) {
    case Shape::boolean:
      return "true or false";
    case Shape::integer:
      return "whole number" + range_of(type.facts);
    case Shape::number:
      return "number";
    case Shape::amount:
      return "amount, such as \"" + std::string(type.facts.example) + "\"";
    case Shape::list:
      return type_text(*type.inner) + "; repeatable";
    case Shape::optional:
      return type_text(*type.inner);
    case Shape::document:
      return "JSON";
    case Shape::object:
      return "fields";
    case Shape::text:
      break;
  }
  if (!type.facts.values.empty()) return "one of " + join(type.facts.values);
  const auto format =
      type.facts.format.empty() ? std::string("text") : std::string(type.facts.format);
  // "^acct_…": the prefix tells which kind of id.
  const auto prefix = type.facts.pattern.substr(0, type.facts.pattern.find('_'));
  if (format == "id") return "id " + std::string(prefix.substr(1)) + "_…";
  return format + length_of(type.facts);
}

void add_lines(const std::string& path, const Field& field, const Type& declared, bool required,
               std::vector<FieldLine>& lines) {
  const auto& type = api::without_optional(declared);
  if (type.shape == Shape::list && type.inner->shape == Shape::object)
    return add_lines(path + ".0", field, *type.inner, required, lines);
  if (type.shape == Shape::object) {
    for (const auto& inner : type.fields())
      add_lines(path + "." + std::string(inner.name), inner, *inner.type,
                required && inner.required(), lines);
    return;
  }
  const auto& values = type.shape == Shape::list ? type.inner->facts.values : type.facts.values;
  const auto words = type_text(type);
  // A long list of words would push the next column off the screen.
  const bool wide = !values.empty() && words.size() > kWidestType;
  lines.push_back({path, wide ? "a word" : words,
                   std::string(field.text) + (wide ? ": " + words : ""), required,
                   std::vector<std::string>(values.begin(), values.end())});
}

}  // namespace

std::vector<FieldLine> field_lines(const api::Operation& operation) {
  std::vector<FieldLine> lines;
  for (const auto& place : api::request_fields(operation))
    add_lines(std::string(place.field->name), *place.field, *place.field->type,
              api::must_be_given(place), lines);
  return lines;
}

std::string list_operations(std::span<const api::Operation* const> operations) {
  std::vector<std::vector<Cell>> rows;
  for (const auto* operation : operations)
    rows.push_back({{operation->name}, {operation->summary}});
  std::ranges::sort(rows, {}, [](const std::vector<Cell>& row) { return row.front().text; });
  return format_table(rows);
}

std::string explain_operation(const api::Operation& operation) {
  std::string out = operation.name + ": " + operation.summary + "\n";
  if (!operation.description.empty()) out += operation.description + "\n";
  out.append(http::name(operation.method)).append(" ").append(api::kApiPrefix);
  out += operation.path + "\n";
  if (!operation.permission.empty()) out += "Needs the permission " + operation.permission + "\n";
  if (!operation.deprecated.empty()) out += "Deprecated: until " + operation.deprecated + "\n";
  std::vector<std::vector<Cell>> rows;
  for (const auto& line : field_lines(operation))
    rows.push_back(
        {{"  --" + line.path}, {line.type}, {line.required ? "required" : ""}, {line.text}});
  if (operation.kind == api::Kind::upload)
    rows.push_back({{"  --file"},
                    {"path of a file"},
                    {"required"},
                    {operation.media_type + ", sent as the body"}});
  if (!rows.empty()) out += "\n" + format_table(rows);
  return out;
}

}  // namespace sangam::apps::client
