#include "apps/sangam/client/problem_text.h"

#include <algorithm>
#include <boost/json.hpp>

#include "apps/sangam/client/call_help.h"
#include "apps/sangam/client/table.h"

namespace sangam::apps::client {

namespace json = boost::json;

namespace {

constexpr std::size_t kForeignBodyMost = 500;

std::string text_at(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? printable(value->get_string()) : std::string();
}

bool is_number(std::string_view segment) {
  return !segment.empty() &&
         std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> segments_of(std::string_view pointer) {
  std::vector<std::string> segments;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const auto segment = pointer.substr(0, pointer.find('/'));
    segments.emplace_back(segment);
    pointer.remove_prefix(segment.size());
  }
  return segments;
}

std::string join(std::span<const std::string> segments, bool numbered) {
  std::string path;
  for (const auto& segment : segments)
    path.append(path.empty() ? "" : ".").append(!numbered && is_number(segment) ? "0" : segment);
  return path;
}

void add_fields(const json::object& problem, const api::Operation* operation, std::string& text) {
  const auto* errors = problem.if_contains("errors");
  if (!errors || !errors->is_array()) return;
  std::vector<std::vector<Cell>> rows;
  for (const auto& item : errors->get_array()) {
    const auto* field = item.if_object();
    if (!field) continue;
    const auto pointer = text_at(*field, "pointer");
    rows.push_back({{"  " + (operation ? option_of_pointer(pointer, *operation) : pointer)},
                    {text_at(*field, "detail")},
                    {"(" + text_at(*field, "code") + ")"}});
  }
  if (!rows.empty()) text += format_table(rows);
}

void add_ids(const json::object& problem, std::string& text) {
  for (const auto* name : {"trace_id", "request_id"}) {
    const auto id = text_at(problem, name);
    if (id.empty()) continue;
    text.append(text.ends_with('\n') ? "  " : ", ");
    text.append(std::string_view(name) == "trace_id" ? "trace " : "request ").append(id);
  }
}

}  // namespace

std::string option_of_pointer(const std::string& pointer, const api::Operation& operation) {
  if (pointer.starts_with('?')) return "--" + pointer.substr(1);
  if (pointer.starts_with('{') && pointer.ends_with('}'))
    return "--" + pointer.substr(1, pointer.size() - 2);
  auto segments = segments_of(pointer);
  const auto lines = field_lines(operation);
  for (; !segments.empty(); segments.pop_back())
    if (std::ranges::find(lines, join(segments, false), &FieldLine::path) != lines.end())
      return "--" + join(segments, true);
  return pointer;
}

std::string problem_text(const ClientReply& reply, const api::Operation* operation) {
  json::error_code error;
  const auto value = json::parse(reply.body, error);
  const auto status = std::to_string(reply.status);
  if (error || !value.is_object()) {
    const bool page = reply.content_type.starts_with("text/html");
    return status + (page || reply.body.empty()
                         ? ""
                         : " " + printable(reply.body.substr(0, kForeignBodyMost)));
  }
  const auto& problem = value.get_object();
  auto text = status + " " + text_at(problem, "title") + " (" + text_at(problem, "code") + ")\n";
  if (const auto detail = text_at(problem, "detail"); !detail.empty()) text += "  " + detail + "\n";
  if (const auto* ledger = problem.if_contains("ledger_status"); ledger && ledger->is_object())
    text += "  ledger status " + text_at(ledger->get_object(), "name") + "\n";
  add_fields(problem, operation, text);
  add_ids(problem, text);
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

}  // namespace sangam::apps::client
