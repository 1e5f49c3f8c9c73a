#pragma once

// Environment: the names that expressions may use, with their types.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engines/expression/type.h"
#include "engines/expression/value.h"

namespace sangam::expression {

// One way to call a function. A member is called on its first argument: text.size().
struct Overload {
  std::vector<Type> arguments;
  Type result;
  bool member = false;
};

struct Function {
  std::string name;
  std::vector<Overload> overloads;
  // Pure. Gets as many values as some overload takes, none of them a failure; they need not be of
  // its types when these were not known before. Must not throw.
  std::function<Value(std::span<const Value>)> run;
};

// Whether names and types are checked before an expression runs.
enum class Checks : std::uint8_t {
  types,  // as far as they are declared
  none,   // a value of the wrong type, or a name that means nothing, is a failure when it is run
};

// Built once; then any thread, while it lives.
class Environment {
 public:
  // With the standard library: operators, conversions, texts, times, lists, maps, optionals, math.
  explicit Environment(Checks checks = Checks::types);

  Environment& variable(std::string name, Type type);  // "request", "resource.owner"
  Environment& function(Function function);
  // Names are looked for in this package first, and in those around it: "a.b" finds a.b.x and a.x.
  Environment& container(std::string name);

  struct Variable {
    std::string name;
    Type type;
  };
  const std::vector<Variable>& variables() const noexcept { return variables_; }
  // -1 when there is none.
  std::int32_t find_variable(std::string_view name) const noexcept;
  const Function* find_function(std::string_view name) const noexcept;
  // A type by the name that is its value: "int", "google.protobuf.Duration".
  static const Type* find_type(std::string_view name) noexcept;

  Checks checks() const noexcept { return checks_; }
  // What a name can mean, the nearest first. A name that begins with a point is only itself.
  std::vector<std::string> candidates(std::string_view name) const;

 private:
  Checks checks_;
  std::string container_;
  std::vector<Variable> variables_;
  std::map<std::string, std::int32_t, std::less<>> variables_by_name_;
  std::map<std::string, Function, std::less<>> functions_;
};

}  // namespace sangam::expression
