#pragma once

// Which types fit which, while some are not known yet.

#include <map>
#include <string>
#include <vector>

#include "engines/expression/type.h"

namespace sangam::expression {

// What has been found out about type parameters.
class Substitution {
 public:
  // Whether a value of type `actual` can stand where `wanted` is asked for, given what is known;
  // what it takes for that is noted. Nothing is noted when it cannot.
  bool assign(const Type& actual, const Type& wanted);
  bool assign(const std::vector<Type>& actual, const std::vector<Type>& wanted);

  // `type` with all that is known; parameters that stay unknown become dynamic if so asked.
  Type apply(const Type& type, bool unknown_to_dynamic = false) const;

  // A parameter that nobody else uses.
  Type fresh();
  // With a fresh parameter in place of each of its own.
  std::vector<Type> instantiate(const std::vector<Type>& types);

 private:
  using Known = std::map<std::string, Type, std::less<>>;

  static bool fits(Known& known, const Type& a, const Type& b);
  static bool all_fit(Known& known, const std::vector<Type>& a, const std::vector<Type>& b);
  enum class Binding : std::uint8_t { made, refused, contradicted };
  static Binding bind(Known& known, const Type& type, const Type& parameter);
  static bool occurs(const Known& known, const Type& parameter, const Type& within);
  static Type replace(const Known& known, const Type& type, bool unknown_to_dynamic);

  Known known_;
  std::int32_t made_ = 0;
};

// Of two types that fit each other, the one that says less.
const Type& more_general(const Type& a, const Type& b);

}  // namespace sangam::expression
