#include "kernel/mcp/arguments_input.h"

#include <boost/json/value.hpp>

#include "base/assert.h"
#include "base/error.h"
#include "kernel/api/json_reader.h"
#include "kernel/api/rest_input.h"

namespace sangam::mcp {

namespace json = boost::json;

namespace {

// Moves what belongs to structs inside of `type` from `flat` into them.
json::object nest(const Type& type, json::object& flat) {
  json::object nested;
  for (const auto& field : type.fields()) {
    if (field.type->shape == Shape::object) {
      nested.emplace(field.name, nest(*field.type, flat));
      continue;
    }
    const auto found = flat.find(field.name);
    if (found != flat.end()) {
      nested.emplace(field.name, std::move(found->value()));
      flat.erase(found);
    } else if (field.type->shape == Shape::list) {
      nested.emplace(field.name, json::array());
    }
  }
  return nested;
}

// Pointers of faults are those of the arguments as they came.
void flatten(const Type& type, api::Problems& problems) {
  for (const auto& field : type.fields()) {
    if (field.type->shape != Shape::object) continue;
    const auto prefix = "/" + std::string(field.name);
    for (auto& problem : problems)
      if (problem.pointer.starts_with(prefix + "/")) problem.pointer.erase(0, prefix.size());
    flatten(*field.type, problems);
  }
}

}  // namespace

void ArgumentsInput::read(const Type& type, void* value) {
  api::Problems problems;
  if (api::takes_json_body(operation_)) {
    api::read_json(arguments_, type, value, problems);
  } else {
    auto flat = arguments_;
    auto nested = nest(type, flat);
    api::read_json(std::move(nested), type, value, problems);
    flatten(type, problems);
    for (const auto& [name, unknown] : flat)
      problems.push_back(
          {"/" + std::string(name), "unknown_field", "is not a field of this request"});
  }
  if (problems.empty()) return;
  const bool single = problems.size() == 1;
  throw Error{Code::invalid,
              single ? problems.front().pointer + " " + problems.front().detail + "."
                     : std::to_string(problems.size()) + " arguments are not valid.",
              std::move(problems)};
}

api::Body& ArgumentsInput::body() { SANGAM_ASSERT(false); }

}  // namespace sangam::mcp
