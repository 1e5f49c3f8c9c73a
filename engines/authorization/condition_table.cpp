#include "engines/authorization/condition_table.h"

#include <fmt/format.h>

#include "base/assert.h"

namespace sangam::authorization {

namespace {

Fault fault_of(std::string detail) {
  return {FaultKind::condition_invalid, "condition", std::move(detail)};
}

}  // namespace

std::expected<expression::Expression, Fault> compile_condition(const Schema& schema,
                                                               std::string_view text) {
  if (text.size() > kConditionMost)
    return std::unexpected(fault_of(fmt::format("It has over {} bytes.", kConditionMost)));
  auto compiled = expression::Expression::compile(text, schema.environment());
  if (!compiled) {
    std::string all;
    for (const auto& fault : compiled.error())
      all += (all.empty() ? "" : " ") + expression::to_text(fault, text);
    return std::unexpected(fault_of(std::move(all)));
  }
  if (compiled->type().kind() != expression::Kind::boolean)
    return std::unexpected(
        fault_of(fmt::format("It must result in a bool, not a {}.", compiled->type().str())));
  return std::move(*compiled);
}

std::expected<ConditionNumber, Fault> ConditionTable::acquire(std::string_view text) {
  if (text.empty()) return kUnconditional;
  if (const auto found = by_text_.find(text); found != by_text_.end()) {
    ++conditions_[found->second].references;
    return found->second;
  }
  auto compiled = compile_condition(*schema_, text);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  auto number = static_cast<ConditionNumber>(conditions_.size());
  if (free_.empty()) {
    conditions_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  conditions_[number] = {
      .text = std::string(text),
      .references = 1,
      .expression = std::make_unique<expression::Expression>(std::move(*compiled))};
  by_text_.emplace(text, number);
  return number;
}

void ConditionTable::release(ConditionNumber number) {
  if (number == kUnconditional) return;
  auto& condition = conditions_[number];
  SANGAM_ASSERT(condition.references > 0);
  if (--condition.references > 0) return;
  by_text_.erase(condition.text);
  condition = {};
  free_.push_back(number);
}

const std::string& ConditionTable::text(ConditionNumber number) const {
  static const std::string none;
  return number == kUnconditional ? none : conditions_[number].text;
}

Verification ConditionTable::verify(ConditionNumber number,
                                    std::span<const expression::Value> context) const {
  const auto value = conditions_[number].expression->run(context, kBudget);
  if (const auto* decided = value.get<bool>())
    return {*decided ? Verification::Result::holds : Verification::Result::fails, {}};
  return {Verification::Result::unknown, value.failed() ? value.reason() : "it gave no bool"};
}

}  // namespace sangam::authorization
