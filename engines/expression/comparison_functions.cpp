// == != < <= > >= and the exclamation mark.

#include "engines/expression/standard_library.h"

namespace sangam::expression {

namespace {

Value is_equal(Arguments a) { return equal(a[0], a[1]); }
Value is_unequal(Arguments a) { return !equal(a[0], a[1]); }

template <class Holds>
Function ordering(const std::string& name, Holds holds) {
  std::vector<Overload> overloads;
  for (const Kind kind : {Kind::boolean, Kind::text, Kind::bytes, Kind::timestamp, Kind::duration})
    overloads.push_back({{kind, kind}, Kind::boolean});
  for (const Kind left : {Kind::integer, Kind::natural, Kind::floating})
    for (const Kind right : {Kind::integer, Kind::natural, Kind::floating})
      overloads.push_back({{left, right}, Kind::boolean});
  return {name, std::move(overloads), [name, holds](Arguments a) -> Value {
            const auto order = compare(a[0], a[1]);
            return order ? Value(holds(*order)) : no_overload(name, a);
          }};
}

Value is_not(Arguments a) {
  const auto* boolean = a[0].get<bool>();
  return boolean ? Value(!*boolean) : no_overload("!_", a);
}

}  // namespace

std::vector<Function> comparison_functions() {
  const auto any = Type::parameter("T");
  return {
      {"_==_", {{{any, any}, Kind::boolean}}, is_equal},
      {"_!=_", {{{any, any}, Kind::boolean}}, is_unequal},
      ordering("_<_", [](std::partial_ordering order) { return order < 0; }),
      ordering("_<=_", [](std::partial_ordering order) { return order <= 0; }),
      ordering("_>_", [](std::partial_ordering order) { return order > 0; }),
      ordering("_>=_", [](std::partial_ordering order) { return order >= 0; }),
      {"!_", {{{Kind::boolean}, Kind::boolean}}, is_not},
  };
}

}  // namespace sangam::expression
