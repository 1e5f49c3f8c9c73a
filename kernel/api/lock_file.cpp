#include "kernel/api/lock_file.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/json_document.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/json_writer.h"
#include "kernel/api/request_fields.h"

namespace sangam::api {

namespace {

std::optional<std::string> some(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

std::string_view shape_name(Shape shape) {
  switch (shape) {
    case Shape::boolean:
      return "boolean";
    case Shape::integer:
      return "integer";
    case Shape::number:
      return "number";
    case Shape::text:
      return "text";
    case Shape::amount:
      return "amount";
    case Shape::document:
      return "document";
    case Shape::object:
      return "object";
    case Shape::list:
      return "list";
    case Shape::optional:
      break;
  }
  SANGAM_ASSERT(false);
}

LockedField lock_field(std::string path, const Type& type, bool required) {
  LockedField locked{.path = std::move(path), .type = std::string(shape_name(type.shape))};
  locked.required = required;
  locked.format = some(type.facts.format);
  locked.pattern = some(type.facts.pattern);
  locked.minimum = type.facts.minimum;
  locked.maximum = type.facts.maximum;
  locked.min_length = type.facts.min_length;
  locked.max_length = type.facts.max_length;
  if (type.shape == Shape::list) locked.max_items = type.max_items;
  if (!type.facts.values.empty())
    locked.values.emplace(type.facts.values.begin(), type.facts.values.end());
  return locked;
}

// Adds the field and what is inside it. `place` is empty in replies.
void add_fields(const std::string& path, const Type& declared, bool required,
                std::string_view place, std::vector<LockedField>& out) {
  const auto& type = without_optional(declared);
  auto& locked = out.emplace_back(lock_field(path, type, required));
  locked.place = some(place);
  if (type.shape == Shape::list) add_fields(path + "[]", *type.inner, true, place, out);
  if (type.shape != Shape::object) return;
  for (const auto& field : type.fields())
    add_fields(path + "." + std::string(field.name), *field.type, field.required(), place, out);
}

LockedOperation lock_operation(const Operation& operation) {
  LockedOperation locked{.name = operation.name,
                         .method = std::string(http::name(operation.method)),
                         .path = operation.path,
                         .kind = std::string(name(operation.kind)),
                         .audience = std::string(name(operation.audience)),
                         .permission = operation.permission,
                         .status = operation.success_status,
                         .media_type = some(operation.media_type)};
  locked.sorts.assign(operation.sorts.begin(), operation.sorts.end());
  for (const auto& field : request_fields(operation))
    add_fields(std::string(field.field->name), *field.field->type, must_be_given(field),
               name(field.place), locked.request);
  if (operation.output)
    for (const auto& field : operation.output->fields())
      add_fields(std::string(field.name), *field.type, field.required(), {}, locked.reply);
  return locked;
}

// Replaces the list's text, written compactly, by one line an item.
void append_lines(std::string_view member, const std::vector<LockedField>& fields,
                  std::string& out) {
  out.append(",\n     \"").append(member).append("\": [");
  for (const auto& field : fields) {
    out += &field == &fields.front() ? "\n       " : ",\n       ";
    out += to_json(field);
  }
  out += ']';
}

void append_operation(const LockedOperation& operation, std::string& out) {
  auto head = operation;
  head.request.clear();
  head.reply.clear();
  auto text = to_json(head);
  text.resize(text.find(",\"request\":[]"));
  out += "    ";
  out += text;
  append_lines("request", operation.request, out);
  append_lines("reply", operation.reply, out);
  out += '}';
}

}  // namespace

std::vector<LockedField> locked_fields(const Type& described) {
  std::vector<LockedField> fields;
  for (const auto& field : described.fields())
    add_fields(std::string(field.name), *field.type, field.required(), {}, fields);
  return fields;
}

LockFile lock_of(std::span<const Operation* const> operations) {
  LockFile lock;
  for (const auto* operation : operations)
    lock.operations.push_back(lock_operation(*operation));
  std::ranges::sort(lock.operations, {}, &LockedOperation::name);
  return lock;
}

std::string to_text(const LockFile& lock) {
  std::string out = "{\n  \"operations\": [";
  for (const auto& operation : lock.operations) {
    out += &operation == &lock.operations.front() ? "\n" : ",\n";
    append_operation(operation, out);
  }
  out += "\n  ]\n}\n";
  return out;
}

std::expected<LockFile, std::string> parse_lock(std::string_view text) {
  const auto document = JsonDocument::parse(text);
  if (!document)
    return std::unexpected("at byte " + std::to_string(document.error().offset) + " it " +
                           document.error().reason);
  LockFile lock;
  Problems problems;
  read_json(document->root(), type_of<LockFile>, &lock, problems);
  if (!problems.empty())
    return std::unexpected(problems.front().pointer + " " + problems.front().detail);
  return lock;
}

}  // namespace sangam::api
