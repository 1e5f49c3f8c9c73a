// Runs cases of CEL, as cases.mjs prints them, from standard input: a line for each that fails, and
// at the end a line of JSON with the counts.

#include <boost/json.hpp>
#include <cmath>
#include <iostream>
#include <map>

#include "engines/expression/expression.h"
#include "tests/expression/case_values.h"

namespace sangam::expression {
namespace {

namespace json = boost::json;

std::string text_at(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found ? std::string(found->as_string()) : std::string();
}

struct Declared {
  Environment environment;
  std::vector<Value> values;
};

void declare_function(Environment& environment, const std::string& name, const json::object& made) {
  Function function{.name = name, .overloads = {}, .run = [](std::span<const Value>) {
                      return Value::failure("it has no code");
                    }};
  for (const auto& one : made.at("overloads").as_array()) {
    const auto& overload = one.as_object();
    Overload declared{.arguments = {}, .result = read_type(overload.at("resultType"))};
    if (const auto* params = overload.if_contains("params"))
      for (const auto& type : params->as_array())
        declared.arguments.push_back(read_type(type));
    if (const auto* member = overload.if_contains("isInstanceFunction"))
      declared.member = member->as_bool();
    function.overloads.push_back(std::move(declared));
  }
  environment.function(std::move(function));
}

Declared declare(const json::object& test) {
  const bool unchecked = test.contains("disableCheck");
  Declared made{Environment(unchecked ? Checks::none : Checks::types), {}};
  made.environment.container(text_at(test, "container"));
  if (const auto* types = test.if_contains("typeEnv"))
    for (const auto& one : types->as_array()) {
      const auto& declaration = one.as_object();
      const auto name = text_at(declaration, "name");
      if (const auto* ident = declaration.if_contains("ident"))
        made.environment.variable(name, read_type(ident->as_object().at("type")));
      else declare_function(made.environment, name, declaration.at("function").as_object());
    }
  const auto* bindings = test.if_contains("bindings");
  if (bindings)
    for (const auto& [name, value] : bindings->as_object())
      if (made.environment.find_variable(name) < 0)
        made.environment.variable(std::string(name), Type());
  for (const auto& variable : made.environment.variables()) {
    const auto* bound = bindings ? bindings->as_object().if_contains(variable.name) : nullptr;
    made.values.push_back(bound ? read_value(bound->as_object().at("value"))
                                : Value::failure("there is no " + variable.name));
  }
  return made;
}

bool same(const Value& a, const Value& b) {
  const auto* x = a.get<double>();
  const auto* y = b.get<double>();
  if (x && y && std::isnan(*x)) return std::isnan(*y);
  return a.kind() == b.kind() && equal(a, b);
}

// Empty when the case passes.
std::string why_it_fails(const json::object& test) {
  const auto expression = text_at(test, "expr");
  const bool wants_error = test.contains("evalError") || test.contains("anyEvalErrors");
  const auto declared = declare(test);
  const auto compiled = Expression::compile(expression, declared.environment);
  if (!compiled) return wants_error ? "" : to_text(compiled.error().front(), expression);
  const auto type = text_at(test, "type");
  if (!type.empty() && !test.contains("disableCheck") && compiled->type().str() != type)
    return "the type is " + compiled->type().str() + ", not " + type;
  if (test.contains("checkOnly")) return {};
  const auto result = compiled->run(declared.values);
  if (wants_error) return result.failed() ? "" : "there is a result";
  Value wanted = true;
  if (const auto* value = test.if_contains("value")) wanted = read_value(*value);
  if (const auto* typed = test.if_contains("typedResult"))
    if (const auto* value = typed->as_object().if_contains("result")) wanted = read_value(*value);
  if (result.failed()) return result.reason();
  return same(result, wanted) ? "" : "the result is another one";
}

int run_all(std::istream& in) {
  std::map<std::string, std::int64_t> counts;
  std::map<std::string, std::int64_t> left_out;
  for (std::string line; std::getline(in, line);) {
    const auto test = json::parse(line).as_object();
    if (const auto needs = text_at(test, "needs"); !needs.empty()) {
      ++left_out[needs];
      continue;
    }
    const auto why = why_it_fails(test);
    ++counts[why.empty() ? "passed" : "failed"];
    if (!why.empty())
      std::cout << text_at(test, "suite") << ": " << text_at(test, "name") << ": "
                << text_at(test, "expr") << ": " << why << '\n';
  }
  std::cout << json::serialize(json::object{{"passed", counts["passed"]},
                                            {"failed", counts["failed"]},
                                            {"left_out", json::value_from(left_out)}})
            << '\n';
  return counts["failed"] == 0 ? 0 : 1;
}

}  // namespace
}  // namespace sangam::expression

int main() { return sangam::expression::run_all(std::cin); }
