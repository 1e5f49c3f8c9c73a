#include "kernel/graphql/result_writer.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json_text.h"
#include "kernel/graphql/names.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

// Of a scalar or an enumeration, as its type says.
void write_leaf(const FieldPlan& plan, const json::value& value, std::string& out) {
  if (plan.type->shape == Shape::amount && value.is_object()) {
    const auto& amount = value.get_object();
    const auto* units = amount.if_contains("amount");
    const auto* asset = amount.if_contains("asset");
    if (units && asset && units->is_string() && asset->is_string())
      return append_json_string(
          std::string(view(units->get_string())) + " " + std::string(view(asset->get_string())),
          out);
  }
  if (!value.is_string()) {
    if (const auto* whole = value.if_int64()) out += std::to_string(*whole);
    else out += json::serialize(value);
    return;
  }
  const auto text = view(value.get_string());
  if (plan.is_enumeration) append_json_string(enumerator_name(text), out);
  else append_json_string(text, out);
}

void begin_member(std::string_view key, std::string& out) {
  if (out.back() != '{') out += ',';
  append_json_string(key, out);
  out += ':';
}

// A step of the path, undone at the end of the scope.
struct Step {
  Step(Path& path, PathStep step) : path(path) { path.push_back(step); }
  ~Step() { path.pop_back(); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  Path& path;
};

bool write_type_name(const Level& level, const Chosen& chosen, std::string& out) {
  if (chosen.name != "__typename") return false;
  append_json_string(level.type->name, out);
  return true;
}

}  // namespace

void ResultWriter::fail(const Error& error) {
  if (errors_.size() < kErrorsMost) errors_.push_back(error_json(error, {.path = &path_}, trace_));
}

bool ResultWriter::write(const Root& root, std::string& out) {
  const Step step(path_, root.field->key);
  const auto mark = out.size();
  if (write_root(root, out)) return true;
  out.resize(mark);
  out += "null";
  return !root.definition->type.is_non_null();
}

bool ResultWriter::write_root(const Root& root, std::string& out) {
  if (!root.error.empty()) {
    errors_.push_back(root.error);
    return false;
  }
  if (root.text) {
    out += *root.text;
    return true;
  }
  if (root.is_entities) return write_entities(root, out);
  if (!root.document || !root.below) return false;
  const auto& reply = root.document->root();
  if (!root.page) return write_record(*root.below, reply, out);
  const auto page = PageView::of(reply, *root.page);
  return page && write_connection(*root.below, *page, out);
}

bool ResultWriter::write_entities(const Root& root, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < root.representations.size(); ++i) {
    if (i > 0) out += ',';
    const Step step(path_, i);
    const auto& one = root.representations[i];
    const auto mark = out.size();
    if (one.level && write_linked(*one.resource, *one.level, one.id, out)) continue;
    out.resize(mark);
    out += "null";
  }
  out += ']';
  return true;
}

bool ResultWriter::write_typed(const graphql::Type& type, const json::value* value,
                               const Chosen& chosen, std::string& out) {
  const auto mark = out.size();
  const bool absent = value == nullptr || value->is_null();
  if (!absent && write_some(type.nullable(), *value, chosen, out)) return true;
  out.resize(mark);
  if (type.is_non_null()) {
    if (absent) fail({Code::internal, "a value is missing"});
    return false;
  }
  out += "null";
  return true;
}

bool ResultWriter::write_some(const graphql::Type& type, const json::value& value,
                              const Chosen& chosen, std::string& out) {
  if (type.is_list()) return write_list(type, value, chosen, out);
  if (chosen.plan && chosen.plan->resource) return write_link(chosen, value, out);
  if (chosen.below) return write_record(*chosen.below, value, out);
  write_leaf(*chosen.plan, value, out);
  return true;
}

bool ResultWriter::write_list(const graphql::Type& type, const json::value& value,
                              const Chosen& chosen, std::string& out) {
  const auto* items = value.if_array();
  if (!items) return false;
  out += '[';
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (i > 0) out += ',';
    const Step step(path_, i);
    if (!write_typed(type.inside(), &(*items)[i], chosen, out)) return false;
  }
  out += ']';
  return true;
}

bool ResultWriter::write_link(const Chosen& chosen, const json::value& id, std::string& out) {
  if (!id.is_string()) return false;
  return write_linked(*chosen.plan->resource, *chosen.below, view(id.get_string()), out);
}

bool ResultWriter::write_linked(const api::Resource& resource, const Level& level,
                                std::string_view id, std::string& out) {
  if (const auto* found = links_.find(id)) return write_record(level, *found, out);
  if (const auto* fault = links_.fault(resource)) fail(*fault);
  return false;
}

bool ResultWriter::write_record(const Level& level, const json::value& value, std::string& out) {
  const auto* members = value.if_object();
  if (!members) return false;
  out += '{';
  for (const auto& chosen : level.fields) {
    begin_member(chosen.key, out);
    if (write_type_name(level, chosen, out)) continue;
    const Step step(path_, chosen.key);
    if (!write_typed(chosen.definition->type, members->if_contains(chosen.plan->member), chosen,
                     out))
      return false;
  }
  out += '}';
  return true;
}

bool ResultWriter::write_connection(const Level& level, const PageView& page, std::string& out) {
  out += '{';
  for (const auto& chosen : level.fields) {
    begin_member(chosen.key, out);
    if (write_type_name(level, chosen, out)) continue;
    const Step step(path_, chosen.key);
    if (chosen.name == "pageInfo") write_page_info(*chosen.below, page, out);
    else if (chosen.name == "nodes" ? !write_nodes(*chosen.below, page, out)
                                    : !write_edges(*chosen.below, page, out))
      return false;
  }
  out += '}';
  return true;
}

bool ResultWriter::write_nodes(const Level& level, const PageView& page, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (i > 0) out += ',';
    const Step step(path_, i);
    if (!write_record(level, page.node(i), out)) return false;
  }
  out += ']';
  return true;
}

bool ResultWriter::write_edges(const Level& level, const PageView& page, std::string& out) {
  out += '[';
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (i > 0) out += ',';
    const Step step(path_, i);
    if (!write_edge(level, page, i, out)) return false;
  }
  out += ']';
  return true;
}

bool ResultWriter::write_edge(const Level& level, const PageView& page, std::size_t at,
                              std::string& out) {
  out += '{';
  for (const auto& chosen : level.fields) {
    begin_member(chosen.key, out);
    if (write_type_name(level, chosen, out)) continue;
    const Step step(path_, chosen.key);
    if (chosen.name == "cursor") append_json_string(page.cursor(at), out);
    else if (!write_record(*chosen.below, page.node(at), out)) return false;
  }
  out += '}';
  return true;
}

void ResultWriter::write_page_info(const Level& level, const PageView& page, std::string& out) {
  const auto write_cursor = [&out](const std::string& cursor) {
    if (cursor.empty()) out += "null";
    else append_json_string(cursor, out);
  };
  out += '{';
  for (const auto& chosen : level.fields) {
    begin_member(chosen.key, out);
    if (write_type_name(level, chosen, out)) continue;
    if (chosen.name == "hasNextPage") out += page.has_next() ? "true" : "false";
    else if (chosen.name == "hasPreviousPage") out += page.has_previous() ? "true" : "false";
    else if (chosen.name == "startCursor")
      write_cursor(page.size() > 0 ? page.cursor(0) : std::string());
    else write_cursor(page.end_cursor());
  }
  out += '}';
}

}  // namespace sangam::graphql_door
