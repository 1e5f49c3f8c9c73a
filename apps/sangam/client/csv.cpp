#include "apps/sangam/client/csv.h"

#include <algorithm>
#include <boost/json.hpp>

#include "apps/sangam/client/json_query.h"
#include "kernel/api/request_fields.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr int kDeepest = 16;

void add_columns(const std::string& path, const Type& declared, int depth,
                 std::vector<std::string>& columns) {
  const auto& type = api::without_optional(declared);
  if (type.shape == Shape::amount) {
    columns.push_back(path + ".amount");
    columns.push_back(path + ".asset");
  } else if (type.shape == Shape::object && depth < kDeepest) {
    for (const auto& field : type.fields())
      add_columns(path.empty() ? std::string(field.name) : path + "." + std::string(field.name),
                  *field.type, depth + 1, columns);
  } else {
    columns.push_back(path.empty() ? "value" : path);
  }
}

// A page: items, and where it goes on.
const Type* item_type(const Type& reply) {
  if (reply.shape != Shape::object) return nullptr;
  const auto fields = reply.fields();
  const auto items = std::ranges::find(fields, "items", &Field::name);
  return items != fields.end() && items->type->shape == Shape::list ? items->type->inner : nullptr;
}

const json::value* at(const json::value& value, std::string_view path) {
  const auto* found = &value;
  while (!path.empty() && found) {
    const auto name = path.substr(0, path.find('.'));
    const auto* object = found->if_object();
    found = object ? object->if_contains(name) : nullptr;
    path.remove_prefix(std::min(path.size(), name.size() + 1));
  }
  return found;
}

}  // namespace

std::vector<std::string> csv_columns(const Type& reply) {
  std::vector<std::string> columns;
  const auto* item = item_type(reply);
  add_columns("", item ? *item : reply, 0, columns);
  return columns;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_heading(const std::vector<std::string>& columns) {
  std::string line;
  for (const auto& column : columns)
    line.append(line.empty() ? "" : ",").append(csv_field(column));
  return line + "\r\n";
}

std::string csv_line(const std::vector<std::string>& columns, const json::value& value) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line += ',';
    const auto* found = value.is_object() ? at(value, columns[i]) : &value;
    if (found && !found->is_null()) line += csv_field(plain_text(*found));
  }
  return line + "\r\n";
}

}  // namespace sangam::apps::client
