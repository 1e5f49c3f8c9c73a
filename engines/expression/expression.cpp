#include "engines/expression/expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "engines/expression/check.h"
#include "engines/expression/evaluate.h"
#include "engines/expression/utf8.h"

namespace sangam::expression {

std::expected<Expression, std::vector<Fault>> Expression::compile(std::string_view text,
                                                                  const Environment& environment) {
  auto tree = parse(text);
  if (!tree) return std::unexpected(std::vector{std::move(tree.error())});
  auto type = check(*tree, environment);
  if (!type) return std::unexpected(std::move(type.error()));
  return Expression(std::make_shared<const Tree>(std::move(*tree)), std::move(*type));
}

Value Expression::run(std::span<const Value> variables, std::int64_t budget) const {
  return evaluate(*tree_, variables, budget);
}

std::string to_text(const Fault& fault, std::string_view text) {
  const auto before = text.substr(0, fault.position);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto begin = before.rfind('\n');
  const auto column =
      count_characters(begin == before.npos ? before : before.substr(begin + 1)) + 1;
  return fmt::format("line {}, column {}: {}", line, column, fault.message);
}

}  // namespace sangam::expression
