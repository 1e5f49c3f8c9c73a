#include "engines/graphql/problem.h"

#include <array>

namespace sangam::graphql {

namespace {

constexpr std::array<std::string_view, 33> kNames = {
    "syntax",
    "limit",
    "operation_name_uniqueness",
    "lone_anonymous_operation",
    "single_root_field",
    "operation_type_existence",
    "field_selections",
    "field_selection_merging",
    "leaf_field_selections",
    "argument_names",
    "argument_uniqueness",
    "required_arguments",
    "fragment_name_uniqueness",
    "fragment_spread_type_existence",
    "fragments_on_composite_types",
    "fragments_must_be_used",
    "fragment_spread_target_defined",
    "fragment_spreads_must_not_form_cycles",
    "fragment_spread_is_possible",
    "values_of_correct_type",
    "input_object_field_names",
    "input_object_field_uniqueness",
    "input_object_required_fields",
    "directives_are_defined",
    "directives_are_in_valid_locations",
    "directives_are_unique_per_location",
    "variable_uniqueness",
    "variables_are_input_types",
    "all_variable_uses_defined",
    "all_variables_used",
    "all_variable_usages_are_allowed",
    "introspection",
    "coercion",
};
static_assert(kNames.size() == static_cast<std::size_t>(Rule::coercion) + 1);

}  // namespace

std::string_view name(Rule rule) noexcept { return kNames[static_cast<std::size_t>(rule)]; }

std::string to_text(const Problem& problem) {
  std::string text;
  if (!problem.locations.empty()) {
    const auto& at = problem.locations.front();
    text = "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + ": ";
  }
  return text + problem.message;
}

}  // namespace sangam::graphql
