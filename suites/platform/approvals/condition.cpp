#include "suites/platform/approvals/condition.h"

#include "base/error.h"
#include "suites/platform/approvals/json_value.h"

namespace sangam::suites::platform::approvals {

namespace {

const expression::Environment& environment() {
  static const expression::Environment shared = [] {
    expression::Environment made;
    made.variable("request", expression::Type()).variable("role", expression::Kind::text);
    return made;
  }();
  return shared;
}

}  // namespace

Condition Condition::compile(std::string_view text, std::string_view pointer) {
  Condition condition{std::string(text)};
  if (text.empty()) return condition;
  auto compiled = expression::Expression::compile(text, environment());
  if (!compiled) {
    std::string faults;
    for (const auto& fault : compiled.error())
      faults += (faults.empty() ? "" : " ") + expression::to_text(fault, text);
    throw invalid_field(std::string(pointer), "not_an_expression", std::move(faults));
  }
  const auto& type = compiled->type();
  if (!type.is_dynamic() && type.kind() != expression::Kind::boolean)
    throw invalid_field(std::string(pointer), "not_a_condition", "must be true or false");
  condition.expression_.push_back(std::move(*compiled));
  return condition;
}

bool Condition::holds(std::string_view request_json, std::string_view role) const {
  if (expression_.empty()) return true;
  const expression::Value values[] = {value_of_json(request_json), role};
  const auto result = expression_.front().run(values);
  const auto* truth = result.get<bool>();
  return truth == nullptr || *truth;
}

}  // namespace sangam::suites::platform::approvals
