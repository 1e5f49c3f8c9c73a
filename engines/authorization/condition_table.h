#pragma once

// ConditionTable: the conditions of tuples, compiled, each once however many tuples have it.

#include <expected>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engines/authorization/fault.h"
#include "engines/authorization/schema.h"
#include "engines/authorization/tuple_table.h"
#include "engines/expression/expression.h"

namespace sangam::authorization {

inline constexpr std::size_t kConditionMost = 1'000;  // bytes

// What a condition that cannot be decided says of it, beside yes and no.
struct Verification {
  enum class Result : std::uint8_t { fails, unknown, holds };
  Result result = Result::unknown;
  std::string reason;  // of unknown
};

// FaultKind::condition_invalid names each fault and where it is.
std::expected<expression::Expression, Fault> compile_condition(const Schema& schema,
                                                               std::string_view text);

// Any number of readers, or one writer.
class ConditionTable {
 public:
  explicit ConditionTable(std::shared_ptr<const Schema> schema) : schema_(std::move(schema)) {}

  // Adds it, or another reference to it; kUnconditional for an empty text.
  std::expected<ConditionNumber, Fault> acquire(std::string_view text);
  void release(ConditionNumber number);
  // Of kUnconditional, empty.
  const std::string& text(ConditionNumber number) const;
  // Bounded: kBudget steps of the expression.
  Verification verify(ConditionNumber number, std::span<const expression::Value> context) const;

  static constexpr std::int64_t kBudget = 1'000;

 private:
  struct Condition {
    std::string text;
    std::uint32_t references = 0;
    std::unique_ptr<expression::Expression> expression;
  };

  std::shared_ptr<const Schema> schema_;
  std::vector<Condition> conditions_;
  std::vector<ConditionNumber> free_;
  std::map<std::string, ConditionNumber, std::less<>> by_text_;
};

}  // namespace sangam::authorization
