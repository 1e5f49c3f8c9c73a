#include "kernel/api/rest_input.h"

#include <algorithm>

#include "base/assert.h"
#include "kernel/api/json_document.h"

namespace sangam::api {

namespace {

bool in_path(const Match& match, std::string_view name) {
  return std::ranges::find(match.values, name, &PathValue::name) != match.values.end();
}

// A field that a query parameter may fill, and where it lies.
struct Place {
  const Field* field;
  void* value;
  bool found = false;
};

void collect_places(const Type& type, void* value, const Match& match, std::vector<Place>& places) {
  for (const auto& field : type.fields()) {
    if (in_path(match, field.name)) continue;
    if (field.type->shape == Shape::object)
      collect_places(*field.type, field.in(value), match, places);
    else places.push_back({&field, field.in(value)});
  }
}

bool repeatable(const Type& type) {
  return type.shape == Shape::list ||
         (type.shape == Shape::optional && type.inner->shape == Shape::list);
}

}  // namespace

bool takes_json_body(const Operation& operation) noexcept {
  const bool by_method =
      operation.method != http::Method::get && operation.method != http::Method::remove;
  return by_method && operation.kind != Kind::upload && operation.kind != Kind::download;
}

Body& RestInput::body() {
  SANGAM_ASSERT(match_.operation->kind == Kind::upload);
  return *this;
}

void RestInput::read(const Type& type, void* value) {
  Problems problems;
  read_path(type, value, problems);
  if (takes_json_body(*match_.operation)) read_body(type, value, problems);
  else read_query(type, value, problems);
  if (problems.empty()) return;
  const bool single = problems.size() == 1;
  throw Error{Code::invalid,
              single ? problems.front().pointer + " " + problems.front().detail
                     : std::to_string(problems.size()) + " fields are not valid.",
              std::move(problems)};
}

void RestInput::read_path(const Type& type, void* value, Problems& problems) const {
  for (const auto& field : type.fields())
    for (const auto& [name, text] : match_.values)
      if (name == field.name)
        read_text(text, *field.type, field.in(value), "{" + std::string(name) + "}", problems);
}

void RestInput::read_query(const Type& type, void* value, Problems& problems) const {
  std::vector<Place> places;
  collect_places(type, value, match_, places);
  for (const auto& [name, text] : request_.query_parameters()) {
    const auto pointer = "?" + name;
    const auto place =
        std::ranges::find_if(places, [&](const Place& p) { return p.field->name == name; });
    if (place == places.end()) {
      problems.push_back({pointer, "unknown_field", "is not a parameter of this request"});
    } else if (place->found && !repeatable(*place->field->type)) {
      problems.push_back({pointer, "repeated", "is given twice"});
    } else {
      place->found = true;
      read_text(text, *place->field->type, place->value, pointer, problems);
    }
  }
  for (const auto& place : places)
    if (!place.found && place.field->required() && place.field->type->shape != Shape::list)
      problems.push_back({"?" + std::string(place.field->name), "required", "is required"});
}

void RestInput::read_body(const Type& type, void* value, Problems& problems) const {
  std::vector<std::string_view> skip;
  for (const auto& path_value : match_.values)
    skip.push_back(path_value.name);
  // A request without fields of its own needs no body.
  const std::string_view text = body_.empty() ? std::string_view("{}") : body_;
  auto document = JsonDocument::parse(text);
  if (!document)
    throw Error{Code::malformed, "The body, at byte " + std::to_string(document.error().offset) +
                                     ", " + document.error().reason + "."};
  read_json(document->root(), type, value, problems, skip);
}

}  // namespace sangam::api
