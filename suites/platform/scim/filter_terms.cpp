#include "suites/platform/scim/filter_terms.h"

#include "kernel/http/target.h"
#include "suites/platform/scim/scim_error.h"

namespace sangam::suites::platform::scim {

void require_equality(const Filter& filter) {
  if (filter.comparison != Comparison::eq && filter.comparison != Comparison::ne)
    throw invalid_filter(filter.path + " can be compared by eq and ne only.");
}

const std::string& text_of(const Filter& filter) {
  const auto* text = std::get_if<std::string>(&filter.value);
  if (!text) throw invalid_filter(filter.path + " is compared with a text in quotes.");
  return *text;
}

bool flag_of(const Filter& filter) {
  if (const auto* flag = std::get_if<bool>(&filter.value)) return *flag;
  if (const auto* text = std::get_if<std::string>(&filter.value)) {
    if (http::equal_ignoring_case(*text, "true")) return true;
    if (http::equal_ignoring_case(*text, "false")) return false;
  }
  throw invalid_filter(filter.path + " is compared with true or false.");
}

Timestamp time_of(const Filter& filter) {
  Timestamp time;
  if (Scalar<Timestamp>::parse(text_of(filter), time))
    throw invalid_filter(filter.path +
                         " is compared with a time such as \"2026-01-31T09:00:00Z\".");
  return time;
}

}  // namespace sangam::suites::platform::scim
