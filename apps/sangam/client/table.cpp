#include "apps/sangam/client/table.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/text.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr std::string_view kGap = "  ";

std::size_t width_of(const std::string& text) { return utf8_length(text).value_or(text.size()); }

std::string text_of(const json::value& value) {
  return printable(value.is_string() ? std::string(value.get_string()) : json::serialize(value));
}

bool is_amount(const json::value& value) {
  const auto* object = value.if_object();
  return object && object->size() == 2 && object->contains("amount") && object->contains("asset");
}

Cell cell_of(const json::value& value) {
  if (is_amount(value)) {
    const auto& object = value.get_object();
    return {text_of(object.at("amount")) + " " + text_of(object.at("asset")), true};
  }
  if (value.is_null()) return {"", false};
  if (const auto* array = value.if_array()) {
    std::string text;
    for (const auto& item : *array)
      text.append(text.empty() ? "" : ", ").append(cell_of(item).text);
    return {text, false};
  }
  return {text_of(value), value.is_number()};
}

// "balances.debits_posted" and so on; amounts and lists are values.
void flatten(const std::string& path, const json::value& value,
             std::vector<std::vector<Cell>>& rows) {
  const auto* object = value.if_object();
  if (!object || is_amount(value)) {
    rows.push_back({{path}, cell_of(value)});
    return;
  }
  for (const auto& member : *object)
    flatten(path + (path.empty() ? "" : ".") + std::string(member.key()), member.value(), rows);
}

// The columns of a page: fields whose values fit into one cell, in order of appearance.
std::vector<std::string> columns_of(const json::array& items) {
  std::vector<std::string> names;
  for (const auto& item : items) {
    if (!item.is_object()) continue;
    for (const auto& member : item.get_object()) {
      const bool fits = !member.value().is_object() || is_amount(member.value());
      const std::string name(member.key());
      if (fits && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::string format_items(const json::array& items) {
  const auto names = columns_of(items);
  if (names.empty()) return "Nothing found.\n";
  std::vector<std::vector<Cell>> rows;
  auto& heading = rows.emplace_back();
  for (const auto& name : names)
    heading.push_back({name});
  for (const auto& item : items) {
    auto& row = rows.emplace_back();
    for (const auto& name : names) {
      const auto* value = item.is_object() ? item.get_object().if_contains(name) : nullptr;
      row.push_back(value ? cell_of(*value) : Cell{});
    }
  }
  for (std::size_t column = 0; column < names.size(); ++column)
    rows.front()[column].right = std::ranges::any_of(
        rows, [column](const std::vector<Cell>& row) { return row[column].right; });
  return format_table(rows);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool c1 = byte == 0xC2 && next >= 0x80 && next <= 0x9F;
    if (byte < 0x20 || byte == 0x7F || c1) out += ' ';
    else out += text[i];
    if (c1) ++i;
  }
  return out;
}

std::string format_table(const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::size_t> widths(rows.empty() ? 0 : rows.front().size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i].text));
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string space(widths[i] - width_of(row[i].text), ' ');
      if (i > 0) line += kGap;
      line += row[i].right ? space + row[i].text : row[i].text + space;
    }
    while (line.ends_with(' '))
      line.pop_back();
    out += line + "\n";
  }
  return out;
}

std::string format_reply(const json::value& reply) {
  if (const auto* object = reply.if_object())
    if (const auto* items = object->if_contains("items"); items && items->is_array())
      return format_items(items->get_array());
  std::vector<std::vector<Cell>> rows;
  flatten("", reply, rows);
  for (auto& row : rows)
    row.back().right = false;
  return format_table(rows);
}

}  // namespace sangam::apps::client
