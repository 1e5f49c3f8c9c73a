#include "kernel/api/request_fields.h"

#include <algorithm>

#include "kernel/api/rest_input.h"

namespace sangam::api {

namespace {

void collect_query(const Type& type, std::span<const std::string_view> in_path,
                   std::vector<RequestField>& fields) {
  for (const auto& field : type.fields()) {
    if (std::ranges::find(in_path, field.name) != in_path.end()) continue;
    if (field.type->shape == Shape::object) collect_query(*field.type, in_path, fields);
    else fields.push_back({&field, Place::query});
  }
}

void collect_body(const Type& type, std::span<const std::string_view> in_path,
                  std::vector<RequestField>& fields) {
  for (const auto& field : type.fields())
    if (std::ranges::find(in_path, field.name) == in_path.end())
      fields.push_back({&field, Place::body});
}

}  // namespace

std::vector<RequestField> request_fields(const Operation& operation) {
  std::vector<RequestField> fields;
  const auto in_path = path_parameters(operation.path);
  for (const auto name : in_path)
    for (const auto& field : operation.input->fields())
      if (field.name == name) fields.push_back({&field, Place::path});
  if (takes_json_body(operation)) collect_body(*operation.input, in_path, fields);
  else collect_query(*operation.input, in_path, fields);
  return fields;
}

bool must_be_given(const RequestField& field) noexcept {
  if (field.place == Place::path) return true;
  return field.field->required() &&
         (field.place == Place::body || field.field->type->shape != Shape::list);
}

const Type& without_optional(const Type& type) noexcept {
  return type.shape == Shape::optional ? *type.inner : type;
}

}  // namespace sangam::api
