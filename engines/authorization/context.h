#pragma once

// Context: what is known of the moment somebody asks in: the time, an amount, an address. Its names
// and types are those of the schema.

#include <expected>
#include <memory>
#include <string_view>
#include <vector>

#include "engines/authorization/fault.h"
#include "engines/authorization/schema.h"
#include "engines/expression/value.h"

namespace sangam::authorization {

// A value type; one a question.
class Context {
 public:
  // Of a schema, which lives as long; nothing is known yet.
  explicit Context(const Schema& schema);

  // FaultKind::context_invalid for a name that is not declared, or a value of another type.
  std::expected<void, Fault> set(std::string_view name, expression::Value value);
  // From text: numbers and true or false as JSON writes them, timestamps RFC 3339, durations
  // "1h30m".
  std::expected<void, Fault> set_text(std::string_view name, std::string_view text);

  // In the order of the schema's environment; failures where nothing is known.
  const std::vector<expression::Value>& values() const noexcept { return values_; }

 private:
  std::expected<std::size_t, Fault> find(std::string_view name) const;

  const Schema* schema_;
  std::vector<expression::Value> values_;
};

}  // namespace sangam::authorization
