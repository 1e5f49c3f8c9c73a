#include "kernel/graphql/arguments.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/assert.h"
#include "kernel/api/json_reader.h"
#include "kernel/graphql/names.h"

namespace sangam::graphql_door {

namespace {

namespace json = boost::json;
using graphql::Value;

constexpr std::string_view kDescending = "_DESC";
constexpr std::string_view kAscending = "_ASC";

const Value* find(const Value::Object& object, std::string_view name) {
  const auto found = std::ranges::find(object, name, &graphql::Member::name);
  return found == object.end() ? nullptr : &found->value;
}

// What no described type says more about: what is wrong with it the reader of the request tells.
json::value plain(const Value& value) {
  if (const auto* text = value.get<std::string>()) return json::value(*text);
  if (const auto* truth = value.get<bool>()) return *truth;
  if (const auto* whole = value.get<std::int64_t>()) return *whole;
  if (const auto* number = value.get<double>()) return *number;
  return nullptr;
}

json::value enumerator(const Value& value, std::span<const std::string_view> values) {
  const auto* name = value.get<std::string>();
  for (const auto one : values)
    if (name && enumerator_name(one) == *name) return json::value(one);
  return plain(value);
}

json::value amount(const Value& value) {
  const auto* text = value.get<std::string>();
  const auto space = text ? text->find(' ') : std::string::npos;
  if (space == std::string::npos) return plain(value);
  return json::object{{"amount", text->substr(0, space)}, {"asset", text->substr(space + 1)}};
}

json::value request_value(const Value& value, const Type& type);

json::value record(const Value& value, const Type& type) {
  const auto* object = value.get<Value::Object>();
  if (!object) return plain(value);
  json::object made;
  for (const auto& field : type.fields()) {
    const auto* member = find(*object, field_name(field.name));
    if (member) made[field.name] = request_value(*member, *field.type);
    else if (is_empty(*field.type)) made[field.name] = json::object();
  }
  return made;
}

// Recurses as deep as the types of requests are nested.
json::value request_value(const Value& value, const Type& type) {
  if (value.is_null()) return nullptr;
  switch (type.shape) {
    case Shape::optional:
      return request_value(value, *type.inner);
    case Shape::object:
      return record(value, type);
    case Shape::amount:
      return amount(value);
    case Shape::text:
      return can_enumerate(type.facts.values) ? enumerator(value, type.facts.values) : plain(value);
    case Shape::list: {
      json::array items;
      if (const auto* list = value.get<Value::List>())
        for (const auto& item : *list)
          items.push_back(request_value(item, *type.inner));
      return items;
    }
    default:
      return plain(value);
  }
}

// NAME_DESC is "-name" of a list that may be sorted by "name".
json::value sort_of(const Value& value, const api::Operation& operation) {
  const auto* text = value.get<std::string>();
  if (!text) return nullptr;
  const bool descending = text->ends_with(kDescending);
  const auto name = text->substr(0, text->size() - (descending ? kDescending : kAscending).size());
  for (const auto sort : operation.sorts)
    if (enumerator_name(sort) == name)
      return json::value((descending ? "-" : "") + std::string(sort));
  return json::value(*text);
}

json::object request_of(const RootPlan& plan, const Value::Object& arguments) {
  if (plan.takes_input) {
    const auto* input = find(arguments, kInputArgument);
    if (!input) return {};
    auto made = record(*input, *plan.operation->input);
    return made.is_object() ? std::move(made.get_object()) : json::object();
  }
  json::object request;
  if (!plan.of_type.empty()) request["type"] = json::array{json::value(plan.of_type)};
  for (const auto& argument : plan.arguments) {
    auto* place = &request;
    for (std::size_t i = 0; i + 1 < argument.path.size(); ++i) {
      auto& inside = (*place)[argument.path[i]];
      if (!inside.is_object()) inside = json::object();
      place = &inside.get_object();
    }
    const auto* given = find(arguments, argument.name);
    if (given && !given->is_null())
      (*place)[argument.path.back()] = argument.type ? request_value(*given, *argument.type)
                                       : argument.path.back() == "sort"
                                           ? sort_of(*given, *plan.operation)
                                           : plain(*given);
    else if (argument.may_be_absent) (*place)[argument.path.back()] = json::array();
  }
  return request;
}

std::string translated(std::string_view pointer) {
  std::string text;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    text += '/' + field_name(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return text;
}

std::string path_text(const ArgumentPlan& argument) {
  std::string text;
  for (const auto name : argument.path)
    text.append("/").append(name);
  return text;
}

}  // namespace

struct ArgumentsInput::Request {
  json::value value;
};

ArgumentsInput::ArgumentsInput(const RootPlan& plan, const Value::Object& arguments)
    : plan_(plan), request_(std::make_unique<Request>(Request{request_of(plan, arguments)})) {}

ArgumentsInput::~ArgumentsInput() = default;

void ArgumentsInput::read(const Type& type, void* value) {
  api::Problems problems;
  api::read_json(request_->value, type, value, problems);
  if (problems.empty()) return;
  for (auto& problem : problems)
    problem.pointer = argument_pointer(plan_, problem.pointer);
  const bool single = problems.size() == 1;
  throw Error{Code::invalid,
              single ? problems.front().pointer + " " + problems.front().detail
                     : std::to_string(problems.size()) + " fields are not valid.",
              std::move(problems)};
}

api::Body& ArgumentsInput::body() { SANGAM_ASSERT(false); }

std::string ArgumentsInput::text() const { return json::serialize(request_->value); }

std::string text_argument(const Value::Object& arguments, std::string_view name) {
  const auto* value = find(arguments, name);
  const auto* text = value ? value->get<std::string>() : nullptr;
  return text ? *text : std::string();
}

std::string argument_pointer(const RootPlan& plan, std::string_view pointer) {
  if (pointer.empty()) return plan.takes_input ? "/" + std::string(kInputArgument) : "";
  const bool by_name = pointer.starts_with('?');
  if (!by_name && !pointer.starts_with('/')) return std::string(pointer);
  if (plan.takes_input)
    return "/" + std::string(kInputArgument) +
           (by_name ? "/" + field_name(pointer.substr(1)) : translated(pointer));
  for (const auto& argument : plan.arguments) {
    if (by_name && argument.path.back() == pointer.substr(1)) return "/" + argument.name;
    const auto path = path_text(argument);
    if (pointer.starts_with(path) && (pointer.size() == path.size() || pointer[path.size()] == '/'))
      return "/" + argument.name + translated(pointer.substr(path.size()));
  }
  return by_name ? "/" + field_name(pointer.substr(1)) : translated(pointer);
}

}  // namespace sangam::graphql_door
