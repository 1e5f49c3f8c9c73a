#include "apps/sangam/client/call_help.h"

#include <algorithm>
#include <limits>

#include "apps/sangam/client/table.h"
#include "kernel/api/request_fields.h"
#include "kernel/api/rest_handler.h"
#include "kernel/api/rest_input.h"

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

void add_fields(const std::string& heading, bool required, std::span<const FieldLine> lines,
                std::string& out) {
  std::vector<std::vector<Cell>> rows;
  for (const auto& line : lines)
    if (line.required == required) rows.push_back({{"  --" + line.path}, {line.type}, {line.text}});
  if (!rows.empty()) out += "\n" + heading + ":\n" + format_table(rows);
}

void add_options(const api::Operation& operation, std::string& out) {
  std::string_view group;
  std::vector<std::vector<Cell>> rows;
  const auto flush = [&] {
    if (!rows.empty()) out += "\n" + std::string(group) + ":\n" + format_table(rows);
    rows.clear();
  };
  for (const auto* option : options_for(operation)) {
    if (option->group != group) flush();
    group = option->group;
    std::string name = "  --" + std::string(option->name);
    if (!option->value.empty()) name.append(" ").append(option->value);
    rows.push_back({{std::move(name)}, {std::string(option->text)}});
  }
  flush();
}

std::string example_value(const FieldLine& line) {
  if (!line.values.empty()) return line.values.front();
  if (line.type.starts_with("amount")) return "\"12.50 INR\"";
  if (line.type.starts_with("id ")) return line.type.substr(3, line.type.find(';') - 3);
  if (line.type.starts_with("whole number") || line.type.starts_with("number")) return "1";
  if (line.type.starts_with("true")) return "true";
  return "\"…\"";
}

std::string example_of(const api::Operation& operation, std::span<const FieldLine> lines) {
  std::string out = "sangam call " + operation.name;
  for (const auto& line : lines)
    if (line.required) out += " --" + line.path + " " + example_value(line);
  if (operation.kind == api::Kind::upload) out += " --file PATH";
  if (operation.kind == api::Kind::download) out += " --out PATH";
  return out;
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
  std::vector<const api::Operation*> sorted(operations.begin(), operations.end());
  std::ranges::sort(sorted, {}, [](const auto* operation) { return operation->name; });
  std::size_t widest = 0;
  for (const auto* operation : sorted)
    widest = std::max(widest, operation->name.size());
  std::string out;
  std::string module;
  for (const auto* operation : sorted) {
    const auto of = operation->name.substr(0, operation->name.find('.'));
    if (of != module) out.append(out.empty() ? "" : "\n").append(of).append(":\n");
    module = of;
    out += "  " + operation->name + std::string(widest - operation->name.size() + 2, ' ') +
           operation->summary + "\n";
  }
  return out;
}

bool has_pages(const api::Operation& operation) {
  const auto fields = api::request_fields(operation);
  return std::ranges::any_of(fields, [](const auto& one) { return one.field->name == "cursor"; });
}

std::vector<const OwnOption*> options_for(const api::Operation& operation) {
  const auto kind = operation.kind;
  const bool json_body = api::takes_json_body(operation);
  const auto fits = [&](const OwnOption& option) {
    if (option.group == "Server") return true;
    if (option.group == "Stream") return kind == api::Kind::stream;
    if (option.name == "json") return json_body;
    if (option.name == "file") return kind == api::Kind::upload;
    if (option.name == "idempotency-key") return api::writes(kind);
    if (option.name == "all") return has_pages(operation);
    const bool download = kind == api::Kind::download;
    return (option.name == "out" || option.name == "force") == download;
  };
  std::vector<const OwnOption*> list;
  for (const auto& option : own_options())
    if (fits(option)) list.push_back(&option);
  return list;
}

std::string explain_operation(const api::Operation& operation) {
  std::string out = operation.name + ": " + operation.summary + "\n";
  if (!operation.description.empty()) out += operation.description + "\n";
  out.append(http::name(operation.method)).append(" ").append(api::kApiPrefix);
  out += operation.path + "\n";
  if (!operation.permission.empty()) out += "Needs the permission " + operation.permission + "\n";
  if (!operation.deprecated.empty()) out += "Deprecated: until " + operation.deprecated + "\n";
  const auto lines = field_lines(operation);
  add_fields("Fields that must be given", true, lines, out);
  add_fields(std::ranges::any_of(lines, &FieldLine::required) ? "Other fields" : "Fields", false,
             lines, out);
  add_options(operation, out);
  out += "\nExample:\n  " + example_of(operation, lines) + "\n";
  return out;
}

}  // namespace sangam::apps::client
