#pragma once

// Expressions: the one language for conditions and rules (authorisation, routing, limits,
// workflows, compliance). CEL, the Common Expression Language (github.com/google/cel-spec), without
// messages of Protocol Buffers. Start here.
//
//   Environment environment;
//   environment.variable("amount", Kind::integer).variable("role", Kind::text);
//   const auto rule = Expression::compile("amount < 10000 || role == 'owner'", environment);
//   if (!rule) … rule.error() names each fault and where it is
//   const Value values[] = {std::int64_t{500}, "clerk"};      // in the order of the environment
//   const auto result = rule->run(values);                    // true
//
// An expression cannot write, wait, loop without end or call what its environment does not name. It
// gives the same for the same values on every machine.

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engines/expression/environment.h"
#include "engines/expression/fault.h"
#include "engines/expression/syntax.h"

namespace sangam::expression {

// Immutable; any thread. Cheap to copy.
class Expression {
 public:
  // Reads, resolves and checks. `environment` must outlive the expression. O(bytes), but for
  // overloads, which are few.
  static std::expected<Expression, std::vector<Fault>> compile(std::string_view text,
                                                               const Environment& environment);

  // Of what it results in, as far as it is known.
  const Type& type() const noexcept { return type_; }

  // One value for each variable of the environment, in its order; a Failure for one that is not
  // there. The result is a Failure when there is none: a missing key, a division by zero, or more
  // than `budget` steps (a node, an element or 64 bytes each). Does not throw.
  Value run(std::span<const Value> variables, std::int64_t budget = kBudget) const;

  static constexpr std::int64_t kBudget = 100'000;

 private:
  Expression(std::shared_ptr<const Tree> tree, Type type)
      : tree_(std::move(tree)), type_(std::move(type)) {}

  std::shared_ptr<const Tree> tree_;
  Type type_;
};

// "line 2, column 5: There is no 'amuont'."
std::string to_text(const Fault& fault, std::string_view text);

}  // namespace sangam::expression
