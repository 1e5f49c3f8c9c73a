// What engines/graphql makes of documents against its sample schema, for a comparison.
//
//   graphql_documents schema           the schema in its definition language
//   graphql_documents generate COUNT   a JSON array of documents
//   graphql_documents check            reads a JSON array of documents, writes one of verdicts:
//                                      {"line": 1, "column": 5} for one that cannot be read, else
//                                      {"rules": […]}, without repetition
//   graphql_documents introspect       reads a document, writes the answer to its only field
//   graphql_documents coerce           reads [{document, variables}], valid documents with one root
//                                      field, writes the arguments of the first field below it, or
//                                      null when something is refused

#include <boost/json.hpp>
#include <iostream>
#include <iterator>
#include <set>

#include "engines/graphql/introspection.h"
#include "engines/graphql/parse.h"
#include "engines/graphql/print_schema.h"
#include "engines/graphql/testing/random_document.h"
#include "engines/graphql/testing/sample_schema.h"
#include "engines/graphql/validate.h"

namespace sangam::graphql {
namespace {

namespace json = boost::json;
using testing::sample_schema;

std::string read_all() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

json::value verdict(std::string text) {
  const auto document = parse(std::move(text));
  if (!document) {
    const auto& at = document.error().locations.front();
    return json::object{{"line", at.line}, {"column", at.column}};
  }
  std::set<std::string> rules;
  for (const auto& problem : validate(sample_schema(), *document, {.problems = 10'000}))
    rules.insert(std::string(name(problem.rule)));
  return json::object{{"rules", json::array(rules.begin(), rules.end())}};
}

Value to_value(const json::value& given) {
  if (given.is_bool()) return given.get_bool();
  if (given.is_int64()) return given.get_int64();
  if (given.is_uint64()) return static_cast<double>(given.get_uint64());
  if (given.is_double()) return given.get_double();
  if (given.is_string()) return std::string(given.get_string());
  if (given.is_array()) {
    Value::List list;
    for (const auto& element : given.get_array())
      list.push_back(to_value(element));
    return list;
  }
  if (!given.is_object()) return {};
  Value::Object object;
  for (const auto& [name, value] : given.get_object())
    object.push_back({.name = std::string(name), .value = to_value(value)});
  return object;
}

json::value coerced(const json::value& asked) {
  const auto document = parse(std::string(asked.at("document").as_string()));
  const auto& operation = document.value().operations()[0];
  const auto variables =
      coerce_variables(sample_schema(), *document, operation, to_value(asked.at("variables")));
  if (!variables) return nullptr;
  const Scope scope{sample_schema(), *document, *variables};
  const auto& root = *sample_schema().root(operation.kind);
  const auto above = collect_fields(scope, root, operation.selections).value();
  const auto* definition = sample_schema().find_field(root, above.at(0).first().name.text);
  const auto& type = *definition->type.named;
  const auto below = collect_subfields(scope, type, above[0]).value();
  const auto& field = below.at(0).first();
  const auto arguments =
      coerce_arguments(sample_schema().find_field(type, field.name.text)->arguments,
                       field.arguments, *variables, field.position);
  if (!arguments) return nullptr;
  return json::parse(to_json(*arguments));
}

std::string introspected(std::string text) {
  const auto document = parse(std::move(text));
  const auto& operation = document.value().operations()[0];
  const Variables none;
  const Scope scope{sample_schema(), *document, none};
  const auto fields =
      collect_fields(scope, *sample_schema().root(operation.kind), operation.selections);
  return to_json(introspect(scope, fields.value().at(0)).value());
}

json::array each(const json::value& all, json::value (*make)(const json::value&)) {
  json::array made;
  for (const auto& one : all.as_array())
    made.push_back(make(one));
  return made;
}

int run(const std::vector<std::string>& words) {
  const auto& word = words.at(1);
  if (word == "schema") {
    std::cout << print(sample_schema());
  } else if (word == "generate") {
    json::array documents;
    for (int seed = 0; seed < std::stoi(words.at(2)); ++seed)
      documents.emplace_back(testing::random_document(static_cast<std::uint64_t>(seed)));
    std::cout << documents;
  } else if (word == "check") {
    std::cout << each(json::parse(read_all()), [](const json::value& text) {
      return verdict(std::string(text.as_string()));
    });
  } else if (word == "introspect") {
    std::cout << introspected(read_all());
  } else if (word == "coerce") {
    std::cout << each(json::parse(read_all()), coerced);
  } else {
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace sangam::graphql

int main(int count, char** words) { return sangam::graphql::run({words, words + count}); }
